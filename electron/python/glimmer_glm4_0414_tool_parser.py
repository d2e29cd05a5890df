"""vLLM tool-call parser for GLM-4-9B-0414 and GLM-4-32B-0414, and for glm-4-9b-chat, which writes the same.

    vllm serve MODEL --enable-auto-tool-choice --tool-call-parser glm4_0414 \\
        --tool-parser-plugin /absolute/path/glimmer_glm4_0414_tool_parser.py

One plugin for vLLM 0.26 to 0.33: only the home of the protocol classes and the treatment of answers in words differ.
What these models write is told in glimmer_glm4_0414_format.py, which must lie beside this file.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from vllm.sampling_params import StructuredOutputsParams
from vllm.tool_parsers import ToolParser, ToolParserManager
from vllm.version import __version_tuple__

try:  # 0.29 and later
    from vllm.entrypoints.generate.base import protocol
except ImportError:
    from vllm.entrypoints.openai.engine import protocol


def load_neighbour(name: str) -> ModuleType:
    """Import a file of this folder: vLLM imports a plugin by its path, and the folder is not on sys.path."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


glm = load_neighbour("glimmer_glm4_0414_format")

STOPS = ("<|user|>", "<|observation|>")

# Up to 0.29 an answer without a call goes out raw, its first newline included, unless the parser claims a call; an
# empty list of calls is still an answer in words. (0, 0) is a build that does not know its version: taken as new.
CLAIM_WORDS = (0, 0) < tuple(__version_tuple__[:2]) < (0, 30)


class Glm40414ToolParser(ToolParser):
    # Gives us (1) finish_streaming() at the end, the only way to hand out text that was held back, and (2) the parsed
    # instead of the raw answer in words, also without tools. The price: previous_text and current_text are not
    # cumulative.
    engine_based_streaming = True
    # "required" and named choices shall come here too: vLLM's own way for them needs the cumulative text, and forces a
    # format that these models do not write. adjust_request() constrains them to their own.
    supports_required_and_named = False

    def __init__(self, tokenizer: Any, tools: list[Any] | None = None) -> None:
        super().__init__(tokenizer, tools)
        self._splitter: Any = None

    def adjust_request(self, request: Any) -> Any:
        choice = getattr(request, "tool_choice", None)
        if not getattr(request, "tools", None) or choice == "none":
            return request
        if hasattr(request, "skip_special_tokens"):
            request.skip_special_tokens = False  # <|assistant|> separates one call from the next
        if hasattr(request, "stop_token_ids") and not getattr(request, "ignore_eos", False):
            # The model's generation_config.json names them too; kept for --generation-config vllm.
            ids = [self.vocab[token] for token in STOPS if token in self.vocab]
            request.stop_token_ids = list(dict.fromkeys([*(request.stop_token_ids or []), *ids]))
        forced = getattr(getattr(choice, "function", choice), "name", None)
        if forced or choice == "required":
            constrain(request, [tool for tool in functions(request.tools) if forced in (None, tool.name)])
        return request

    def extract_tool_calls(self, model_output: str, request: Any) -> Any:
        """For a whole answer. Keeps no state: one parser serves all `n` choices of a request."""
        splitter = glm.TurnSplitter(self._known_names(request))
        text, calls, whole = "", [], 0
        for event in splitter.feed(model_output) + splitter.finish():
            if event.kind == "text":
                text += event.text
            elif event.kind == "call":
                calls.append(protocol.FunctionCall(name=event.text, arguments=""))
            elif event.kind == "arguments":
                calls[-1].arguments += event.text
            else:
                whole += 1
        for cut in calls[whole:]:  # by max_tokens: not a call, yet not lost
            text += ("\n" if text else "") + f"{cut.name}\n{cut.arguments}"
        return protocol.ExtractedToolCallInformation(
            tools_called=whole > 0 or CLAIM_WORDS,
            tool_calls=[protocol.ToolCall(type="function", function=call) for call in calls[:whole]],
            content=text or (None if whole else ""),
        )

    def extract_tool_calls_streaming(
        self,
        previous_text: str,
        current_text: str,
        delta_text: str,
        previous_token_ids: Sequence[int],
        current_token_ids: Sequence[int],
        delta_token_ids: Sequence[int],
        request: Any,
    ) -> Any:
        if self._splitter is None:
            self._splitter = glm.TurnSplitter(self._known_names(request))
        return self._message(self._splitter.feed(delta_text))

    def finish_streaming(self) -> Any:
        return self._message(self._splitter.finish()) if self._splitter else None

    def get_remaining_unstreamed_args(self) -> str:
        return ""  # every piece was sent when it came

    def _known_names(self, request: Any) -> set[str]:
        if getattr(request, "tool_choice", None) == "none":
            return set()
        return {tool.name for tool in functions(getattr(request, "tools", None) or self.tools)}

    def _message(self, events: list[Any]) -> Any:
        """One chunk for the client, or None. Sets only what is meant: unset fields are left out on the wire."""
        fields: dict[str, Any] = {}
        for event in events:
            if event.kind == "text":
                fields["content"] = fields.get("content", "") + event.text
            elif event.kind != "end":
                deltas = fields.setdefault("tool_calls", [])
                if event.kind == "call":
                    deltas.append(self._opening(event.text))
                else:
                    self._append_arguments(deltas, event.text)
        return protocol.DeltaMessage(**fields) if fields else None

    def _opening(self, name: str) -> Any:
        self.current_tool_id += 1
        self.current_tool_name_sent = True
        # The base class's record of what was sent; the serving layer reads it.
        self.prev_tool_call_arr.append({"name": name, "arguments": ""})
        self.streamed_args_for_tool.append("")
        return protocol.DeltaToolCall(
            index=self.current_tool_id,
            id=f"chatcmpl-tool-{uuid.uuid4().hex[:16]}",
            type="function",
            function=protocol.DeltaFunctionCall(name=name, arguments=""),
        )

    def _append_arguments(self, deltas: list[Any], piece: str) -> None:
        self.prev_tool_call_arr[-1]["arguments"] += piece
        self.streamed_args_for_tool[-1] += piece
        if deltas and deltas[-1].index == self.current_tool_id:
            deltas[-1].function.arguments += piece
        else:
            function = protocol.DeltaFunctionCall(arguments=piece)
            deltas.append(protocol.DeltaToolCall(index=self.current_tool_id, function=function))


def functions(tools: Sequence[Any]) -> list[Any]:
    """The functions among the tools: chat completions nest them, the Responses API does not."""
    unnested = [getattr(tool, "function", tool) for tool in tools]
    return [function for function in unnested if getattr(function, "name", None)]


def constrain(request: Any, allowed: list[Any]) -> None:
    """Let the request generate one call of an allowed tool, in the model's own format."""
    calls = [
        {
            "type": "sequence",
            "elements": [
                {"type": "const_string", "value": f"{function.name}\n"},
                {"type": "json_schema", "json_schema": function.parameters or {"type": "object"}},
            ],
        }
        for function in allowed
    ]
    if not calls:
        return
    one = calls[0] if len(calls) == 1 else {"type": "or", "elements": calls}
    tag = json.dumps({"type": "structural_tag", "format": one})
    request.structured_outputs = StructuredOutputsParams(structural_tag=tag)
    for replaced in ("response_format", "text"):  # of chat completions, of the Responses API
        if hasattr(request, replaced):
            setattr(request, replaced, None)


ToolParserManager.register_module("glm4_0414", module=Glm40414ToolParser)
