"""The self-test model: what is in its folder, and that its figure is measured on words it was not trained on."""

from __future__ import annotations

import json
import re
import unittest
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import paths  # isort: split

import heldout_set
import patterns_en
import patterns_zh
import schemas
import wordings
import words
from cases import Cases
from conversations import Conversations
from speech import Speech

MODEL = paths.SELFTEST / "model"
PLACE = "someplace"
ALONE = ("HELLO", "THANKS", "SELF", "OTHER")  # patterns nothing is put around
QUESTIONS = {
    f"{kind}_{language}"
    for kind in ("WEATHER", "NOWHERE", "THERE", "TWO_CITIES", "TIME", "ZONE", "CALCULATION", "SPOKEN", "FILE")
    + ("HELLO", "THANKS", "SELF", "OTHER")
    for language in ("EN", "ZH")
}


class TrainingText(unittest.TestCase):
    def test_the_same_seed_makes_the_same_text(self) -> None:
        """The model could not be made again."""
        first, second = (Conversations(Speech(414)) for _ in range(2))
        for number in range(50):
            self.assertEqual(first.next(number % 2 == 0), second.next(number % 2 == 0))
        self.assertNotEqual(first.next(), Conversations(Speech(415)).next())

    def test_no_heldout_words_are_trained(self) -> None:
        """A figure measured on what was trained says nothing."""
        trained = set(texts(wordings)) | set(texts(words)) | set(texts(schemas))
        plain = {plainly(text) for text in trained}
        known_places = {name for zone in heldout_set.ZONES for name in zone}
        for text in texts(heldout_set):
            if text not in known_places and len(plainly(text)) > 1:
                with self.subTest(text):
                    self.assertFalse(plainly(text) in plain and not is_name(text))

    def test_no_pattern_stands_for_heldout_words(self) -> None:
        """A pattern stands for many texts, and nobody sees which."""
        cities = sorted((*heldout_set.CITIES_EN, *heldout_set.CITIES_ZH, "Oslo"), key=len, reverse=True)
        asked = [
            text
            for name, texts_of in vars(heldout_set).items()
            if name in QUESTIONS
            for text in texts(texts_of)
        ]
        known = [as_expression(pattern, around) for pattern, around in patterns()]
        self.assertTrue(any(each.fullmatch("what is the weather in someplace today?") for each in known))
        self.assertTrue(any(each.fullmatch("请someplace天气怎么样？") for each in known))
        for text in asked:
            plain = re.sub("|".join(map(re.escape, cities)), PLACE, text.replace("{}", PLACE)).lower()
            for each in known:
                with self.subTest(text):
                    self.assertIsNone(each.fullmatch(plain), each.pattern[-300:])

    def test_patterns_can_be_told_apart_into_texts(self) -> None:
        """A bracket too many would be asked as it is."""
        speech = Speech(7)
        for pattern, _ in patterns():
            self.assertNotRegex(speech.expand(pattern), r"[\[\]|]|\{(?!\})", pattern)

    def test_cases_cover_all_tools_in_both_languages(self) -> None:
        cases = Cases(heldout_set).all()
        for name in ("get_weather", "get_time", "calculator", "read_file"):
            expecting = [case for case in cases if case.expected.startswith(f"{name}\n")]
            self.assertTrue(any(case.kind.endswith("zh") for case in expecting), name)
            self.assertTrue(any(case.kind.endswith("en") for case in expecting), name)


def texts(source: ModuleType | Any) -> Iterator[str]:
    """Every text in a module's lists, however deep; not the keys and types of JSON schemas."""
    if isinstance(source, ModuleType):
        public = {
            name: value for name, value in vars(source).items() if name.isupper() and name != "STRANGE_TOOLS"
        }
        yield from texts(list(public.values()))
    elif isinstance(source, str):
        yield source
    elif isinstance(source, dict):
        yield from texts(list(source.values()))
    elif isinstance(source, (list, tuple)):
        for each in source:
            yield from texts(each)


def patterns() -> Iterator[tuple[str, bool]]:
    """Whole ones, not the parts they are made of, and whether words are put around them."""
    for source in (patterns_en, patterns_zh):
        for name, known in vars(source).items():
            if name.isupper() and not name.startswith("_"):
                yield from ((pattern, name not in ALONE) for pattern in known)


def as_expression(pattern: str, with_more: bool) -> re.Pattern[str]:
    """Matches what a pattern stands for, with what may be put around it when `with_more`."""
    signs = {"[": "(?:", "|": "|", "]": ")", "{": "", "}": PLACE}
    core = "".join(signs.get(sign, re.escape(sign)) for sign in pattern.lower())
    around = (
        plainly(text)
        for text in (*wordings.BEFORE_EN, *wordings.BEFORE_ZH, *wordings.BEHIND_EN, *wordings.BEHIND_ZH)
    )
    either = "|".join(re.escape(text) for text in set(around) if text)
    before, behind = (rf"(?:(?:{either})[ ,:，.]*)?", rf"(?:[ ,，]*(?:{either}))?") if with_more else ("", "")
    return re.compile(rf"{before}{core}{behind}[ ?!.。？！]*")


def plainly(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def is_name(text: str) -> bool:
    """Common names are in every list: a weekday, a time zone, a file called README."""
    return text in words.WEEKDAYS or text in {zone for _, _, zone in words.ZONES} or text == "UTC"


class ModelFolder(unittest.TestCase):
    def read(self, name: str) -> dict[str, Any]:
        return json.loads((MODEL / name).read_text(encoding="utf-8"))

    def test_it_is_small(self) -> None:
        self.assertLess(sum(file.stat().st_size for file in MODEL.iterdir()), 2_000_000)

    def test_it_is_a_glm_4_that_stops_where_glm_4_stops(self) -> None:
        config, generation = self.read("config.json"), self.read("generation_config.json")
        self.assertEqual(config["architectures"], ["Glm4ForCausalLM"])
        self.assertEqual(config["dtype"], "bfloat16")
        tokens = {token["content"]: token["id"] for token in self.read("tokenizer.json")["added_tokens"]}
        stops = [tokens[stop] for stop in ("<|endoftext|>", "<|user|>", "<|observation|>")]
        self.assertEqual(sorted(generation["eos_token_id"]), sorted(stops))
        self.assertFalse(generation["do_sample"])

    def test_it_uses_the_template_that_real_models_get(self) -> None:
        """The self-test would prove a template that nobody else uses."""
        ours = (paths.PYTHON / "glm4_0414_chat_template.jinja").read_text(encoding="utf-8")
        self.assertEqual((MODEL / "chat_template.jinja").read_text(encoding="utf-8"), ours)


if __name__ == "__main__":
    unittest.main()
