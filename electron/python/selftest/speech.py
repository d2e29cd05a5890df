"""Random words, places, numbers and names: the raw material of the training text, all from one seed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import common_words
import words

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CONSONANTS = (
    "b c d f g h j k l m n p r s t v w y z ch sh th br st kh gh pr tr gr dr kl bl sch zh qu x".split()
)
VOWELS = "a a e e i i o o u u ai ou ee ia ae ei uu aa oo y eu ie".split()
CODAS = ("", "", "", "", "n", "r", "s", "l", "m", "ng", "k", "t", "nd", "rk", "ss", "tt", "b", "v")
OPENINGS = ("", "", "", "", "", "", "a", "o", "e", "i", "u", "al", "an", "is", "or", "ul")
ENDINGS = (
    "",
    "",
    "",
    "",
    "n",
    "r",
    "s",
    "ng",
    "burg",
    "ton",
    "ville",
    "field",
    "land",
    "stad",
    "grad",
    "ford",
    "ia",
    "sk",
    "o",
)
ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")


def common_han() -> tuple[str, ...]:
    """The 3755 characters of GB 2312 level 1: what was never copied in training is not copied later."""
    cells = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return tuple(bytes(cell).decode("gb2312") for cell in cells if not (cell[0] == 0xD7 and cell[1] > 0xF9))


# Without the characters that tell where a place's name ends.
HAN = tuple(
    character
    for character in common_han()
    if character not in "和与跟的在今明现天气温多几吗呢了请问是有里到去那"
)


class Speech(random.Random):
    """A source of chance that also makes words. `pieces` are the tokenizer's, once there is one: each must be copied."""

    pieces: Sequence[str] = ()
    han_pieces: Sequence[str] = ()

    def maybe(self, probability: float) -> bool:
        return self.random() < probability

    def expand(self, pattern: str) -> str:
        """One of the texts a pattern stands for: of each "[a|b|]", innermost first, one part by chance."""
        while "[" in pattern:
            pattern = ALTERNATIVES.sub(lambda found: self.choice(found[1].split("|")), pattern)
        return pattern

    def word(self) -> str:
        """A word in small letters: mostly one that means nothing and is spelt out, else a common one."""
        chance = self.random()
        if chance < 0.15:
            return self.choice(self.pieces or common_words.NOISE_EN).lower()
        if chance < 0.3:
            return self.choice(common_words.NOISE_EN)
        if chance < 0.5:
            return "".join(self.choice(LETTERS) for _ in range(self.randint(2, 11)))
        syllables = (
            self.choice(CONSONANTS) + self.choice(VOWELS) + self.choice(CODAS)
            for _ in range(self.randint(1, 4))
        )
        return self.choice(OPENINGS) + "".join(syllables) + self.choice(ENDINGS)

    def capital(self) -> str:
        word = self.word()
        return word[0].upper() + word[1:]

    def han(self, least: int, most: int) -> str:
        def one() -> str:
            if self.han_pieces and self.maybe(0.25):
                return self.choice(self.han_pieces)
            return self.choice(words.HAN_OF_PLACES if self.maybe(0.2) else HAN)

        return "".join(one() for _ in range(self.randint(least, most)))

    def city(self, zh: bool) -> str:
        return self._city_zh() if zh else self._city_en()

    def _city_zh(self) -> str:
        chance = self.random()
        if chance < 0.35:
            name = self.choice(words.CITIES_ZH)
        elif chance < 0.55:
            name = "".join(
                self.choice(words.HAN_OF_PLACES) for _ in range(self.choice([2, 2, 2, 3, 3, 4, 4, 5]))
            )
        else:
            name = self.han(2, 5 if chance < 0.7 else 3)
        return name + self.choice(words.HAN_AFTER_NAMES) if self.maybe(0.08) else name

    def _city_en(self) -> str:
        chance = self.random()
        if chance < 0.2:
            return self.choice(words.CITIES_EN)
        if chance < 0.27:
            return self.choice(words.CITIES_EN_LONG)
        if chance < 0.62:
            return self.capital()
        if chance < 0.72:
            return f"{self.choice(words.CITY_FIRST)} {self.capital()}"
        if chance < 0.8:
            return f"{self.capital()} {self.choice(words.CITY_LAST)}"
        if chance < 0.84:
            return f"{self.capital()}-{self.choice([self.capital(), self.word()])}"
        if chance < 0.88:
            return f"{self.capital()} {self.choice(words.CITY_JOINTS)} {self.capital()}"
        return " ".join(self.capital() for _ in range(self.choice([2, 2, 2, 3])))

    def noise(self, zh: bool, least: int = 1, most: int = 4) -> str:
        count = self.randint(least, most)
        if zh:
            return "".join(
                self.choice(common_words.NOISE_ZH) if self.maybe(0.8) else self.han(1, 3)
                for _ in range(count)
            )
        return " ".join(
            self.choice(common_words.NOISE_EN) if self.maybe(0.8) else self.word() for _ in range(count)
        )

    def sentence(self, zh: bool, most: int = 14) -> str:
        text = self.noise(zh, 2, most)
        return text + "。" if zh else text[0].upper() + text[1:] + "."

    def anything(self, zh: bool) -> str:
        """What may stand in a question that is about nothing in particular."""
        if zh:
            return self.choice([self.city(True), self.noise(True, 1, 2), self.han(1, 4)])
        return self.choice([self.city(False), self.noise(False, 1, 3), self.word()])

    def number(self) -> str:
        chance = self.random()
        if chance < 0.3:
            return str(self.randint(0, 9))
        if chance < 0.75:
            return str(self.randint(10, 999))
        if chance < 0.85:
            return str(self.randint(1000, 99999))
        return f"{self.randint(0, 199)}.{self.choice([self.randint(0, 9), self.randint(10, 99)])}"

    def expression(self) -> str:
        space = self.choice(["", " "])
        signs = [
            self.choice("+-*/" if self.maybe(0.96) else "^%") for _ in range(self.choice([1, 1, 1, 2, 2, 3]))
        ]
        parts = [self.number() if self.maybe(0.96) else f"sqrt({self.number()})"]
        for sign in signs:
            parts += [f"{space}{sign}{space}", self.number()]
        if len(signs) > 1 and self.maybe(0.5):
            start = self.choice(range(0, len(parts) - 2, 2))
            parts[start], parts[start + 2] = "(" + parts[start], parts[start + 2] + ")"
        return "".join(parts)

    def spoken_expression(self, zh: bool) -> tuple[str, str]:
        """An expression with its signs in words, and as the calculator wants it."""
        spoken = expression = self.number()
        for _ in range(self.choice([1, 1, 1, 2])):
            word, sign = self.choice(words.SPOKEN_ZH if zh else words.SPOKEN_EN)
            if self.maybe(0.15):
                word, sign = self.choice([("×", "*"), ("÷", "/"), ("x", "*")])
            number = self.number()
            spoken += f"{word}{number}" if zh else f" {word} {number}"
            expression += f" {sign} {number}"
        return spoken, expression

    def degrees(self) -> str:
        if self.maybe(0.75):
            return str(self.randint(-20, 45))
        return f"{self.randint(-9, 40)}.{self.randint(0, 9)}"

    def file_name(self) -> str:
        if self.maybe(0.25):
            stem = self.choice(words.FILE_STEMS_ZH) if self.maybe(0.5) else self.han(2, 5)
        else:
            parts = [
                self.choice(words.FILE_STEMS) if self.maybe(0.4) else self.word()
                for _ in range(self.choice([1, 1, 2, 2, 3]))
            ]
            stem = self.choice(["-", "_", "_", ""]).join(
                part.capitalize() if self.maybe(0.25) else part for part in parts
            )
        if self.maybe(0.25):
            stem += self.choice(["", "-", "_"]) + str(
                self.choice([self.randint(1, 99), self.randint(2000, 2039)])
            )
        if self.maybe(0.06):
            return stem.upper()
        return stem + self.choice(words.FILE_ENDINGS)

    def clock(self) -> str:
        return f"{self.randint(0, 23):02d}:{self.randint(0, 59):02d}" + (
            f":{self.randint(0, 59):02d}" if self.maybe(0.1) else ""
        )

    def date(self) -> str:
        return f"{self.randint(2020, 2039)}-{self.randint(1, 12):02d}-{self.randint(1, 28):02d}"
