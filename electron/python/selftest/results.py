"""What tools answer, in the shapes that programs give such answers, with what the model shall take from them."""

from __future__ import annotations

import json
from typing import Any

import words
from speech import Speech


class Results:
    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def clock(self, zone: str | None, zh: bool) -> tuple[str, dict[str, str]]:
        """A result, and what of it is told: the time, mostly the date, and mostly its day in the asker's language."""
        speech = self._speech
        told = {"time": speech.clock()}
        result = {speech.choice(["time", "time", "time", "now"]): told["time"]}
        if speech.maybe(0.8):
            result["date"] = told["date"] = speech.date()
            if speech.maybe(0.9):
                day, day_zh = speech.choice(list(words.WEEKDAYS.items()))
                told["weekday"] = day_zh if zh else day
                result["weekday"] = day_zh if zh and speech.maybe(0.2) else day
        if speech.maybe(0.7):
            result["timezone"] = zone or speech.choice(words.ZONES)[2]
        return self._json(result), told

    def value(self, expression: str) -> tuple[str, str]:
        speech = self._speech
        kinds = (
            speech.number(),
            str(speech.randint(-999, 99999)),
            f"{speech.randint(-99, 999)}.{speech.randint(0, 10**6)}",
        )
        value = speech.choice(kinds)
        told: Any = value if speech.maybe(0.6) else json.loads(value)
        result = {speech.choice(["result", "result", "result", "value"]): told}
        if speech.maybe(0.2):
            result["expression"] = expression
        return str(told) if speech.maybe(0.08) else self._json(result), str(told)

    def file(self, name: str) -> tuple[str, str]:
        """A text, and its first line; an empty one now and then."""
        speech = self._speech
        if speech.maybe(0.06):
            return self._json({"name": name, "text": ""}), ""
        zh = speech.maybe(0.4)
        kinds = (
            speech.sentence(zh, 16),
            speech.noise(zh, 2, 8),
            speech.file_name(),
            f"{speech.word()}: {speech.number()}",
        )
        first = speech.choice(["", "", "", "# ", "- ", "1. "]) + speech.choice(kinds)
        more = (speech.sentence(zh, 8) for _ in range(speech.choice([0, 0, 1, 2])))
        text = speech.choice(["\n", "\n", "\n\n", "\r\n"]).join([first, *more])
        if speech.maybe(0.1):
            return text, first
        result: dict[str, Any] = {"name": name, "text": text}
        if speech.maybe(0.2):
            result["truncated"] = False
        if speech.maybe(0.15):
            result = dict(reversed(result.items()))
        return self._json(result), first

    def sky(self, city: str) -> tuple[str, str]:
        speech = self._speech
        degrees = speech.degrees()
        key = speech.choice(["temperature"] * 4 + ["temp", "temperature_c", "temp_c"])
        result: dict[str, Any] = {key: json.loads(degrees) if speech.maybe(0.85) else degrees}
        if speech.maybe(0.5):
            result["city"] = city
        if speech.maybe(0.4):
            result[speech.choice(["condition", "weather", "sky"])] = speech.choice(words.CONDITIONS)
        if speech.maybe(0.3):
            result["unit"] = speech.choice(["celsius", "C", "°C"])
        if speech.maybe(0.15):
            result["humidity"] = speech.randint(10, 99)
        return self._json({part: result[part] for part in speech.sample(list(result), len(result))}), degrees

    def refusal(self) -> str:
        return self._json({"error": self._speech.choice(words.REFUSALS)})

    def failure(self, zh: bool) -> tuple[str, str]:
        speech = self._speech
        told = speech.choice(words.ERRORS_ZH if speech.maybe(0.4) else words.ERRORS_EN)
        if "{}" in told:
            told = told.format(speech.choice([speech.file_name(), speech.capital(), speech.noise(zh, 1, 2)]))
        elif speech.maybe(0.5):
            told = f"{told}: {speech.choice([speech.file_name(), speech.noise(zh, 1, 3)])}"
        return self._json({"error": told}), told

    def _json(self, value: Any) -> str:
        """As a JavaScript program writes it, mostly; else as a Python program does."""
        style = self._speech.random()
        if style < 0.6:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return json.dumps(value, ensure_ascii=False, indent=2 if style > 0.94 else None)
