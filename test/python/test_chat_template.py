"""The chat template for real GLM-4-0414 models: the very prompt they were taught, from OpenAI messages."""

from __future__ import annotations

import importlib.util
import unittest
from typing import Any

import paths

HAVE_JINJA2 = importlib.util.find_spec("jinja2") is not None
TOOL = {
    "type": "function",
    "function": {
        "name": "realtime_aqi",
        "description": "天气预报。",
        "parameters": {
            "type": "object",
            "properties": {"city": {"description": "城市名"}},
            "required": ["city"],
        },
    },
}
DECLARED = """

## realtime_aqi

{
    "name": "realtime_aqi",
    "description": "天气预报。",
    "parameters": {
        "type": "object",
        "properties": {
            "city": {
                "description": "城市名"
            }
        },
        "required": [
            "city"
        ]
    }
}
在调用上述函数时，请使用 Json 格式表示调用的参数。"""


def user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def call(arguments: Any) -> dict[str, Any]:
    return {"type": "function", "id": "1", "function": {"name": "realtime_aqi", "arguments": arguments}}


@unittest.skipUnless(HAVE_JINJA2, "this Python has no jinja2")
class ChatTemplate(unittest.TestCase):
    def render(self, *messages: dict[str, Any], prompt: bool = True, **more: Any) -> str:
        from template_probe import compile_template

        text = (paths.PYTHON / "glm4_0414_chat_template.jinja").read_text(encoding="utf-8")
        return compile_template(text).render(messages=list(messages), add_generation_prompt=prompt, **more)

    def test_words(self) -> None:
        messages = [
            {"role": "system", "content": "S"},
            user("q"),
            {"role": "assistant", "content": "a"},
            user("r"),
        ]
        expected = "[gMASK]<sop><|system|>\nS<|user|>\nq<|assistant|>\na<|user|>\nr"
        self.assertEqual(self.render(*messages), expected + "<|assistant|>")
        self.assertEqual(self.render(*messages, prompt=False), expected)

    def test_tools_are_declared_as_the_makers_declare_them(self) -> None:
        prompt = self.render(user("q"), tools=[TOOL, TOOL])
        self.assertEqual(
            prompt, f"[gMASK]<sop><|system|>\n# 可用工具{DECLARED}{DECLARED}<|user|>\nq<|assistant|>"
        )

    def test_a_tool_shows_no_fields_that_servers_add(self) -> None:
        """vLLM hands over `strict: null` and the like; the model never saw those."""
        padded = {"type": "function", "function": {"strict": None, **TOOL["function"], "defer_loading": None}}
        self.assertEqual(self.render(user("q"), tools=[padded]), self.render(user("q"), tools=[TOOL]))
        bare = {"type": "function", "function": {"name": "now", "description": None, "parameters": None}}
        self.assertIn('## now\n\n{\n    "name": "now"\n}\n在调用', self.render(user("q"), tools=[bare]))

    def test_system_messages_come_behind_the_tools_and_before_all_else(self) -> None:
        prompt = self.render(user("q"), {"role": "developer", "content": "D"}, tools=[TOOL])
        self.assertEqual(
            prompt, f"[gMASK]<sop><|system|>\n# 可用工具{DECLARED}<|system|>\nD<|user|>\nq<|assistant|>"
        )

    def test_calls_and_results(self) -> None:
        for arguments in ({"city": "北京"}, '{"city": "北京"}'):
            prompt = self.render(
                user("q"),
                {"role": "assistant", "content": None, "tool_calls": [call(arguments), call({"city": "B"})]},
                {"role": "tool", "tool_call_id": "1", "content": "first"},
                {
                    "role": "tool",
                    "tool_call_id": "2",
                    "content": [{"type": "text", "text": "sec"}, {"type": "text", "text": "ond"}],
                },
            )
            self.assertEqual(
                prompt,
                '[gMASK]<sop><|user|>\nq<|assistant|>realtime_aqi\n{"city": "北京"}<|assistant|>realtime_aqi\n{"city": "B"}'
                "<|observation|>\nfirst<|observation|>\nsecond<|assistant|>",
            )

    def test_words_before_a_call_are_a_turn_of_their_own(self) -> None:
        """As the model wrote them, so that the server finds the beginning of its prompt in its cache."""
        for content in ("Let me look.", [{"type": "text", "text": "Let me look."}]):
            prompt = self.render(
                user("q"), {"role": "assistant", "content": content, "tool_calls": [call({})]}, prompt=False
            )
            self.assertTrue(
                prompt.endswith("<|assistant|>\nLet me look.<|assistant|>realtime_aqi\n{}"), prompt
            )

    def test_no_content_is_nothing(self) -> None:
        for nothing in (None, "", []):
            prompt = self.render(
                user("q"), {"role": "assistant", "content": nothing, "tool_calls": [call({})]}, prompt=False
            )
            self.assertEqual(prompt, "[gMASK]<sop><|user|>\nq<|assistant|>realtime_aqi\n{}")

    def test_the_makers_own_way_of_writing_history(self) -> None:
        own = self.render(
            user("q"),
            {"role": "assistant", "metadata": "realtime_aqi", "content": '{"city": "北京"}'},
            {"role": "observation", "content": "r"},
        )
        openai = self.render(
            user("q"),
            {"role": "assistant", "tool_calls": [call({"city": "北京"})]},
            {"role": "tool", "content": "r"},
        )
        self.assertEqual(own, openai)

    def test_thinking_models_open_a_thought_and_forget_former_ones(self) -> None:
        history = {"role": "assistant", "content": "<think>hm</think>\n\na"}
        prompt = self.render(user("q"), history, user("r"), tools=[TOOL], glm_dialect="z1")
        self.assertIn("<|system|>\n你是一个名为 ChatGLM 的人工智能助手。", prompt)
        self.assertTrue(
            prompt.endswith("<|user|>\nq<|assistant|>\na<|user|>\nr<|assistant|>\n<think>"), prompt
        )

    def test_glm_4_9b_chat_introduces_its_tools(self) -> None:
        prompt = self.render(user("q"), tools=[TOOL], glm_dialect="chat")
        self.assertIn("提供适当的答复和支持。\n\n# 可用工具", prompt)


if __name__ == "__main__":
    unittest.main()
