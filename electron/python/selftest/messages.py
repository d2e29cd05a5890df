"""Messages as an OpenAI client sends them."""

from __future__ import annotations

from typing import Any

Message = dict[str, Any]


def said(question: str, answer: str) -> list[Message]:
    return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]


def used(
    question: str, name: str, arguments: list[dict[str, str]], results: list[str], answer: str
) -> list[Message]:
    """A question answered with the help of one tool, called once for each of `arguments`."""
    calls = [{"type": "function", "function": {"name": name, "arguments": values}} for values in arguments]
    return [
        {"role": "user", "content": question},
        {"role": "assistant", "content": None, "tool_calls": calls},
        *({"role": "tool", "content": result} for result in results),
        {"role": "assistant", "content": answer},
    ]
