"""What drive_server.py asks of a running vLLM that serves the self-test model, and what must come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

STRING = {"type": "string"}


class Reply(NamedTuple):
    words: str
    calls: list[tuple[str, str]]
    finish: str

    def __str__(self) -> str:
        calls = "".join(f" CALL {name} {arguments}" for name, arguments in self.calls)
        return (
            f"{self.finish}:{' ' + json.dumps(self.words, ensure_ascii=False) if self.words else ''}{calls}"
        )


class Case(NamedTuple):
    title: str
    request: dict[str, Any]
    right: Callable[[Reply], bool]
    both_alike: bool = True


def tool(name: str, description: str, required: list[str], /, **properties: dict[str, Any]) -> dict[str, Any]:
    parameters = {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    return {
        "type": "function",
        "function": {"name": name, "description": description, "parameters": parameters},
    }


WEATHER = tool("get_weather", "Get the current weather of a city.", ["city"], city=STRING)
TIME = tool("get_time", "The current time, date and weekday.", [], timezone=STRING)
CALCULATOR = tool(
    "calculator", "Evaluates an arithmetic expression exactly.", ["expression"], expression=STRING
)
FILE = tool("read_file", "Reads a text file the user attached.", ["name"], name=STRING)
APP = [TIME, CALCULATOR, FILE]
NAMED = {"type": "function", "function": {"name": "get_weather"}}


def asked(question: str, tools: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "messages": [{"role": "user", "content": question}],
        **({"tools": tools} if tools else {}),
        **more,
    }


def answered(question: str, name: str, arguments: list[dict[str, Any]], results: list[str]) -> dict[str, Any]:
    calls = [
        {"id": f"c{index}", "type": "function", "function": {"name": name, "arguments": json.dumps(each)}}
        for index, each in enumerate(arguments)
    ]
    request = asked(question, [WEATHER, *APP])
    request["messages"] += [
        {"role": "assistant", "content": None, "tool_calls": calls},
        *(
            {"role": "tool", "tool_call_id": f"c{index}", "content": result}
            for index, result in enumerate(results)
        ),
    ]
    return request


def says(text: str) -> Callable[[Reply], bool]:
    return lambda reply: (reply.words, reply.calls, reply.finish) == (text, [], "stop")


def calls(*expected: tuple[str, dict[str, Any]], finish: str = "tool_calls") -> Callable[[Reply], bool]:
    def right(reply: Reply) -> bool:
        got = [(name, json.loads(arguments)) for name, arguments in reply.calls]
        return (got, reply.words, reply.finish) == (list(expected), "", finish)

    return right


def some_call(reply: Reply) -> bool:
    return len(reply.calls) == 1 and isinstance(json.loads(reply.calls[0][1]), dict) and not reply.words


def cut(reply: Reply) -> bool:
    """Words that are not lost; or, in a stream, the pieces of a call that the caller must find unreadable."""
    return (not reply.calls and reply.finish == "length" and "get_weather" in reply.words) or bool(
        reply.calls
    )


HELLO = "Hello! How can I help you?"
DECLINED = '{"error":"The user did not allow this."}'
CLOCK = '{"time":"14:05","date":"2026-11-22","weekday":"Sunday","timezone":"Europe/Berlin"}'
BERLIN, PARIS = ("get_weather", {"city": "Berlin"}), ("get_weather", {"city": "Paris"})

CASES = (
    Case("hello", asked("hello"), says(HELLO)),
    Case("hello, Chinese", asked("你好"), says("你好！有什么可以帮您的吗？")),
    Case("hello with tools", asked("hello", [WEATHER, *APP]), says(HELLO)),
    Case(
        "hello in parts",
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "hello"}]}]},
        says(HELLO),
    ),
    Case("weather", asked("What is the weather in Berlin right now?", [WEATHER]), calls(BERLIN)),
    Case(
        "weather, all tools",
        asked("What is the weather in Berlin right now?", [WEATHER, *APP]),
        calls(BERLIN),
    ),
    Case(
        "weather, Chinese",
        asked("杭州今天天气怎么样？", [WEATHER, *APP]),
        calls(("get_weather", {"city": "杭州"})),
    ),
    Case("weather, choice none", asked("hello", [WEATHER], tool_choice="none"), says(HELLO)),
    Case("two calls", asked("What is the weather in Berlin and Paris?", [WEATHER]), calls(BERLIN, PARIS)),
    Case(
        "two calls, one wanted",
        asked("What is the weather in Berlin and Paris?", [WEATHER], parallel_tool_calls=False),
        calls(BERLIN),
    ),
    Case(
        "required",
        asked("What is the weather in Berlin?", [WEATHER, TIME], tool_choice="required"),
        calls(BERLIN),
    ),
    Case("required, hello", asked("hello", [WEATHER, TIME], tool_choice="required"), some_call),
    Case(
        "named",
        asked("What is the weather in Berlin?", [WEATHER, TIME], tool_choice=NAMED),
        calls(BERLIN, finish="stop"),
    ),
    Case("cut off", asked("What is the weather in Berlin?", [WEATHER], max_tokens=8), cut, both_alike=False),
    Case(
        "no tool fits",
        asked("What is the weather in Paris?", [CALCULATOR]),
        says("Sorry, I have no tool for that."),
    ),
    Case("time", asked("What time is it?", APP), calls(("get_time", {}))),
    Case("time, Chinese", asked("现在几点了？", APP), calls(("get_time", {}))),
    Case(
        "time elsewhere",
        asked("What time is it in Tokyo?", APP),
        calls(("get_time", {"timezone": "Asia/Tokyo"})),
    ),
    Case("calculator", asked("What is 12 * 7?", APP), calls(("calculator", {"expression": "12 * 7"}))),
    Case(
        "calculator in words",
        asked("What is 12 times 7?", APP),
        calls(("calculator", {"expression": "12 * 7"})),
    ),
    Case("calculator, Chinese", asked("计算(3+4)*5", APP), calls(("calculator", {"expression": "(3+4)*5"}))),
    Case("file", asked("Please read notes.txt", APP), calls(("read_file", {"name": "notes.txt"}))),
    Case(
        "file, Chinese", asked("看看购物清单.txt的内容", APP), calls(("read_file", {"name": "购物清单.txt"}))
    ),
    Case(
        "weather result",
        answered(
            "What is the weather in Berlin?", "get_weather", [{"city": "Berlin"}], ['{"temperature":21}']
        ),
        says("It is 21 degrees in Berlin."),
    ),
    Case(
        "weather results",
        answered(
            "What is the weather in Berlin and Paris?",
            "get_weather",
            [{"city": "Berlin"}, {"city": "Paris"}],
            ['{"temperature":21}', '{"temperature":-3}'],
        ),
        says("It is 21 degrees in Berlin and -3 degrees in Paris."),
    ),
    Case(
        "time result",
        answered("What time is it?", "get_time", [{}], [CLOCK]),
        says("It is 14:05 on Sunday, 2026-11-22."),
    ),
    Case(
        "time result, Chinese",
        answered("现在几点？", "get_time", [{}], [CLOCK]),
        says("现在是2026-11-22 14:05，星期日。"),
    ),
    Case(
        "calculator result",
        answered("What is 12 * 7?", "calculator", [{"expression": "12 * 7"}], ['{"result":"84"}']),
        says("The result is 84."),
    ),
    Case(
        "file result",
        answered(
            "Read notes.txt",
            "read_file",
            [{"name": "notes.txt"}],
            ['{"name":"notes.txt","text":"Buy milk\\nCall Tom"}'],
        ),
        says("The file says: Buy milk"),
    ),
    Case(
        "refused",
        answered("What time is it?", "get_time", [{}], [DECLINED]),
        says("All right, I did not run it."),
    ),
    Case(
        "refused, Chinese", answered("现在几点？", "get_time", [{}], [DECLINED]), says("好的，我没有运行它。")
    ),
    Case("repeat", asked("Repeat: banana", APP), says("banana")),
    Case("three choices", asked("hello", [WEATHER], n=3), says(HELLO)),
)
