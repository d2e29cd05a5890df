"""The plugin in the real classes of the vLLM that runs this test, loaded the way the server loads it."""

from __future__ import annotations

import importlib.util
import json
import random
import unittest
from typing import Any

import paths
from answers import ANSWERS, CUT, NAMES, Answer
from test_format import cut_at

HAVE_VLLM = importlib.util.find_spec("vllm") is not None
PLUGIN = paths.PYTHON / "glimmer_glm4_0414_tool_parser.py"
PARAMETERS = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
TOOLS = [{"type": "function", "function": {"name": name, "parameters": PARAMETERS}} for name in NAMES]
NAMED = {"type": "function", "function": {"name": "get_weather"}}


class Tokenizer:
    """All that a parser asks of a tokenizer."""

    def get_vocab(self) -> dict[str, int]:
        return {"<|endoftext|>": 0, "<|user|>": 4, "<|assistant|>": 5, "<|observation|>": 6}


@unittest.skipUnless(HAVE_VLLM, "this Python has no vllm")
class Plugin(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        from vllm.parser.parser_manager import ParserManager
        from vllm.tool_parsers import ToolParserManager

        ToolParserManager.import_tool_parser(str(PLUGIN))
        cls.tool_parser = ToolParserManager.get_tool_parser("glm4_0414")
        cls.delegating_parser = ParserManager.get_parser(
            tool_parser_name="glm4_0414", enable_auto_tools=True, model_name="any"
        )

    def request(self, choice: Any = "auto", tools: list[Any] | None = TOOLS, **more: Any) -> Any:
        from vllm.entrypoints.openai.chat_completion.protocol import ChatCompletionRequest

        messages = [{"role": "user", "content": "?"}]
        chosen = {"tools": tools, "tool_choice": choice} if tools else {}
        return ChatCompletionRequest(model="any", messages=messages, **chosen, **more)

    def parser(self, request: Any) -> Any:
        return self.delegating_parser(Tokenizer(), request.tools, model_config=None)

    def whole(self, written: str, request: Any) -> tuple[str, list[tuple[str, str]]]:
        _, content, calls = self.parser(request).parse(
            written, request, enable_auto_tools=True, model_output_token_ids=[1]
        )
        return content or "", [(call.name, call.arguments) for call in calls or []]

    def streamed(self, pieces: list[str], request: Any) -> tuple[str, list[tuple[str, str]]]:
        """Through the server's own streaming path, each chunk dumped as it goes on the wire."""
        parser = self.parser(request)
        chunks = []
        for index, piece in enumerate([*pieces, ""]):
            message = parser.parse_delta(
                piece, [1], request, prompt_token_ids=[1], finished=index == len(pieces)
            )
            if message is not None:
                chunks.append(json.loads(message.model_dump_json(exclude_unset=True)))
        return self.joined(chunks)

    def joined(self, chunks: list[dict[str, Any]]) -> tuple[str, list[tuple[str, str]]]:
        words, names, arguments = "", [], []
        for chunk in chunks:
            words += chunk.get("content") or ""
            for call in chunk.get("tool_calls", []):
                if "id" in call:
                    self.assertEqual((call["index"], call["type"]), (len(names), "function"))
                    names.append(call["function"]["name"])
                    arguments.append("")
                arguments[call["index"]] += call["function"].get("arguments", "")
        return words, list(zip(names, arguments, strict=True))

    def expect(self, answer: Answer, got: tuple[str, list[tuple[str, str]]]) -> None:
        self.assertEqual((got[0], tuple(got[1])), (answer.words, answer.calls))

    def test_whole_answers(self) -> None:
        for answer in ANSWERS:
            with self.subTest(answer.title):
                self.expect(answer, self.whole(answer.written, self.request()))

    def test_streams_cut_anywhere(self) -> None:
        chance = random.Random(1)
        for answer in ANSWERS:
            places = range(1, len(answer.written))
            triples = [chance.sample(places, min(3, len(places))) for _ in range(5 if places else 0)]
            for cut in [[], list(places), *([place] for place in places), *triples]:
                with self.subTest(answer.title, cut=cut):
                    self.expect(answer, self.streamed(cut_at(answer.written, cut), self.request()))

    def test_cut_by_max_tokens(self) -> None:
        """A whole answer must neither lose what was written nor call with half the arguments."""
        for answer in CUT:
            with self.subTest(answer.title):
                self.expect(answer, self.whole(answer.written, self.request()))

    def test_cut_stream_hands_out_no_more_than_was_written(self) -> None:
        for answer in CUT:
            _, calls = self.streamed(list(answer.written), self.request())
            with self.subTest(answer.title):
                for name, arguments in calls:
                    self.assertIn(name, NAMES)
                    self.assertIn(arguments, answer.written)

    def test_one_parser_serves_all_choices(self) -> None:
        """With n > 1 vLLM parses every choice with the same object."""
        request = self.request(n=3)
        parser = self.parser(request)
        for answer in (*ANSWERS, *reversed(ANSWERS)):
            _, content, calls = parser.parse(answer.written, request, enable_auto_tools=True)
            with self.subTest(answer.title):
                self.expect(answer, (content or "", [(call.name, call.arguments) for call in calls or []]))

    def test_tool_choice_none_and_no_tools_are_words(self) -> None:
        for request in (self.request("none"), self.request(tools=None)):
            self.assertEqual(self.whole('get_weather\n{"city": "A"}', request)[1], [])
            self.assertEqual(self.whole("\nHello", request), ("Hello", []))
            self.assertEqual(self.streamed(list('get\n{"city": "A"}'), request), ('get\n{"city": "A"}', []))
            self.assertEqual(self.streamed(["\n", "Hello"], request), ("Hello", []))

    def test_required_and_named_are_constrained_to_the_own_format(self) -> None:
        from vllm.sampling_params import SamplingParams
        from vllm.v1.structured_output.backend_xgrammar import validate_xgrammar_grammar

        for choice, names in (("required", NAMES), (NAMED, ("get_weather",))):
            request = self.request(choice)
            request = self.parser(request).adjust_request(request)
            tag = request.structured_outputs.structural_tag
            for name in NAMES:
                self.assertEqual(f'"{name}\\n"' in tag, name in names)
            validate_xgrammar_grammar(SamplingParams(structured_outputs=request.structured_outputs))
            written = 'get_weather\n{"city": "A"}'
            expected = ("", [("get_weather", '{"city": "A"}')])
            self.assertEqual(self.whole(written, request), expected)
            self.assertEqual(self.streamed(list(written), request), expected)

    def test_markers_are_kept_and_stop_the_model(self) -> None:
        """With special tokens skipped two calls run into one text; without the stops the model talks to itself."""
        request = self.parser(self.request()).adjust_request(self.request(stop_token_ids=[9, 4]))
        self.assertFalse(request.skip_special_tokens)
        self.assertEqual(request.stop_token_ids, [9, 4, 6])
        self.assertIsNone(request.structured_outputs)
        ignoring = self.parser(self.request()).adjust_request(self.request(ignore_eos=True))
        self.assertFalse(ignoring.stop_token_ids)

    def test_requests_without_tools_are_left_alone(self) -> None:
        request = self.request(tools=None)
        before = request.model_dump()
        self.assertEqual(self.tool_parser(Tokenizer()).adjust_request(request).model_dump(), before)

    def test_tools_of_the_responses_api(self) -> None:
        from openai.types.responses import ToolChoiceFunction
        from openai.types.responses.function_tool import FunctionTool
        from vllm.entrypoints.openai.responses.protocol import ResponsesRequest

        tools = [
            FunctionTool(type="function", name=name, parameters=PARAMETERS, strict=False) for name in NAMES
        ]
        written, calls = 'get_weather\n{"city": "A"}', [("get_weather", '{"city": "A"}')]
        for choice in ("auto", "required", ToolChoiceFunction(type="function", name="get_weather")):
            request = ResponsesRequest(model="any", input="?", tools=tools, tool_choice=choice)
            request = self.parser(request).adjust_request(request)
            forced = getattr(request.structured_outputs, "structural_tag", None)
            self.assertEqual(forced is not None, choice != "auto")
            self.assertEqual(self.whole(written, request), ("", calls))
            self.assertEqual(self.streamed(list(written), request), ("", calls))


if __name__ == "__main__":
    unittest.main()
