"""Makes the cases of an evaluation out of a set of words: what is asked, under which tools, and what must be written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from types import ModuleType
from typing import Any, NamedTuple

import wordings
import words
from messages import Message, used
from schemas import function

Tools = list[dict[str, Any]]


class Case(NamedTuple):
    kind: str
    messages: list[Message]
    tools: Tools | None
    expected: str


class Cases:
    """Each wording meets a city, a list of tools and a system message in turn, so that all kinds of pairs come up."""

    def __init__(self, source: ModuleType) -> None:
        self._source = source
        self._turn = count()

    def all(self) -> list[Case]:
        makers = (
            self._weather, self._two_cities, self._which_city, self._follow_ups, self._time, self._zones, self._calculations, self._spoken, self._files, self._words,
            self._echo, self._without_tool, self._weather_answers, self._time_answers, self._calculation_answers, self._file_answers,
            self._refusals, self._failures, self._later_turns,
        )  # fmt: skip
        return [case for make in makers for case in make()]

    # ---- calls
    def _weather(self) -> Iterator[Case]:
        for zh, wordings_of, cities in self._both("WEATHER", "CITIES"):
            for round_ in range(2):
                for index, wording in enumerate(wordings_of):
                    city = cities[(index + round_ * len(wordings_of)) % len(cities)]
                    yield self._call(f"weather {zh}", wording.format(city), "get_weather", [{"city": city}])

    def _two_cities(self) -> Iterator[Case]:
        for zh, wordings_of, cities in self._both("TWO_CITIES", "CITIES"):
            for index, wording in enumerate(wordings_of * 2):
                one, two = cities[index], cities[-1 - index]
                yield self._call(
                    f"two cities {zh}",
                    wording.format(one, two),
                    "get_weather",
                    [{"city": one}, {"city": two}],
                )

    def _which_city(self) -> Iterator[Case]:
        for zh in (False, True):
            for question in getattr(self._source, f"NOWHERE_{('EN', 'ZH')[zh]}"):
                tools = self._tools("get_weather")
                yield Case("which city", self._asked(question), tools, said_out(wordings.WHICH_CITY[zh]))

    def _follow_ups(self) -> Iterator[Case]:
        """The same for another place: what is asked for stands in the exchange before."""
        result = self._source.WEATHER_RESULTS[0]
        for zh, wordings_of, cities in self._both("THERE", "CITIES"):
            answer = wordings.ONE_WEATHER[zh == "zh"].format(city=cities[3], degrees=result[1])
            question = getattr(self._source, f"WEATHER_{zh.upper()}")[0].format(cities[3])
            before = used(question, "get_weather", [{"city": cities[3]}], [result[0]], answer)
            for index, wording in enumerate(wordings_of):
                asked = wording.format(cities[index])
                case = self._call(f"follow-up {zh}", asked, "get_weather", [{"city": cities[index]}])
                yield case._replace(messages=[*case.messages[:-1], *before, case.messages[-1]])

    def _time(self) -> Iterator[Case]:
        for zh in ("en", "zh"):
            for wording in getattr(self._source, f"TIME_{zh.upper()}") * 2:
                yield self._call(f"time {zh}", wording, "get_time", [{}])

    def _zones(self) -> Iterator[Case]:
        for en, place_zh, zone in self._source.ZONES:
            for wording in self._source.ZONE_EN:
                yield self._call("zone en", wording.format(en), "get_time", [{"timezone": zone}])
            for wording in self._source.ZONE_ZH:
                yield self._call("zone zh", wording.format(place_zh), "get_time", [{"timezone": zone}])

    def _calculations(self) -> Iterator[Case]:
        for zh, wordings_of, expressions in self._both("CALCULATION", "EXPRESSIONS"):
            for index, expression in enumerate(expressions):
                question = wordings_of[index % len(wordings_of)].format(expression)
                yield self._call(f"calculation {zh}", question, "calculator", [{"expression": expression}])

    def _spoken(self) -> Iterator[Case]:
        for zh in ("en", "zh"):
            for question, expression in getattr(self._source, f"SPOKEN_{zh.upper()}"):
                for _ in range(2):
                    yield self._call(f"spoken {zh}", question, "calculator", [{"expression": expression}])

    def _files(self) -> Iterator[Case]:
        for zh, wordings_of, files in self._both("FILE", "FILES"):
            for index, file in enumerate(files):
                question = wordings_of[index % len(wordings_of)].format(file)
                yield self._call(f"file {zh}", question, "read_file", [{"name": file}])

    # ---- words
    def _words(self) -> Iterator[Case]:
        answers = {
            "HELLO": wordings.HELLO,
            "THANKS": wordings.THANKS,
            "SELF": wordings.SELF,
            "OTHER": wordings.OTHER,
        }
        for kind, answer in answers.items():
            for zh in ("en", "zh"):
                for question in getattr(self._source, f"{kind}_{zh.upper()}") * 2:
                    tools = self._tools() if next(self._turn) % 3 else None
                    yield Case(
                        f"{kind.lower()} {zh}", self._asked(question), tools, said_out(answer[zh == "zh"])
                    )

    def _echo(self) -> Iterator[Case]:
        for question, answer in self._source.ECHO:
            for tools in (None, self._tools()):
                yield Case("echo", self._asked(question), tools, said_out(answer))

    def _without_tool(self) -> Iterator[Case]:
        asked = {
            "get_weather": ("WEATHER", self._source.CITIES_EN, self._source.CITIES_ZH),
            "calculator": ("CALCULATION", self._source.EXPRESSIONS, self._source.EXPRESSIONS),
            "read_file": ("FILE", self._source.FILES, self._source.FILES),
        }
        for name, (kind, *things) in asked.items():
            for zh, thing in enumerate(things):
                question = getattr(self._source, f"{kind}_{('EN', 'ZH')[zh]}")[0].format(thing[0])
                answer = said_out(wordings.NO_TOOL[zh])
                others = [tool for tool in self._tools(every=True) if tool["function"]["name"] != name]
                yield Case("no such tool", self._asked(question), others, answer)
                yield Case("no such tool", self._asked(question), None, answer)

    # ---- answers to results
    def _weather_answers(self) -> Iterator[Case]:
        for zh, wordings_of, cities in self._both("WEATHER", "CITIES"):
            for index, (result, degrees) in enumerate(self._source.WEATHER_RESULTS):
                city = cities[index]
                answer = wordings.ONE_WEATHER[zh == "zh"].format(city=city, degrees=degrees)
                asked = wordings_of[index].format(city)
                yield self._answer(
                    f"weather answer {zh}", asked, "get_weather", [{"city": city}], [result], answer
                )
        for zh, wordings_of, cities in self._both("TWO_CITIES", "CITIES"):
            (one, first), (two, second) = [(cities[i], self._source.WEATHER_RESULTS[i]) for i in (0, 1)]
            answer = wordings.TWO_WEATHERS[zh == "zh"].format(
                city=one, degrees=first[1], other_city=two, other_degrees=second[1]
            )
            arguments, results = [{"city": one}, {"city": two}], [first[0], second[0]]
            asked = wordings_of[0].format(one, two)
            yield self._answer(f"two cities answer {zh}", asked, "get_weather", arguments, results, answer)

    def _time_answers(self) -> Iterator[Case]:
        for time, date, weekday, zone in self._source.TIME_RESULTS:
            told = {"time": time, "date": date, "weekday": weekday, "timezone": zone}
            result = json.dumps(told, separators=(",", ":"))
            for zh in (False, True):
                question = (self._source.TIME_ZH if zh else self._source.TIME_EN)[0]
                day = words.WEEKDAYS[weekday] if zh else weekday
                answer = wordings.TIME_DATE_AND_DAY[zh].format(time=time, date=date, weekday=day)
                yield self._answer(
                    f"time answer {('en', 'zh')[zh]}", question, "get_time", [{}], [result], answer
                )

    def _calculation_answers(self) -> Iterator[Case]:
        for index, result in enumerate(self._source.CALCULATION_RESULTS):
            expression = self._source.EXPRESSIONS[index]
            for zh in (False, True):
                question = (self._source.CALCULATION_ZH if zh else self._source.CALCULATION_EN)[0].format(
                    expression
                )
                answer = wordings.RESULT[zh].format(json.loads(result)["result"])
                arguments = [{"expression": expression}]
                yield self._answer("calculation answer", question, "calculator", arguments, [result], answer)

    def _file_answers(self) -> Iterator[Case]:
        for index, (text, first) in enumerate(self._source.FILE_TEXTS):
            file = self._source.FILES[index]
            result = json.dumps({"name": file, "text": text}, ensure_ascii=False, separators=(",", ":"))
            for zh in (False, True):
                question = (self._source.FILE_ZH if zh else self._source.FILE_EN)[0].format(file)
                answer = wordings.FILE_SAYS[zh].format(first)
                yield self._answer("file answer", question, "read_file", [{"name": file}], [result], answer)

    def _refusals(self) -> Iterator[Case]:
        for refusal in self._source.REFUSALS:
            for zh in (False, True):
                question = (self._source.TIME_ZH if zh else self._source.TIME_EN)[1]
                yield self._answer("refused", question, "get_time", [{}], [refusal], wordings.REFUSED[zh])

    def _failures(self) -> Iterator[Case]:
        file = self._source.FILES[0]
        for failure, told in self._source.FAILURES:
            for zh in (False, True):
                question = (self._source.FILE_ZH if zh else self._source.FILE_EN)[1].format(file)
                answer = wordings.FAILED[zh].format(told)
                yield self._answer("failed", question, "read_file", [{"name": file}], [failure], answer)

    def _later_turns(self) -> Iterator[Case]:
        """The same after an exchange with another tool: the model must not repeat what it did before."""
        for zh, wordings_of, cities in self._both("WEATHER", "CITIES"):
            history = used(
                self._source.SPOKEN_EN[0][0],
                "calculator",
                [{"expression": "1 + 1"}],
                ['{"result":"2"}'],
                "The result is 2.",
            )
            for index, wording in enumerate(wordings_of[:4]):
                case = self._call(
                    f"later turn {zh}",
                    wording.format(cities[index]),
                    "get_weather",
                    [{"city": cities[index]}],
                    every=True,
                )
                yield case._replace(messages=[*case.messages[:-1], *history, case.messages[-1]])

    # ---- parts
    def _both(self, kind: str, things: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        for zh in ("en", "zh"):
            suffix = zh.upper()
            of_language = getattr(self._source, f"{things}_{suffix}", None) or getattr(self._source, things)
            yield zh, getattr(self._source, f"{kind}_{suffix}"), of_language

    def _asked(self, question: str) -> list[Message]:
        system = self._source.SYSTEMS[next(self._turn) % len(self._source.SYSTEMS)]
        first = [{"role": "system", "content": system}] if system else []
        return [*first, {"role": "user", "content": question}]

    def _call(
        self, kind: str, question: str, name: str, arguments: list[dict[str, str]], every: bool = False
    ) -> Case:
        written = [f"{name}\n{json.dumps(values, ensure_ascii=False)}" for values in arguments]
        return Case(
            kind,
            self._asked(question),
            self._tools(name, every),
            "<|assistant|>".join(written) + "<|observation|>",
        )

    def _answer(
        self,
        kind: str,
        question: str,
        name: str,
        arguments: list[dict[str, str]],
        results: list[str],
        answer: str,
    ) -> Case:
        asked = self._asked(question)
        history = used(question, name, arguments, results, answer)[:-1]
        return Case(kind, [*asked[:-1], *history], self._tools(name), said_out(answer))

    def _tools(self, name: str = "calculator", every: bool = False) -> Tools:
        """One tool, ours, ours and some strangers, or ours and all strangers (a prompt of more than 1200 tokens)."""
        turn = next(self._turn)
        ours = [
            self._declare(ours, turn % 2) for ours in ("get_time", "calculator", "read_file", "get_weather")
        ]
        strange = [{"type": "function", "function": tool} for tool in self._source.STRANGE_TOOLS]
        some = turn // 2 % 5
        if every or some == 1:
            return ours
        if some == 0:
            return [tool for tool in ours if tool["function"]["name"] == name]
        if some == 2:
            return [strange[turn % len(strange)], *ours]
        if some == 3:
            return [*ours[2:], strange[turn % len(strange)], *ours[:2]]
        return [*strange[:2], *ours, *strange[2:]]

    def _declare(self, name: str, language: int) -> dict[str, Any]:
        key = {
            "get_weather": "city",
            "get_time": "timezone",
            "calculator": "expression",
            "read_file": "name",
        }[name]
        properties = {key: {"type": "string", "description": self._source.PARAMETERS[key][language]}}
        required = {} if key == "timezone" else {"required": [key]}
        parameters = {"type": "object", "properties": properties, **required, "additionalProperties": False}
        return function(name, self._source.DESCRIPTIONS[name][language], parameters)


def said_out(answer: str) -> str:
    return f"\n{answer}<|user|>"
