"""The splitter alone: any Python, no package."""

from __future__ import annotations

import json
import random
import time
import unittest
from itertools import pairwise

import paths  # noqa: F401
from answers import ANSWERS, CUT, NAMES, NEXT
from glimmer_glm4_0414_format import TurnSplitter


def split(pieces: list[str], names: tuple[str, ...] = NAMES) -> tuple[str, list[tuple[str, str]], int]:
    """Words, calls and the number of calls that were whole."""
    splitter = TurnSplitter(names)
    words, calls, whole = "", [], 0
    for event in [event for piece in pieces for event in splitter.feed(piece)] + splitter.finish():
        if event.kind == "text":
            words += event.text
        elif event.kind == "call":
            calls.append((event.text, ""))
        elif event.kind == "arguments":
            calls[-1] = (calls[-1][0], calls[-1][1] + event.text)
        else:
            whole += 1
    return words, calls, whole


def cut_at(text: str, places: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *sorted(places), len(text)])]


class Answers(unittest.TestCase):
    def test_each_answer_whole_by_character_and_cut_at_every_place(self) -> None:
        """A marker, a name, an escape that falls between two pieces is lost, doubled or taken for something else."""
        for answer in ANSWERS:
            cuts = [
                [],
                list(range(1, len(answer.written))),
                *([place] for place in range(1, len(answer.written))),
            ]
            for places in cuts:
                with self.subTest(answer.title, places=places):
                    words, calls, whole = split(cut_at(answer.written, places))
                    self.assertEqual(
                        (words, tuple(calls), whole), (answer.words, answer.calls, len(answer.calls))
                    )

    def test_a_cut_call_is_not_counted_as_whole(self) -> None:
        """An answer ended by max_tokens would run a tool with half its arguments."""
        for answer in CUT:
            with self.subTest(answer.title):
                self.assertEqual(split([answer.written])[2], len(answer.calls))

    def test_without_tools_everything_is_words(self) -> None:
        """With tool_choice none a call must not be made of what looks like one."""
        for answer in ANSWERS:
            with self.subTest(answer.title):
                self.assertEqual(split([answer.written], ())[1], [])

    def test_words_come_at_once(self) -> None:
        """Text that is held back longer than it must be makes the answer stutter."""
        splitter = TurnSplitter(NAMES)
        self.assertEqual([event.text for event in splitter.feed("\nIt")], ["It"])
        self.assertEqual([event.text for event in splitter.feed(" is <b>")], [" is <b>"])
        self.assertEqual(splitter.feed("\nget"), [("text", "\n")])
        self.assertEqual([event.text for event in splitter.feed("ting better")], ["getting better"])

    def test_arguments_come_at_once(self) -> None:
        splitter = TurnSplitter(NAMES)
        splitter.feed('get\n{"')
        self.assertEqual(splitter.feed("city"), [("arguments", "city")])

    def test_time_grows_with_the_length_alone(self) -> None:
        """A scan that begins anew with each token takes minutes for a long argument."""
        for beginning in ("get\n{'x': '", '\nI look:\nget\n{"x": "', 'get\n{"x": "'):
            quote = beginning[-1]
            pieces = [beginning, *("word " for _ in range(20_000)), quote + "}"]
            started = time.perf_counter()
            self.assertEqual(split(pieces)[2], 1)
            self.assertLess(time.perf_counter() - started, 5)


class RandomAnswers(unittest.TestCase):
    """Answers made of parts whose meaning is known by how they were made, cut at random places."""

    WORDS = (
        "sunny",
        "get_weather is",
        "北京",
        "a < b",
        "<|x|>",
        "it's {ok}",
        "1. get",
        "`code`",
        '"',
        "\\",
        "😀",
        "get_",
    )
    VALUES = (
        1,
        -2.5,
        True,
        None,
        "",
        "北京",
        'a "b" {c}',
        "<|assistant|>",
        "\\n\n",
        "😀",
        [],
        {},
        [{"x": ["]"]}],
        "it's",
    )

    def test_two_thousand(self) -> None:
        chance = random.Random(414)
        for number in range(2_000):
            written, words, calls = self.answer(chance)
            places = sorted(
                chance.sample(range(1, len(written)), min(len(written) - 1, chance.randint(0, 12)))
            )
            with self.subTest(number, written=written, places=places):
                self.assertEqual(split(cut_at(written, places)), (words, calls, len(calls)))

    def answer(self, chance: random.Random) -> tuple[str, str, list[tuple[str, str]]]:
        turns, words, calls = [], [], []
        for _ in range(chance.randint(1, 4)):
            if chance.random() < 0.5:
                call = (chance.choice(NAMES), self.arguments(chance))
                calls.append(call)
                space = chance.choice(["", " ", "\n"])
                turns.append(
                    f"{chance.choice(['', chr(10)])}{call[0]}{chance.choice(['', ' '])}\n{call[1]}{space}"
                )
            else:
                lines = [
                    " ".join(chance.choices(self.WORDS, k=chance.randint(1, 4)))
                    for _ in range(chance.randint(1, 3))
                ]
                # A line that is nothing but a name would be the beginning of a call; the fixed answers have those.
                words.append("\n".join(f"- {line}." for line in lines))
                turns.append("\n" + words[-1])
        return NEXT.join(turns), "\n".join(words), calls

    def arguments(self, chance: random.Random) -> str:
        value = {f"k{index}": chance.choice(self.VALUES) for index in range(chance.randint(0, 4))}
        return json.dumps(value, ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, None, 2]))


if __name__ == "__main__":
    unittest.main()
