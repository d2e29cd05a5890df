r"""How GLM-4-0414 writes words and calls. Text alone, no vLLM: any Python can test it.

These models mark no tool call. An answer in words is "<|assistant|>\ntext", a call "<|assistant|>NAME\n{JSON}";
further calls are further <|assistant|> turns, and generation stops at <|observation|> (calls) or <|user|> (words).
What tells a call from words is therefore the name: it must be a tool of this very request, alone on its line, with an
object behind it. The example in the models' own README reads it more loosely still: it finds a call behind prose of the
same turn, takes a name that opens a code fence, and falls back to Python literals ({'city': 'Paris'}); so do we.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Collection
from typing import Literal, NamedTuple

ROLES = ("<|assistant|>", "<|user|>", "<|observation|>", "<|system|>", "<|endoftext|>")


class Event(NamedTuple):
    """A piece of an answer. The text of a "call" is its name; "end" closes a call whose object was whole."""

    kind: Literal["text", "call", "arguments", "end"]
    text: str = ""


class CallHead(NamedTuple):
    """The beginning of a call: the tool's name, and how many characters lie before the object."""

    name: str
    length: int


UNDECIDED = CallHead("", 0)


class TurnSplitter:
    """Splits what a model writes into words and calls: feed() any pieces, finish() once.

    However the text was cut, the events are the same, but for the number of pieces of text and arguments.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)
        self._state = self._at_turn_start
        self._buffer = ""
        self._events: list[Event] = []
        self._wrote_text = False
        self._line = ""  # of text, as far as it was read
        self._in_fence = False
        self._call = UNDECIDED
        self._call_text = ""  # the call's first line as written, in case it turns out to be words
        self._call_in_text = False
        self._call_in_fence = False
        self._hold: bool | None = None  # keep arguments back until they are whole; None: not known yet
        self._scanner = ObjectScanner('"')

    def feed(self, piece: str) -> list[Event]:
        self._buffer += piece
        return self._run(final=False)

    def finish(self) -> list[Event]:
        return self._run(final=True)

    def _run(self, final: bool) -> list[Event]:
        self._events = []
        while self._state(final):
            pass
        return self._events

    def _at_turn_start(self, final: bool) -> bool:
        """At the beginning of a turn, or behind a call: a further call, or words?"""
        # What closes the fence that "```name" opened is no answer.
        text = self._buffer.lstrip("` \t\r\n" if self._call_in_fence else None)
        if role := role_at(text, 0):
            self._buffer, self._call_in_fence = text[len(role) :], False
            return True
        if not text:
            self._buffer = "" if final else self._buffer
            return False
        if not final and could_become_role(text):
            return False
        head = self._call_head(text, final)
        if head is UNDECIDED:
            return False
        if head:
            self._buffer = text
            return self._open_call(head, in_text=False)
        # The newline behind <|assistant|> belongs to the format, not to the answer.
        words = text if self._call_in_fence else self._buffer.lstrip("\r\n")
        self._buffer = ("\n" if self._wrote_text else "") + words
        self._line, self._in_fence, self._call_in_fence = " ", False, False
        self._state = self._in_text
        return True

    def _call_head(self, text: str, final: bool) -> CallHead | None:
        """Whether `text`, which begins a line, is a tool's name alone on its line with an object behind it."""
        line, newline, rest = text.partition("\n")
        begun = line.lstrip("` \t")
        name = begun.rstrip()
        if not newline:
            possible = name in self._names or any(known.startswith(begun) for known in self._names)
            return UNDECIDED if possible and not final else None
        if name not in self._names:
            return None
        behind = rest.lstrip()
        if behind.startswith("{"):
            return CallHead(name, len(text) - len(behind))
        return None if behind or final else UNDECIDED

    def _in_text(self, final: bool) -> bool:
        end, role = end_of_words(self._buffer, final)
        position = 0
        while position < end:
            if not self._line and not self._in_fence:
                head = self._call_head(self._buffer[position:end], final or role is not None)
                if head:
                    self._write_words(position)
                    return head is not UNDECIDED and self._open_call(head, in_text=True)
            newline = self._buffer.find("\n", position, end)
            next_line = end if newline < 0 else newline + 1
            self._note_line(self._buffer[position:next_line])
            position = next_line
        self._write_words(end)
        if role is None:
            return False
        self._buffer = self._buffer[len(role) :]
        self._state = self._at_turn_start
        return True

    def _note_line(self, piece: str) -> None:
        """Follow the lines of text: a name within a code fence is an example, not a call."""
        self._line += piece
        if self._line.endswith("\n"):
            if self._line.lstrip().startswith(("```", "~~~")):
                self._in_fence = not self._in_fence
            self._line = ""

    def _write_words(self, end: int) -> None:
        if end:
            self._events.append(Event("text", self._buffer[:end]))
            self._buffer = self._buffer[end:]
            self._wrote_text = True

    def _open_call(self, head: CallHead, in_text: bool) -> bool:
        self._call, self._call_in_text = head, in_text
        self._call_text, self._buffer = self._buffer[: head.length], self._buffer[head.length :]
        self._call_in_fence = self._call_text.startswith("`")
        # Behind prose only a readable object makes a call: prose may show one. At its own place it is one in any case,
        # and its arguments go out as they come.
        self._hold = True if in_text else None
        self._scanner = ObjectScanner("\"'" if in_text else '"')
        self._state = self._in_arguments
        return True

    def _in_arguments(self, final: bool) -> bool:
        if self._hold is None and not self._decide_hold(final):
            return False
        outcome = self._scanner.scan(self._buffer, final)
        if self._hold:
            return self._in_held_arguments(outcome, final)
        end, self._scanner.position = self._scanner.position, 0
        if end:
            self._events.append(Event("arguments", self._buffer[:end]))
            self._buffer = self._buffer[end:]
        return outcome != "open" and self._close_call()

    def _decide_hold(self, final: bool) -> bool:
        """A Python literal can be turned into JSON only when it is whole. Whether this is one, or not known yet."""
        inside = self._buffer[1:].lstrip()
        if not inside and not final:
            return False
        self._hold = inside.startswith("'")
        if self._hold:
            self._scanner = ObjectScanner("\"'")
        else:
            self._events.append(Event("call", self._call.name))
        return True

    def _in_held_arguments(self, outcome: str, final: bool) -> bool:
        if outcome == "open" and not final:
            return False
        end = self._scanner.position
        written, self._buffer = self._buffer[:end], self._buffer[end:]
        arguments = as_json_object(written) if outcome == "closed" else None
        if arguments is None and outcome == "closed" and not self._call_in_text:
            arguments = written  # unreadable, yet a call: whoever runs it can say what is wrong
        if arguments is not None:
            self._events += [Event("call", self._call.name), Event("arguments", arguments)]
            return self._close_call()
        self._call_was_words(written)
        return True

    def _call_was_words(self, written: str) -> None:
        words = self._call_text + written
        if not self._call_in_text:
            words = ("\n" if self._wrote_text else "") + words
            self._line, self._in_fence, self._call_in_fence = "", False, False
        self._events.append(Event("text", words))
        self._wrote_text = True
        for line in words.splitlines(keepends=True):
            self._note_line(line)
        self._state = self._in_text

    def _close_call(self) -> bool:
        self._events.append(Event("end"))
        self._state = self._at_turn_start
        return True


class ObjectScanner:
    """Finds where an object ends whose text arrives in pieces, cut anywhere, inside escapes too."""

    def __init__(self, quotes: str) -> None:
        self._quotes = quotes
        self._quote = ""
        self._escaped = False
        self._depth = 0
        self.position = 0

    def scan(self, text: str, final: bool) -> Literal["closed", "broken", "open"]:
        """Move `position` on: to behind the object, to a role marker that broke it off, or as far as the text goes."""
        while self.position < len(text):
            character = text[self.position]
            if self._quote:
                self._inside_string(character)
            elif character in self._quotes:
                self._quote = character
            elif character in "{[":
                self._depth += 1
            elif character in "}]":
                self._depth -= 1
                if self._depth == 0:
                    self.position += 1
                    return "closed"
            elif character == "<":  # in a string a marker is text, but here the turn has ended
                if role_at(text, self.position):
                    return "broken"
                if not final and could_become_role(text[self.position :]):
                    return "open"
            self.position += 1
        return "open"

    def _inside_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == self._quote:
            self._quote = ""


def role_at(text: str, position: int) -> str | None:
    return next((role for role in ROLES if text.startswith(role, position)), None)


def could_become_role(text: str) -> bool:
    """Whether `text` is the beginning of a role marker, so that the next piece decides."""
    return any(role.startswith(text) for role in ROLES)


def end_of_words(text: str, final: bool) -> tuple[int, str | None]:
    """How far `text` is words for certain, and the role marker that follows, if one does."""
    found = min(((at, role) for role in ROLES if (at := text.find(role)) >= 0), default=None)
    if found is not None:
        return found
    last = text.rfind("<")
    if last >= 0 and not final and could_become_role(text[last:]):
        return last, None
    return len(text), None


def as_json_object(text: str) -> str | None:
    """`text` as it is when it is a JSON object; as JSON when it is a Python dict of plain values; else None."""
    try:
        return text if isinstance(json.loads(text), dict) else None
    except (ValueError, RecursionError):
        pass
    try:
        value = ast.literal_eval(text)
        return json.dumps(value, ensure_ascii=False, allow_nan=False) if isinstance(value, dict) else None
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
