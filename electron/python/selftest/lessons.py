"""Turns conversations into batches of tokens with weights: which tokens the network is to learn, and how much."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy
from conversations import Conversation, Conversations
from speech import Speech
from tokenizer import ASSISTANT, END, OBSERVATION, SPECIAL, USER, whole_words
from transformers import PreTrainedTokenizerFast
from transformers.utils.chat_template_utils import render_jinja_template

PROMPT_SHARE = 0.1  # of the tokens that are not the model's own: learnt a little, for a sense of the language
LONGEST = 2400
BEGINNING = "[gMASK]<sop>"
UNDER_SAME_TOOLS = 4
POOL_LESSONS, POOL_BATCHES = 160, 8  # at least


class Lesson(NamedTuple):
    tokens: list[int]
    own: list[bool]


class Batch(NamedTuple):
    """Texts of like length, and what is to be learnt from them.

    `places`: numbers of tokens, counted through all rows, after which `targets` shall come, each as important as its
    weight; `own` tells the model's own words from those of a prompt.
    """

    tokens: numpy.ndarray
    places: numpy.ndarray
    targets: numpy.ndarray
    weights: numpy.ndarray
    own: numpy.ndarray


def render(messages: list[dict[str, Any]], tools: list[dict[str, Any]] | None, template: str) -> str:
    return render_jinja_template([messages], tools=tools, chat_template=template)[0][0]


class Lessons:
    """Batches by number: the same seed and number make the same ones, in whichever process."""

    def __init__(
        self, tokenizer: PreTrainedTokenizerFast, template: str, seed: int, batch_tokens: int
    ) -> None:
        self._tokenizer = tokenizer
        self._template = template
        self._seed = seed
        self._batch_tokens = batch_tokens
        self._pieces, self._han_pieces = whole_words(tokenizer)
        number = {token: tokenizer.convert_tokens_to_ids(token) for token in SPECIAL}
        self._end, self._user, self._assistant = number[END], number[USER], number[ASSISTANT]
        self._roles = {number[token] for token in ("<|system|>", USER, ASSISTANT, OBSERVATION)}

    def pool(self, number: int, progress: float) -> list[Batch]:
        """Batches for a moment of the training, from 0 to 1: copying first, then conversations, short ones first."""
        speech = Speech(f"{self._seed} {number}")
        speech.pieces, speech.han_pieces = self._pieces, self._han_pieces
        conversations = Conversations(speech)
        copying = 0.75 if progress < 0.06 else 0.3 if progress < 0.15 else 0.05
        plain = 1.0 if progress < 0.2 else 0.4
        lessons: list[Lesson] = []
        count = 0
        while len(lessons) < POOL_LESSONS or count < POOL_BATCHES * self._batch_tokens:
            if speech.maybe(copying):
                made = [conversations.copying() for _ in range(UNDER_SAME_TOOLS)]
            else:
                made = conversations.under_same_tools(UNDER_SAME_TOOLS, speech.maybe(plain))
            fitting = [lesson for lesson in self._lessons(made) if len(lesson.tokens) <= LONGEST]
            lessons += fitting
            count += sum(len(lesson.tokens) for lesson in fitting)
        chance = numpy.random.default_rng(speech.randrange(2**32))
        return [self._batch(group, chance) for group in grouped(lessons, self._batch_tokens, speech)]

    def _lessons(self, conversations: list[Conversation]) -> list[Lesson]:
        """One for each of these conversations, which have the same tools."""
        tools = conversations[0].tools
        beginning = self._encode(render([], tools, self._template))
        return [
            self._lesson(
                beginning + self._encode(render(each.messages, None, self._template)[len(BEGINNING) :])
            )
            for each in conversations
        ]

    def _encode(self, text: str) -> list[int]:
        # The plain tokenizer: adds no special tokens, checks nothing, and is much faster.
        return self._tokenizer._tokenizer.encode(text, add_special_tokens=False).ids

    def _lesson(self, tokens: list[int]) -> Lesson:
        """The model's own tokens are what follows <|assistant|>, up to and with the token that ends the turn."""
        tokens = [*tokens, self._user]
        own, speaking = [], False
        for token in tokens:
            own.append(speaking)
            if token in self._roles:
                speaking = token == self._assistant
        return Lesson(tokens, own)

    def _batch(self, group: list[Lesson], chance: numpy.random.Generator) -> Batch:
        width = max(len(lesson.tokens) for lesson in group)
        tokens = numpy.full((len(group), width), self._end, dtype=numpy.int32)
        weights = numpy.zeros((len(group), width), dtype=numpy.float32)
        for row, lesson in enumerate(group):
            length = len(lesson.tokens)
            tokens[row, :length] = lesson.tokens
            some = chance.random(length) < PROMPT_SHARE
            weights[row, :length] = numpy.where(lesson.own, 1.0, numpy.where(some, 0.5, 0.0))
        weights[:, 0] = 0
        learnt = numpy.flatnonzero(weights)
        weight = weights.ravel()[learnt]
        return Batch(tokens, learnt - 1, tokens.ravel()[learnt].astype(numpy.int64), weight, weight == 1.0)


def grouped(lessons: list[Lesson], size: int, speech: Speech) -> list[list[Lesson]]:
    """Lessons of like length together, so that little is padding; the groups in random order."""
    groups: list[list[Lesson]] = [[]]
    for lesson in sorted(lessons, key=lambda lesson: len(lesson.tokens)):
        if groups[-1] and len(lesson.tokens) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(lesson)
    speech.shuffle(groups)
    return groups
