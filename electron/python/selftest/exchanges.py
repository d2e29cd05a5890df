"""One exchange of a conversation: a question, the calls and results it leads to, and the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import patterns_en
import patterns_zh
import wordings
import words
from messages import Message, said, used
from results import Results
from speech import Speech

# How often a tool is not allowed to run, and how often it fails.
REFUSED, FAILED = 0.08, 0.09


@dataclass
class Setting:
    """What one conversation offers."""

    names: frozenset[str] = frozenset()
    city_key: str = "city"
    with_zone: bool = False
    attached: list[str] = field(default_factory=list)


class Exchanges:
    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._results = Results(speech)
        self._kinds: list[tuple[int, Callable[[Setting, bool], list[Message]]]] = [
            (6, lambda _, zh: self._fixed("HELLO", wordings.HELLO, zh)),
            (3, lambda _, zh: self._fixed("THANKS", wordings.THANKS, zh)),
            (2, lambda _, zh: self._fixed("BYE", wordings.BYE, zh)),
            (4, lambda _, zh: self._fixed("SELF", wordings.SELF, zh)),
            (12, self._other),
            (6, self._echo),
            (1, self._count),
            (11, self._time),
            (7, self._zone),
            (13, self._calculation),
            (8, self._spoken_calculation),
            (13, self._file),
            (15, self._weather),
            (3, self._weather_nowhere),
            (7, self._two_weathers),
        ]

    def next(self, setting: Setting) -> list[Message]:
        zh = self._speech.maybe(0.45)
        weights, makers = zip(*self._kinds, strict=True)
        return self._speech.choices(makers, weights)[0](setting, zh)

    def copying(self) -> list[Message]:
        """Nothing but copying: teaches the network to look back before it learns anything else."""
        speech, zh = self._speech, self._speech.maybe(0.4)
        if zh:
            text = speech.choice(["", " "]).join(speech.city(True) for _ in range(speech.randint(2, 6)))
        else:
            makers = (
                lambda: speech.city(False),
                speech.word,
                speech.expression,
                speech.file_name,
                speech.capital,
            )
            text = " ".join(speech.choice(makers)() for _ in range(speech.randint(2, 8)))
        return said(speech.choice(wordings.ECHO_ZH if zh else wordings.ECHO_EN) + text, text)

    # ---- words

    def _fixed(self, kind: str, answers: tuple[str, str], zh: bool) -> list[Message]:
        question = self._core(kind, zh)
        if not zh and self._speech.maybe(0.2):
            question = question.lower() if self._speech.maybe(0.5) else question.rstrip("?!.")
        return said(question, answers[zh])

    def _other(self, setting: Setting, zh: bool) -> list[Message]:
        speech = self._speech
        if speech.maybe(0.25):
            return said(speech.sentence(zh, 8), wordings.OTHER[zh])
        question = self._core("OTHER", zh)
        if question[-1].isalpha() and speech.maybe(0.7):
            question += speech.choice("？。" if zh else "?.")
        things = [speech.anything(zh) for _ in range(question.count("{}"))]
        return said(question.format(*things), wordings.OTHER[zh])

    def _echo(self, setting: Setting, zh: bool) -> list[Message]:
        speech = self._speech
        makers = (
            lambda: speech.city(zh),
            lambda: speech.noise(zh, 1, 5),
            lambda: speech.sentence(zh, 6),
            speech.expression,
            speech.file_name,
        )
        text = speech.choice(makers)()
        return said(speech.choice(wordings.ECHO_ZH if zh else wordings.ECHO_EN) + text, text)

    def _count(self, setting: Setting, zh: bool) -> list[Message]:
        last = self._speech.choice([5, 10, 12, 15, 20, 25, 30])
        question = self._speech.choice(wordings.COUNT_ZH if zh else wordings.COUNT_EN).format(last)
        return said(question, " ".join(str(number) for number in range(1, last + 1)))

    # ---- tools

    def _time(self, setting: Setting, zh: bool) -> list[Message]:
        return self._told_time(setting, self._ask("TIME", zh), None, zh)

    def _zone(self, setting: Setting, zh: bool) -> list[Message]:
        made = self._one_zone(setting, "ZONE", zh)
        return made + self._and_there(setting, zh, self._one_zone)

    def _one_zone(self, setting: Setting, kind: str, zh: bool) -> list[Message]:
        """A place whose zone is known by heart, a zone as such, or a place that is passed on as it is."""
        speech = self._speech
        chance = speech.random()
        place, place_zh, zone = speech.choice(words.ZONES)
        place = place_zh if zh else place
        if chance > 0.8:
            place = zone
        elif chance > 0.65:
            place = zone = speech.city(zh)
        question = self._ask(kind, zh, place)
        return self._told_time(setting, question, zone if setting.with_zone else None, zh)

    def _told_time(self, setting: Setting, question: str, zone: str | None, zh: bool) -> list[Message]:
        result, told = self._results.clock(zone, zh)
        answers = {1: wordings.TIME_ONLY, 2: wordings.TIME_AND_DATE, 3: wordings.TIME_DATE_AND_DAY}
        answer = answers[len(told)][zh].format(**told)
        arguments = [{"timezone": zone} if zone else {}]
        return self._with(setting, question, "get_time", arguments, [result], answer, zh)

    def _calculation(self, setting: Setting, zh: bool) -> list[Message]:
        expression = self._speech.expression()
        return self._calculated(setting, expression, expression, zh)

    def _spoken_calculation(self, setting: Setting, zh: bool) -> list[Message]:
        spoken, expression = self._speech.spoken_expression(zh)
        return self._calculated(setting, spoken, expression, zh)

    def _calculated(self, setting: Setting, asked: str, expression: str, zh: bool) -> list[Message]:
        question = self._ask("CALCULATION", zh, asked)
        result, told = self._results.value(expression)
        arguments, answer = [{"expression": expression}], wordings.RESULT[zh].format(told)
        return self._with(setting, question, "calculator", arguments, [result], answer, zh)

    def _file(self, setting: Setting, zh: bool) -> list[Message]:
        speech = self._speech
        from_list = setting.attached and speech.maybe(0.6)
        name = speech.choice(setting.attached) if from_list else speech.file_name()
        if setting.attached == [name] and speech.maybe(0.5):
            question = self._ask("THE_FILE", zh)
        elif speech.maybe(0.5):
            question = self._with_note(name, zh)
        else:
            question = self._by_name(name, zh)
        result, first = self._results.file(name)
        answer = wordings.FILE_SAYS[zh].format(first) if first else wordings.FILE_EMPTY[zh]
        return self._with(setting, question, "read_file", [{"name": name}], [result], answer, zh)

    def _by_name(self, name: str, zh: bool) -> str:
        quoted = self._speech.choice(["{}"] * 6 + ['"{}"', "'{}'", "`{}`", "“{}”", "《{}》"]).format(name)
        return self._ask("FILE", zh, quoted)

    def _with_note(self, name: str, zh: bool) -> str:
        """The question with a note on what is attached, mostly the way Glimmer's chat writes it."""
        speech = self._speech
        others = [speech.file_name() for _ in range(speech.choice([0, 0, 0, 1, 2]))]
        asked = self._by_name(name, zh) if others or speech.maybe(0.4) else self._ask("THE_FILE", zh)
        if others or speech.maybe(0.75):
            names = speech.sample([name, *others], len(others) + 1)
            quoted = (json.dumps(each, ensure_ascii=False) for each in names)
            return f"{asked}\n\nAttached files: {', '.join(quoted)}"
        told = speech.choice(wordings.ATTACHED).format(name)
        return "\n".join([told, asked] if speech.maybe(0.6) else [asked, told])

    def _weather(self, setting: Setting, zh: bool) -> list[Message]:
        made = self._one_weather(setting, "WEATHER", zh)
        return made + self._and_there(setting, zh, self._one_weather)

    def _weather_nowhere(self, setting: Setting, zh: bool) -> list[Message]:
        question = self._ask("WEATHER_NOWHERE", zh)
        if "get_weather" not in setting.names:
            return said(question, wordings.NO_TOOL[zh])
        told = self._one_weather(setting, "JUST_A_CITY", zh)
        return said(question, wordings.WHICH_CITY[zh]) + told

    def _and_there(
        self, setting: Setting, zh: bool, again: Callable[[Setting, str, bool], list[Message]]
    ) -> list[Message]:
        """Now and then the same is asked for another place, in words that say nothing by themselves."""
        if self._speech.maybe(0.8):
            return []
        return again(setting, "AND_THERE", zh)

    def _one_weather(self, setting: Setting, kind: str, zh: bool) -> list[Message]:
        city = self._speech.city(zh if self._speech.maybe(0.92) else not zh)
        question = self._ask(kind, zh, city)
        city = as_asked(question, city)
        result, degrees = self._results.sky(city)
        answer = wordings.ONE_WEATHER[zh].format(city=city, degrees=degrees)
        return self._with(setting, question, "get_weather", [{setting.city_key: city}], [result], answer, zh)

    def _two_weathers(self, setting: Setting, zh: bool) -> list[Message]:
        one, two = self._speech.city(zh), self._speech.city(zh)
        question = self._ask("TWO_CITIES", zh, one, two)
        one, two = as_asked(question, one), as_asked(question, two)
        (result, degrees), (other_result, other_degrees) = self._results.sky(one), self._results.sky(two)
        answer = wordings.TWO_WEATHERS[zh].format(
            city=one, degrees=degrees, other_city=two, other_degrees=other_degrees
        )
        arguments = [{setting.city_key: one}, {setting.city_key: two}]
        return self._with(setting, question, "get_weather", arguments, [result, other_result], answer, zh)

    def _ask(self, kind: str, zh: bool, *things: str) -> str:
        """A question in one of its wordings, with words before and behind it that mean nothing for the answer."""
        speech = self._speech
        core = self._core(kind, zh)
        if zh:
            before, behind, end = wordings.BEFORE_ZH, wordings.BEHIND_ZH, wordings.END_ZH
        else:
            before, behind, end = wordings.BEFORE_EN, wordings.BEHIND_EN, wordings.END_EN
            if speech.maybe(0.08):
                core = core.lower()
                things = tuple(thing.lower() if thing.istitle() else thing for thing in things)
        opening = speech.choice(before)
        if opening and speech.maybe(0.5):
            core = core[0].lower() + core[1:]
        frame = opening + core + speech.choice(behind) + speech.choice(end)
        while "..." in frame:
            frame = frame.replace("...", speech.noise(zh), 1)
        return frame.format(*things)

    def _core(self, kind: str, zh: bool) -> str:
        """One of the plain wordings, or a text that a pattern stands for."""
        plain = getattr(wordings, f"{kind}_{'ZH' if zh else 'EN'}")
        patterns = getattr(patterns_zh if zh else patterns_en, kind, ())
        if patterns and self._speech.maybe(0.65):
            return self._speech.expand(self._speech.choice(patterns))
        return self._speech.choice(plain)

    def _with(
        self,
        setting: Setting,
        question: str,
        name: str,
        arguments: list[dict[str, str]],
        results: list[str],
        answer: str,
        zh: bool,
    ) -> list[Message]:
        """The exchange with a tool: when it is there, when it may run, and when it does not fail."""
        if name not in setting.names:
            return said(question, wordings.NO_TOOL[zh])
        chance = self._speech.random()
        if chance < REFUSED:
            results, answer = [self._results.refusal()] * len(results), wordings.REFUSED[zh]
        elif chance < REFUSED + FAILED and len(results) == 1:
            result, told = self._results.failure(zh)
            results, answer = [result], wordings.FAILED[zh].format(told)
        return used(question, name, arguments, results, answer)


def as_asked(question: str, city: str) -> str:
    """A question in small letters has the city in small letters."""
    return city if city in question else city.lower()
