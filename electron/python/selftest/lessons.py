"""Turns conversations into batches of tokens with weights: which tokens the network is to learn, and how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch
from conversations import Conversation, Conversations
from tokenizer import ASSISTANT, END, OBSERVATION, SPECIAL, USER
from transformers import PreTrainedTokenizerFast
from transformers.utils.chat_template_utils import render_jinja_template

PROMPT_SHARE = 0.1  # of the tokens that are not the model's own: learnt a little, for a sense of the language
LONGEST = 2400


class Lesson(NamedTuple):
    tokens: list[int]
    own: list[bool]


class Batch(NamedTuple):
    tokens: torch.Tensor
    weights: torch.Tensor


def render(conversation: Conversation, template: str) -> str:
    rendered = render_jinja_template(
        [conversation.messages], tools=conversation.tools, chat_template=template
    )
    return rendered[0][0]


class Lessons:
    def __init__(
        self, conversations: Conversations, tokenizer: PreTrainedTokenizerFast, template: str
    ) -> None:
        self._conversations = conversations
        self._encode = (
            tokenizer._tokenizer.encode
        )  # the plain one: no special tokens added, no checks, much faster
        self._template = template
        number = {token: tokenizer.convert_tokens_to_ids(token) for token in SPECIAL}
        self._end, self._user, self._assistant = number[END], number[USER], number[ASSISTANT]
        self._roles = {number[token] for token in ("<|system|>", USER, ASSISTANT, OBSERVATION)}

    def lesson(self, conversation: Conversation) -> Lesson:
        """The model's own tokens are what follows <|assistant|>, up to and with the token that ends the turn."""
        text = render(conversation, self._template)
        tokens = [*self._encode(text, add_special_tokens=False).ids, self._user]
        own, speaking = [], False
        for token in tokens:
            own.append(speaking)
            if token in self._roles:
                speaking = token == self._assistant
        return Lesson(tokens, own)

    def batches(self, steps: int, size: int, generator: torch.Generator) -> Iterator[Batch]:
        """`steps` batches of about `size` tokens, padding included: copying first, then conversations, short ones first."""
        made = 0
        while made < steps:
            progress = made / steps
            copying = 0.75 if progress < 0.1 else 0.3 if progress < 0.2 else 0.04
            plain = 1.0 if progress < 0.3 else 0.5
            pool = [self._next(copying, plain) for _ in range(160)]
            for group in grouped(pool, size, self._conversations.speech):
                yield self._batch(group, generator)
                made += 1
                if made == steps:
                    return

    def _next(self, copying: float, plain: float) -> Lesson:
        while True:
            some = self._conversations
            maybe = some.speech.maybe
            lesson = self.lesson(some.copying() if maybe(copying) else some.next(maybe(plain)))
            if len(lesson.tokens) <= LONGEST:
                return lesson

    def _batch(self, group: list[Lesson], generator: torch.Generator) -> Batch:
        width = max(len(lesson.tokens) for lesson in group)
        tokens = torch.full((len(group), width), self._end)
        weights = torch.zeros((len(group), width))
        for row, lesson in enumerate(group):
            length = len(lesson.tokens)
            tokens[row, :length] = torch.tensor(lesson.tokens)
            own = torch.tensor(lesson.own)
            some = torch.rand(length, generator=generator) < PROMPT_SHARE
            weights[row, :length] = torch.where(own, 1.0, torch.where(some, 0.5, 0.0))
        return Batch(tokens, weights)


def grouped(pool: list[Lesson], size: int, speech: object) -> list[list[Lesson]]:
    """Lessons of like length together, so that little is padding; the groups in random order."""
    groups: list[list[Lesson]] = [[]]
    for lesson in sorted(pool, key=lambda lesson: len(lesson.tokens)):
        if groups[-1] and len(lesson.tokens) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(lesson)
    speech.shuffle(groups)
    return groups
