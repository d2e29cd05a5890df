"""Tool declarations as requests bring them: ours in many wordings, and strangers of every shape."""

from __future__ import annotations

from typing import Any

from speech import Speech

DESCRIPTIONS = {
    "get_weather": (
        "Get the weather of a city.", "Get the current weather for a city", "Get current weather", "Weather lookup",
        "Get the current weather in a given location", "查询天气", "查询城市的天气", "Returns the weather for a given city.",
        "获取指定城市的当前天气", "Get weather information for a city.", "Current weather of a place.", "查看某个城市现在的天气和气温。",
    ),
    "get_time": (
        "Get the current time.", "Current time", "获取当前时间", "Returns the time now", "Tell the time.", "查询当前日期和时间。",
        "Get the current date and time, optionally in a time zone.", "Returns the current time, date and weekday.",
        "现在的时间、日期和星期", "The current local time.",
    ),
    "calculator": (
        "Evaluate an arithmetic expression.", "Calculator", "计算器", "Evaluate a math expression", "计算数学表达式", "Do arithmetic.",
        "Calculates an expression with + - * / and parentheses.", "计算一个算术表达式，返回结果。", "Exact arithmetic.",
    ),
    "read_file": (
        "Read a text file.", "Reads a text file the user attached.", "Read the content of an attached file", "读取文件",
        "读取用户附上的文本文件。", "Returns the text of a file.", "Get the text of a file that the user attached to the chat.", "读取附件的内容",
    ),
}  # fmt: skip
PARAMETERS = {
    "city": (
        "The city name", "City name", "Name of the city", "The city", "城市名", "城市名称", "The name of the city, e.g. Beijing", "city",
        "The city to look up, e.g. Paris", "The city and state, e.g. San Francisco, CA", "要查询的城市",
    ),
    "timezone": (
        "IANA time zone, e.g. Asia/Shanghai", "Time zone name", "The time zone; local time when left out", "时区，例如 Asia/Shanghai",
        "时区名称，可以不填", "Optional IANA time zone name, such as Europe/Berlin",
    ),
    "expression": (
        "The expression", "An arithmetic expression, e.g. 2+2", "数学表达式", "expression to evaluate", "要计算的表达式", "e.g. (1 + 2) * 3",
    ),
    "name": ("File name", "The name of the file", "文件名", "Name of the attached file", "附件的文件名", "Which file to read"),
}  # fmt: skip
STRANGER_NAMES = (
    "search", "send_email", "translate", "get_stock_price", "web_search", "create_event", "get_news", "play_music", "set_alarm",
    "get_location", "convert_currency", "run_python", "get_user", "find_hotel", "book_flight", "write_file", "list_files", "open_url",
    "get_forecast_history", "timer_start",
)  # fmt: skip
STRANGER_KEYS = (
    "query", "to", "text", "symbol", "title", "path", "date", "url", "body", "limit", "language", "code", "amount", "items", "start",
    "options", "format", "id", "user", "name",
)  # fmt: skip
STRANGER_DESCRIPTIONS = (
    "Search the web",
    "Send a message",
    "发送邮件",
    "Translate text",
    "Look something up.",
    "Find a thing",
    "搜索",
    "Runs code.",
    "设置提醒",
)


def function(name: str, description: str, parameters: dict[str, Any] | None) -> dict[str, Any]:
    declared: dict[str, Any] = {"name": name}
    if description:
        declared["description"] = description
    if parameters is not None:
        declared["parameters"] = parameters
    return {"type": "function", "function": declared}


class Declarations:
    """Makes one request's tools."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def weather(self, key: str) -> dict[str, Any]:
        properties = {key: self._property(self._describe(PARAMETERS["city"]))}
        if self._speech.maybe(0.15):
            properties["unit"] = {"type": "string", "enum": ["celsius", "fahrenheit"]}
        return function(
            "get_weather", self._describe(DESCRIPTIONS["get_weather"]), self._object(properties, [key])
        )

    def time(self, with_zone: bool) -> dict[str, Any]:
        description = self._describe(DESCRIPTIONS["get_time"])
        if with_zone:
            zone = self._property(self._describe(PARAMETERS["timezone"]))
            return function("get_time", description, self._object({"timezone": zone}, None))
        empty = {"type": "object", "properties": {}}
        return function(
            "get_time", description, self._speech.choice([empty, {**empty, "required": []}, {}, None])
        )

    def calculator(self) -> dict[str, Any]:
        properties = {"expression": self._property(self._describe(PARAMETERS["expression"]))}
        return function(
            "calculator", self._describe(DESCRIPTIONS["calculator"]), self._object(properties, ["expression"])
        )

    def read_file(self, attached: list[str]) -> dict[str, Any]:
        """`attached`: names to be told by the declaration itself, in one of the ways there are."""
        speech = self._speech
        description, name = (
            self._describe(DESCRIPTIONS["read_file"]),
            self._property(self._describe(PARAMETERS["name"])),
        )
        if attached and speech.maybe(0.5):
            name["enum"] = attached
        elif attached:
            told = speech.choice(
                ["Attached: ", "Attached files: ", "Available files: ", "附件：", "可用文件："]
            ) + ", ".join(attached)
            if speech.maybe(0.6):
                description = f"{description} {told}".strip()
            else:
                name["description"] = told
        return function("read_file", description, self._object({"name": name}, ["name"]))

    def stranger(self, rich: bool) -> dict[str, Any]:
        speech = self._speech
        name = speech.choice(STRANGER_NAMES) if speech.maybe(0.7) else f"{speech.word()}_{speech.word()}"
        keys = speech.sample(STRANGER_KEYS, speech.randint(2, 5) if rich else speech.randint(0, 2))
        properties = {key: self._stranger_property(key, rich) for key in keys}
        return function(name, self._describe(STRANGER_DESCRIPTIONS), self._object(properties, keys[:1]))

    def _stranger_property(self, key: str, rich: bool, depth: int = 0) -> dict[str, Any]:
        speech = self._speech
        kind = speech.choice(
            ["string", "string", "integer", "number", "boolean", "array", "object"]
            if rich
            else ["string", "string", "integer"]
        )
        made = self._property(
            speech.choice(["", f"The {key}", speech.sentence(speech.maybe(0.3), 8 if rich else 3)]), kind
        )
        if kind == "object" and depth == 0:
            inner = speech.sample(STRANGER_KEYS, 2)
            made["properties"] = {other: self._stranger_property(other, rich, depth=1) for other in inner}
        elif kind == "array":
            made["items"] = {"type": "string"}
        elif kind == "string" and speech.maybe(0.2):
            made["enum"] = [speech.word() for _ in range(speech.randint(2, 4))]
        elif kind == "integer" and speech.maybe(0.3):
            made |= {"minimum": 0, "maximum": speech.randint(1, 100)}
        elif speech.maybe(0.1):
            made["default"] = speech.choice(["", 1, True])
        return made

    def _describe(self, known: tuple[str, ...]) -> str:
        """Mostly words that fit; else words that say nothing, since a description read by heart helps nobody."""
        chance = self._speech.random()
        if chance < 0.5:
            return self._speech.choice(known)
        if chance < 0.6:
            return ""
        return self._speech.sentence(chance > 0.85)

    def _property(self, description: str, kind: str = "string") -> dict[str, Any]:
        if not description or self._speech.maybe(0.25):
            return {"type": kind}
        pair = {"type": kind, "description": description}
        return pair if self._speech.maybe(0.85) else dict(reversed(pair.items()))

    def _object(self, properties: dict[str, Any], required: list[str] | None) -> dict[str, Any]:
        speech = self._speech
        made: dict[str, Any] = {"type": "object", "properties": properties}
        if required and speech.maybe(0.85):
            made["required"] = required
        if speech.maybe(0.2):
            made["additionalProperties"] = False
        if speech.maybe(0.05):
            made = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made
        if speech.maybe(0.15):
            made = {key: made[key] for key in speech.sample(list(made), len(made))}
        return made
