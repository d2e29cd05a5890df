"""Asks a running vLLM that serves the self-test model, and says what came back against what had to.

    python test/python/drive_server.py http://127.0.0.1:8000 [--transcript FILE]

Start the server with the plugin and the model of electron/python, --served-model-name glm and --max-model-len 4096.
Every case is asked streaming and not; the two must agree. A server with a key: VLLM_API_KEY. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server_cases import CASES, Reply


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("--model", default="glm")
    parser.add_argument("--transcript", type=Path)
    options = parser.parse_args()
    lines, wrong = [], 0
    for case in CASES:
        # Almost without chance, so that both ways of asking agree; none at all allows no second choice.
        request = {"model": options.model, "max_tokens": 200, "temperature": 0.001, **case.request}
        whole, streamed = ask(options.url, request), ask(options.url, {**request, "stream": True})
        right = all(case.right(reply) for reply in whole + streamed)
        right = right and (not case.both_alike or whole == streamed)
        wrong += not right
        lines.append(f"{'ok   ' if right else 'WRONG'} {case.title}")
        lines += [f"      whole   {reply}" for reply in whole[:1]] + [
            f"      stream  {reply}" for reply in streamed[:1]
        ]
    print("\n".join([*lines, f"{len(CASES) - wrong} passed, {wrong} failed"]))
    if options.transcript:
        options.transcript.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if wrong else 0


def ask(url: str, request: dict[str, Any]) -> list[Reply]:
    """All choices of one request."""
    content = json.dumps(request).encode()
    headers = {"content-type": "application/json"}
    if "VLLM_API_KEY" in os.environ:
        headers["authorization"] = f"Bearer {os.environ['VLLM_API_KEY']}"
    asking = urllib.request.Request(f"{url}/v1/chat/completions", content, headers)
    with urllib.request.urlopen(asking, timeout=120) as response:
        if request.get("stream"):
            return gathered(events(response))
        choices = json.load(response)["choices"]
    messages = [(choice["message"], choice["finish_reason"]) for choice in choices]
    return [
        Reply(message["content"] or "", functions(message.get("tool_calls") or []), end)
        for message, end in messages
    ]


def functions(tool_calls: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(call["function"]["name"], call["function"]["arguments"]) for call in tool_calls]


def events(response: Any) -> Iterator[dict[str, Any]]:
    for line in response:
        if line.startswith(b"data: {"):
            yield json.loads(line.removeprefix(b"data: "))


def gathered(chunks: Iterator[dict[str, Any]]) -> list[Reply]:
    words: dict[int, str] = {}
    parts: dict[int, list[list[str]]] = {}
    ends: dict[int, str] = {}
    for chunk in chunks:
        for choice in chunk["choices"]:
            index, delta = choice["index"], choice["delta"]
            words[index] = words.get(index, "") + (delta.get("content") or "")
            for call in delta.get("tool_calls") or []:
                if call.get("id"):
                    parts.setdefault(index, []).append([call["function"]["name"], ""])
                parts[index][call["index"]][1] += call["function"].get("arguments") or ""
            ends[index] = choice.get("finish_reason") or ends.get(index, "")
    return [
        Reply(words[i], [(name, text) for name, text in parts.get(i, [])], ends[i]) for i in sorted(words)
    ]


if __name__ == "__main__":
    sys.exit(main())
