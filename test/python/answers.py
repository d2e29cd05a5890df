"""What a GLM-4-0414 model may write, and what must become of it. Used against the splitter and against vLLM."""

from __future__ import annotations

from typing import NamedTuple

NAMES = ("get_weather", "get_time", "get")
NEXT = "<|assistant|>"
BEIJING = ("get_weather", '{"city": "Beijing"}')
A = ("get_weather", '{"city": "A"}')


class Answer(NamedTuple):
    title: str
    written: str
    words: str
    calls: tuple[tuple[str, str], ...] = ()


ANSWERS = (
    # Calls at their place
    Answer("a call", 'get_weather\n{"city": "Beijing"}', "", (BEIJING,)),
    Answer("a call and a newline", 'get_weather\n{"city": "Beijing"}\n', "", (BEIJING,)),
    Answer("a newline before the name", '\nget_weather\n{"city": "Beijing"}', "", (BEIJING,)),
    Answer(
        "blanks behind the name, as one published template writes it", 'get_weather \n{"city": "A"}', "", (A,)
    ),
    Answer("a carriage return behind the name", 'get_weather\r\n{"city": "A"}', "", (A,)),
    Answer("a blank line before the object", 'get_weather\n\n  {"city": "A"}', "", (A,)),
    Answer("no arguments", "get_time\n{}", "", (("get_time", "{}"),)),
    Answer("blanks as arguments", "get_time\n{ \n}", "", (("get_time", "{ \n}"),)),
    Answer("a name that begins other names", 'get\n{"city": "X"}', "", (("get", '{"city": "X"}'),)),
    Answer("two calls", f'get_weather\n{{"city": "A"}}{NEXT}get_time\n{{}}', "", (A, ("get_time", "{}"))),
    Answer(
        "two calls, newlines around",
        f'\nget_weather\n{{"city": "A"}}\n{NEXT}\nget\n{{}}\n',
        "",
        (A, ("get", "{}")),
    ),
    Answer(
        "two calls without a marker", 'get_weather\n{"city": "A"}get_time\n{}', "", (A, ("get_time", "{}"))
    ),
    Answer("two calls on lines", 'get_weather\n{"city": "A"}\nget_time\n{}', "", (A, ("get_time", "{}"))),
    Answer("the stop marker left in", 'get_weather\n{"city": "A"}<|observation|>', "", (A,)),
    # Arguments
    Answer(
        "Chinese",
        'get_weather\n{"city": "北京", "x": "天气“好”"}',
        "",
        (("get_weather", '{"city": "北京", "x": "天气“好”"}'),),
    ),
    Answer(
        "escapes",
        'get_weather\n{"city": "\\u5317\\u4eac \\"}\\" \\\\"}',
        "",
        (("get_weather", '{"city": "\\u5317\\u4eac \\"}\\" \\\\"}'),),
    ),
    Answer("surrogates", 'get\n{"x": "\\ud83d\\ude00 😀"}', "", (("get", '{"x": "\\ud83d\\ude00 😀"}'),)),
    Answer(
        "nested",
        'get\n{"a": {"b": [{"c": "}{"}, [1, 2]]}, "d": null}',
        "",
        (("get", '{"a": {"b": [{"c": "}{"}, [1, 2]]}, "d": null}'),),
    ),
    Answer(
        "over several lines",
        'get_weather\n{\n    "city": "A"\n}',
        "",
        (("get_weather", '{\n    "city": "A"\n}'),),
    ),
    Answer("a marker within a string", f'get\n{{"x": "{NEXT}"}}', "", (("get", f'{{"x": "{NEXT}"}}'),)),
    Answer("an apostrophe", 'get\n{"x": "it\'s"}', "", (("get", '{"x": "it\'s"}'),)),
    Answer("not readable", "get_weather\n{city: Beijing}", "", (("get_weather", "{city: Beijing}"),)),
    Answer(
        "ended within the object",
        f'get\n{{"x": 1{NEXT}get_time\n{{}}',
        "",
        (("get", '{"x": 1'), ("get_time", "{}")),
    ),
    Answer(
        "a Python literal",
        "get_weather\n{'city': 'O\\'Hare }', 'n': None, 'ok': True}",
        "",
        (("get_weather", '{"city": "O\'Hare }", "n": null, "ok": true}'),),
    ),
    Answer("a Python literal that is none", "get\n{'x': y}", "", (("get", "{'x': y}"),)),
    Answer("a Python literal that was not ended", f"get\n{{'x': 1{NEXT}\nHi", "get\n{'x': 1\nHi"),
    # Words
    Answer("words", "\nHello there.", "Hello there."),
    Answer("words without the newline", "Hello there.", "Hello there."),
    Answer("lines", "\n\nHello\n\nthere\n", "Hello\n\nthere\n"),
    Answer("an indented first line", "\n    indented", "    indented"),
    Answer("a line that looks like a name", '\nWeather\n{"a": 1} is JSON', 'Weather\n{"a": 1} is JSON'),
    Answer("a name as first word", "get_weather is a tool", "get_weather is a tool"),
    Answer("a name alone", "get_weather", "get_weather"),
    Answer("a name, then prose", "\nget_weather\nis what I would call", "get_weather\nis what I would call"),
    Answer("a name, then no object", 'get_weather\n"Beijing"', 'get_weather\n"Beijing"'),
    Answer("a tool that is not there", 'get_news\n{"q": 1}', 'get_news\n{"q": 1}'),
    Answer("less-than signs", "\na < b <| c <|as", "a < b <| c <|as"),
    Answer("a name ended by a marker", f"get_weather{NEXT}\nHi", "get_weather\nHi"),
    Answer("a name line ended by a marker", f"get_weather\n{NEXT}\nHi", "get_weather\n\nHi"),
    Answer("nothing", "", ""),
    Answer("a newline", "\n", ""),
    Answer("a code block", "\n```python\nprint({})\n```", "```python\nprint({})\n```"),
    # Words and calls
    Answer("words, then a call", f'\nLet me look.{NEXT}get_weather\n{{"city": "A"}}', "Let me look.", (A,)),
    Answer("a call, then words", f'get_weather\n{{"city": "A"}}{NEXT}\nDone.', "Done.", (A,)),
    Answer("a call, then words of the same turn", 'get_weather\n{"city": "A"}\nDone.', "Done.", (A,)),
    Answer("two turns of words", f"\nOne.{NEXT}\nTwo.", "One.\nTwo."),
    Answer("a call behind prose", '\nLet me look.\n\nget_weather\n{"city": "A"}', "Let me look.\n\n", (A,)),
    Answer(
        "two calls behind prose",
        '\nI look:\nget_weather\n{"city": "A"}\nget_time\n{}',
        "I look:\n",
        (A, ("get_time", "{}")),
    ),
    Answer("a Python literal behind prose", "\nI look:\nget_weather\n{'city': 'A'}", "I look:\n", (A,)),
    Answer("unreadable behind prose", "\nLike\nget\n{x}\nthis", "Like\nget\n{x}\nthis"),
    Answer("not ended behind prose", '\nLike\nget\n{"x": 1', 'Like\nget\n{"x": 1'),
    Answer(
        "a name in the middle of a line",
        '\nI call get_weather\n{"city": "A"}',
        'I call get_weather\n{"city": "A"}',
    ),
    Answer("an example in a code block", "\nSo:\n```\nget\n{}\n```\nOk?", "So:\n```\nget\n{}\n```\nOk?"),
    Answer("a call behind a code block", "\n```\nx\n```\nget\n{}", "```\nx\n```\n", (("get", "{}"),)),
    Answer("a name that opens a code block", '```get_weather\n{"city": "A"}\n```', "", (A,)),
    Answer("the same behind prose", '\nI look:\n```get_weather\n{"city": "A"}\n```\n', "I look:\n", (A,)),
    Answer("words behind such a block", '```get_weather\n{"city": "A"}\n```\nDone.', "Done.", (A,)),
    Answer(
        "unreadable in such a block",
        "\nI look:\n```get\n{x}\n```\nget\n{}",
        "I look:\n```get\n{x}\n```\n",
        (("get", "{}"),),
    ),
)

# max_tokens ended these. Whole answers keep them as words; a stream has already handed out what it could.
CUT = (
    Answer("within a string", 'get_weather\n{"city": "Bei', 'get_weather\n{"city": "Bei'),
    Answer("behind a brace", "get_weather\n{", "get_weather\n{"),
    Answer("within an escape", 'get_weather\n{"city": "\\u53', 'get_weather\n{"city": "\\u53'),
    Answer("in the second call", f'get_weather\n{{"city": "A"}}{NEXT}get_time\n{{"z', 'get_time\n{"z', (A,)),
    Answer("behind words", f'\nOk.{NEXT}get_time\n{{"z', 'Ok.\nget_time\n{"z'),
    Answer("within a Python literal", "get_weather\n{'city': 'Bei", "get_weather\n{'city': 'Bei"),
)
