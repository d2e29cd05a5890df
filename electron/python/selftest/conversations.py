"""Whole conversations: a system message, a list of tools, and some exchanges under them."""

from __future__ import annotations

from typing import Any, NamedTuple

import words
from exchanges import Exchanges, Setting
from messages import Message
from schemas import Declarations
from speech import Speech

OUR_TOOLS = ("get_weather", "get_time", "calculator", "read_file")


class Conversation(NamedTuple):
    messages: list[Message]
    tools: list[dict[str, Any]] | None


class Conversations:
    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._exchanges = Exchanges(speech)
        self._declarations = Declarations(speech)

    def copying(self) -> Conversation:
        return Conversation(self._exchanges.copying(), None)

    def next(self, plain: bool = False) -> Conversation:
        return self.under_same_tools(1, plain)[0]

    def under_same_tools(self, count: int, plain: bool) -> list[Conversation]:
        """Conversations that share one list of tools, which is most of the text and most of the work of making it.

        `plain`: without strangers' tools and long system messages, and short.
        """
        setting, tools = self._tools(strangers=0.0 if plain else 0.5)
        return [self._conversation(setting, tools, plain) for _ in range(count)]

    def _conversation(self, setting: Setting, tools: list[dict[str, Any]], plain: bool) -> Conversation:
        speech = self.speech
        messages: list[Message] = []
        if speech.maybe(0.45):
            system = speech.choice(words.SYSTEMS)
            if speech.maybe(0.4) and not plain:
                system = " ".join(speech.sentence(speech.maybe(0.4)) for _ in range(speech.randint(1, 4)))
            messages.append({"role": "system", "content": system})
        for _ in range(speech.choice((1, 1, 2, 3) if plain else (1, 1, 1, 2, 2, 3, 4, 5, 7))):
            messages += self._exchanges.next(setting)
        return Conversation(messages, tools or None)

    def _tools(self, strangers: float) -> tuple[Setting, list[dict[str, Any]]]:
        speech = self.speech
        chance = speech.random()
        if chance < 0.1:
            return Setting(), []
        if chance < 0.35:
            names = list(OUR_TOOLS)
        elif chance < 0.6:
            names = ["get_time", "calculator", "read_file"]
        elif chance < 0.75:
            names = [speech.choice(OUR_TOOLS)]
        else:
            names = speech.sample(OUR_TOOLS, speech.randint(1, 3))
        setting = Setting(
            names=frozenset(names),
            city_key="city" if speech.maybe(0.8) else "location",
            with_zone=speech.maybe(0.75),
            attached=[speech.file_name() for _ in range(speech.choice([0, 0, 1, 1, 2]))],
        )
        tools = [self._declare(name, setting) for name in names]
        if speech.maybe(strangers):
            rich = speech.maybe(0.4)
            tools += [self._declarations.stranger(rich) for _ in range(speech.randint(1, 3))]
        if speech.maybe(0.6):
            speech.shuffle(tools)
        return setting, tools

    def _declare(self, name: str, setting: Setting) -> dict[str, Any]:
        if name == "get_weather":
            return self._declarations.weather(setting.city_key)
        if name == "get_time":
            return self._declarations.time(setting.with_zone)
        if name == "calculator":
            return self._declarations.calculator()
        return self._declarations.read_file(setting.attached)
