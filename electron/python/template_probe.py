"""Tells whether a model's chat template keeps what an OpenAI conversation with tools holds.

    python template_probe.py MODEL_DIR [--template FILE]

Prints one line of JSON; `keeps_...` says of each part whether it reaches the prompt, in a role the model was taught.
Nothing heavy is imported: the template is found and rendered the way transformers does it, in well under a second.
Exit status 0 when a template was judged, 1 when not (`{"ok": false, "error": {...}}`), never a traceback.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

# Words that no template writes by itself. The tool that is called is not the one that is listed, so that a name in the
# prompt has one origin.
SYSTEM, USER, SECOND_USER = "Qsystemq", "Quserq", "Qseconduserq"
LISTED, CALLED = "list_qharbours", "find_qlighthouse"
ARGUMENTS, RESULTS = ("Qfirstargumentq", "Qsecondargumentq"), ("Qfirstresultq", "Qsecondresultq")

MARKER = re.compile(r"<\|[A-Za-z_]+\|>")


class ProbeError(Exception):
    """The template could not be judged; `kind` is for programs, the text for people."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


class Template(NamedTuple):
    source: str
    text: str


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--template", type=Path)
    options = parser.parse_args(arguments)
    try:
        report = {"ok": True, **probe(options.model, options.template)}
    except ProbeError as error:
        report = {"ok": False, "error": {"kind": error.kind, "text": str(error)}}
    except Exception as error:  # whatever a stranger's files or template do, the caller gets an answer
        report = {"ok": False, "error": {"kind": "unexpected", "text": f"{type(error).__name__}: {error}"}}
    print(json.dumps(report, ensure_ascii=False))
    return 0 if report["ok"] else 1


def probe(model: Path, given: Path | None = None) -> dict[str, Any]:
    config = read_json(model / "tokenizer_config.json", missing={})
    template = Template(given.name, read_text(given)) if given else own_template(model, config)
    renderer = Renderer(template, special_tokens(config))
    used = renderer.tool_conversation()
    system = renderer.attempt([message("system", SYSTEM), message("user", USER)])
    listing = renderer.attempt([message("user", USER)], with_tools=True)
    strange = unknown_markers(used, known_tokens(model, config))
    prompt = renderer.attempt([message("user", USER)])
    return {
        "source": template.source,
        "keeps_system": SYSTEM in system,
        "keeps_tools": LISTED in listing,
        "keeps_tool_call": used.count(CALLED) == len(ARGUMENTS),
        "keeps_tool_arguments": in_order(used, [*ARGUMENTS, SECOND_USER]),
        "keeps_tool_result": in_order(used, [*RESULTS, SECOND_USER]) and not strange,
        "unknown_markers": strange,
        # What the model continues; a thinking model's template may open a thought here.
        "generation_prompt": prompt[len(renderer.attempt([message("user", USER)], prompt=False)) :],
        "objection": renderer.objection,
    }


def message(role: str, content: str) -> dict[str, Any]:
    return {"role": role, "content": content}


def in_order(text: str, words: list[str]) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


# ---- the template and what it needs


def own_template(model: Path, config: dict[str, Any]) -> Template:
    """The template transformers would take when there are tools: files of its own before the tokenizer's configuration."""
    found = dict(template_files(model)) or named_templates(
        config.get("chat_template"), "tokenizer_config.json"
    )
    if not found:
        legacy = read_json(model / "chat_template.json", missing={})
        found = named_templates(legacy.get("chat_template"), "chat_template.json")
    template = found.get("tool_use") or found.get("default")
    if template is None:
        raise ProbeError("no-template", f"{model.name} has no chat template")
    return template


def template_files(model: Path) -> list[tuple[str, Template]]:
    files = [("default", model / "chat_template.jinja")]
    files += [(file.stem, file) for file in sorted((model / "additional_chat_templates").glob("*.jinja"))]
    return [(name, Template(file.name, read_text(file))) for name, file in files if file.is_file()]


def named_templates(value: Any, source: str) -> dict[str, Template]:
    """One template, or a list of `{"name": ..., "template": ...}`."""
    if isinstance(value, str):
        return {"default": Template(source, value)}
    entries = value if isinstance(value, list) else []
    return {
        entry["name"]: Template(source, entry["template"]) for entry in entries if isinstance(entry, dict)
    }


def special_tokens(config: dict[str, Any]) -> dict[str, str]:
    """bos_token and its like, which templates may name. Each is text, or an object that holds the text."""
    tokens = {name: value for name, value in config.items() if name.endswith("_token")}
    texts = {
        name: value.get("content") if isinstance(value, dict) else value for name, value in tokens.items()
    }
    return {name: text for name, text in texts.items() if isinstance(text, str)}


def known_tokens(model: Path, config: dict[str, Any]) -> frozenset[str]:
    """The tokens that are more than their letters; empty when the model's files do not tell."""
    added = config.get("added_tokens_decoder")
    entries = list(added.values()) if isinstance(added, dict) else []
    entries = entries or read_json(model / "tokenizer.json", missing={}).get("added_tokens") or []
    return frozenset(entry["content"] for entry in entries if isinstance(entry, dict) and "content" in entry)


def unknown_markers(rendered: str, known: frozenset[str]) -> list[str]:
    """Role markers that the tokenizer takes for mere letters: the model was never taught such a role."""
    return sorted(set(MARKER.findall(rendered)) - known) if known else []


def read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProbeError("unreadable", f"{file.name}: {error}") from error


def read_json(file: Path, missing: dict[str, Any]) -> dict[str, Any]:
    if not file.is_file():
        return missing
    try:
        value = json.loads(read_text(file))
    except ValueError as error:
        raise ProbeError("unreadable", f"{file.name}: {error}") from error
    return value if isinstance(value, dict) else missing


# ---- rendering


class Renderer:
    """Renders conversations through one template; what the template objects to is kept, not raised."""

    def __init__(self, template: Template, tokens: dict[str, str]) -> None:
        self._compiled = compile_template(template.text)
        self._tokens = tokens
        self.objection: str | None = None

    def attempt(self, messages: list[dict[str, Any]], with_tools: bool = False, prompt: bool = True) -> str:
        tools = [{"type": "function", "function": declaration()}] if with_tools else None
        try:
            return self._compiled.render(
                messages=messages, tools=tools, documents=None, add_generation_prompt=prompt, **self._tokens
            )
        except Exception as error:  # raise_exception, and every mistake a template can make
            self.objection = self.objection or f"{type(error).__name__}: {error}"
            return ""

    def tool_conversation(self) -> str:
        """The conversation as vLLM hands it over: arguments as objects, an absent content as "" or as no parts at all."""
        for absent in ("", []):
            calls = [called(index, argument) for index, argument in enumerate(ARGUMENTS)]
            rendered = self.attempt(
                [
                    message("user", USER),
                    {"role": "assistant", "content": absent, "tool_calls": calls},
                    *(
                        {**message("tool", text), "tool_call_id": f"call_{index}"}
                        for index, text in enumerate(RESULTS)
                    ),
                    message("assistant", "."),
                    message("user", SECOND_USER),
                ],
                with_tools=True,
            )
            if rendered:
                return rendered
        return ""


def declaration() -> dict[str, Any]:
    parameters = {"type": "object", "properties": {"place": {"type": "string"}}, "required": ["place"]}
    return {"name": LISTED, "description": "A tool.", "parameters": parameters}


def called(index: int, argument: str) -> dict[str, Any]:
    function = {"name": CALLED, "arguments": {"place": argument}}
    return {"id": f"call_{index}", "type": "function", "function": function}


def compile_template(text: str) -> Any:
    try:
        import jinja2
        from jinja2.ext import loopcontrols
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as error:
        raise ProbeError("no-jinja2", str(error)) from error

    class Generation(jinja2.ext.Extension):
        """{% generation %}: marks what the model wrote, for training; here it is its content."""

        tags = {"generation"}

        def parse(self, parser: Any) -> Any:
            line = next(parser.stream).lineno
            body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
            return jinja2.nodes.Scope(body).set_lineno(line)

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols]
    )
    environment.filters["tojson"] = to_json
    environment.globals["raise_exception"] = raise_exception
    environment.globals["strftime_now"] = lambda form: datetime.now().strftime(form)
    try:
        return environment.from_string(text)
    except jinja2.TemplateSyntaxError as error:
        raise ProbeError("bad-template", f"line {error.lineno}: {error.message}") from error


def to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """transformers' own filter: Jinja's would escape what is special in HTML."""
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )


def raise_exception(text: str) -> None:
    raise ValueError(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
