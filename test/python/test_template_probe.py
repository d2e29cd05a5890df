"""The template probe, on templates that lose this or that."""

from __future__ import annotations

import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import paths

SCRIPT = paths.PYTHON / "template_probe.py"
OURS = paths.PYTHON / "glm4_0414_chat_template.jinja"

# What a published GLM-4-0414 template does, in few lines: no role `tool`, no tool_calls, the content as it comes.
METADATA_ONLY = """[gMASK]<sop>{%- if tools -%}<|system|>
{% for tool in tools %}{{ tool.function.name }}{{ tool.function | tojson(indent=4, ensure_ascii=False) }}{% endfor %}
{%- endif -%}
{%- for message in messages -%}
{%- if message.role == 'system' %}<|system|>
{{ message.content }}{%- elif message.role == 'user' %}<|user|>
{{ message.content }}{%- elif message.role == 'assistant' and message.get('metadata', '') %}<|assistant|>{{ message.metadata }}
{{ message.content }}{%- elif message.role == 'assistant' %}<|assistant|>
{{ message.content }}{%- elif message.role == 'observation' %}<|observation|>
{{ message.content }}{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt %}<|assistant|>{% endif %}"""

# Writes every role as a marker, as glm-4-9b-chat's does: the result is there, under a role the model never met.
ANY_ROLE = """{% for message in messages %}<|{{ message.role }}|>
{{ message.content }}{% for call in message.tool_calls or [] %}{{ call.function | tojson }}{% endfor %}{% endfor %}
{%- for tool in tools or [] %}{{ tool | tojson }}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"""

STRICT = "{% for m in messages %}{% if m.role == 'tool' %}{{ raise_exception('no tools here') }}{% endif %}{{ m.content }}{% endfor %}"


@unittest.skipUnless(importlib.util.find_spec("jinja2"), "this Python has no jinja2")
class TemplateProbe(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.model = Path(folder.name) / "model"
        self.model.mkdir()

    def probe(self, *arguments: str) -> dict[str, Any]:
        command = [sys.executable, str(SCRIPT), str(self.model), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(done.stderr, "")
        report = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0 if report["ok"] else 1)
        return report

    def write(self, name: str, content: Any) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        (self.model / name).parent.mkdir(exist_ok=True)
        (self.model / name).write_text(text, encoding="utf-8")

    def keeps(self, template: str) -> list[str]:
        self.write("chat_template.jinja", template)
        return [part for part, kept in self.probe().items() if part.startswith("keeps_") and kept]

    def test_a_template_that_drops_calls_and_results(self) -> None:
        """The model would be asked again what it has already looked up, and answer from nothing."""
        self.assertEqual(self.keeps(METADATA_ONLY), ["keeps_system", "keeps_tools"])

    def test_ours_keeps_everything(self) -> None:
        self.write("chat_template.jinja", METADATA_ONLY)
        report = self.probe("--template", str(OURS))
        self.assertEqual(report["source"], OURS.name)
        self.assertTrue(all(kept for part, kept in report.items() if part.startswith("keeps_")), report)
        self.assertEqual((report["generation_prompt"], report["objection"]), ("<|assistant|>", None))

    def test_a_result_under_an_unknown_role_is_not_kept(self) -> None:
        known = {
            str(index): {"content": f"<|{role}|>"}
            for index, role in enumerate(("user", "assistant", "system"))
        }
        self.write("tokenizer_config.json", {"added_tokens_decoder": known, "chat_template": ANY_ROLE})
        report = self.probe()
        self.assertEqual((report["unknown_markers"], report["keeps_tool_result"]), (["<|tool|>"], False))

    def test_known_tokens_may_stand_in_the_tokenizer(self) -> None:
        roles = ("user", "assistant", "tool")
        self.write("tokenizer.json", {"added_tokens": [{"content": f"<|{role}|>"} for role in roles]})
        self.write("chat_template.jinja", ANY_ROLE)
        self.assertEqual((self.probe()["unknown_markers"], self.probe()["keeps_tool_result"]), ([], True))

    def test_what_a_template_objects_to_is_told(self) -> None:
        self.write("chat_template.jinja", STRICT)
        report = self.probe()
        self.assertEqual((report["ok"], report["keeps_tool_result"]), (True, False))
        self.assertEqual(report["objection"], "ValueError: no tools here")

    def test_where_templates_are_looked_for(self) -> None:
        """In the order of transformers: a file before the configuration, the one for tools before the default."""
        self.write("chat_template.json", {"chat_template": "legacy"})
        self.assertEqual(self.probe()["source"], "chat_template.json")
        named = [{"name": "default", "template": "x"}, {"name": "tool_use", "template": ANY_ROLE}]
        self.write("tokenizer_config.json", {"chat_template": named})
        self.assertEqual(
            (self.probe()["source"], self.probe()["keeps_tool_result"]), ("tokenizer_config.json", True)
        )
        self.write("chat_template.jinja", "y")
        self.assertEqual(
            (self.probe()["source"], self.probe()["keeps_tool_result"]), ("chat_template.jinja", False)
        )
        self.write("additional_chat_templates/tool_use.jinja", ANY_ROLE)
        self.assertEqual(
            (self.probe()["source"], self.probe()["keeps_tool_result"]), ("tool_use.jinja", True)
        )

    def test_what_templates_of_transformers_may_use(self) -> None:
        extras = (
            "{% generation %}{{ bos_token }}{{ eos_token }}{% endgeneration %}{{ strftime_now('%Y') }}"
            "{% for m in messages %}{% if m.role == 'x' %}{% continue %}{% endif %}{% endfor %}"
        )
        self.write("tokenizer_config.json", {"bos_token": "<s>", "eos_token": {"content": "</s>"}})
        self.write("chat_template.jinja", extras + ANY_ROLE)
        report = self.probe()
        self.assertEqual((report["objection"], report["keeps_tool_call"]), (None, True))

    def test_a_template_cannot_leave_its_box(self) -> None:
        self.write("chat_template.jinja", "{{ messages.__class__.__mro__[1].__subclasses__() }}")
        self.assertIn("SecurityError", self.probe()["objection"])

    def test_what_cannot_be_judged(self) -> None:
        self.assertEqual(self.probe()["error"]["kind"], "no-template")
        self.write("tokenizer_config.json", "{not json")
        self.assertEqual(self.probe()["error"]["kind"], "unreadable")
        (self.model / "tokenizer_config.json").unlink()
        self.write("chat_template.jinja", "{% for x in %}")
        report = self.probe()
        self.assertEqual(report["error"]["kind"], "bad-template")
        self.assertTrue(report["error"]["text"].startswith("line 1: "))
        self.assertEqual(self.probe("--template", str(self.model / "none"))["error"]["kind"], "unreadable")

    def test_it_is_quick(self) -> None:
        self.write("chat_template.jinja", METADATA_ONLY)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.probe()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertLess(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


if __name__ == "__main__":
    unittest.main()
