"""The environment probe: against a made-up package tree, and against the engine where this Python has one."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import paths

SCRIPT = paths.PYTHON / "environment_probe.py"
HAVE_VLLM = importlib.util.find_spec("vllm") is not None


def run_script(*arguments: str, site: Path | None = None) -> dict[str, Any]:
    command = [sys.executable, *(["-S"] if site else []), str(SCRIPT), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(site or "")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300, env=environment)
    return json.loads(done.stdout)


class MadeUpEnvironment(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = Path(folder.name)

    def package(self, name: str, version: str, files: dict[str, str]) -> None:
        record = self.site / f"{name}-{version}.dist-info"
        record.mkdir()
        (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        for file, content in files.items():
            (self.site / name).mkdir(exist_ok=True)
            (self.site / name / file).write_text(content)

    def test_light_imports_nothing(self) -> None:
        """Listing engines would take seconds each."""
        self.package("vllm", "0.30.0+cpu", {"__init__.py": "raise RuntimeError('imported')"})
        version = "__version__ = '2.13.0+cu130'\ndebug = False\ncuda: Optional[str] = '13.0'\nhip: Optional[str] = None\n"
        self.package(
            "torch", "2.13.0", {"__init__.py": "raise RuntimeError('imported')", "version.py": version}
        )
        report = run_script("--light", site=self.site)
        self.assertEqual(
            (report["vllm"], report["torch"], report["torch_cuda"]), ("0.30.0+cpu", "2.13.0", "13.0")
        )
        self.assertNotIn("error", report)

    def test_nothing_installed(self) -> None:
        report = run_script(site=self.site)
        self.assertIsNone(report["vllm"])
        self.assertEqual(report["import_vllm"]["error"], "ModuleNotFoundError: No module named 'vllm'")
        self.assertFalse(report["kernels"]["ok"])
        self.assertEqual(report["error"], report["import_vllm"]["error"])

    def test_a_failing_import_is_told_by_its_first_cause(self) -> None:
        source = (
            "print('noise')\ntry:\n    import ctypes; ctypes.CDLL('libnone.so.7')\nexcept OSError as e:\n"
        )
        self.package(
            "vllm", "0.30.0", {"__init__.py": source + "    raise ImportError('vllm is broken') from e\n"}
        )
        report = run_script(site=self.site)
        self.assertTrue(
            report["import_vllm"]["error"].startswith("OSError: libnone.so.7: cannot open shared object")
        )

    def test_a_package_that_leaves_is_data(self) -> None:
        self.package("vllm", "0.30.0", {"__init__.py": "import sys\nsys.exit('no licence')\n"})
        self.assertEqual(run_script(site=self.site)["import_vllm"]["error"], "SystemExit: no licence")


@unittest.skipUnless(HAVE_VLLM, "this Python has no vllm")
class ThisEngine(unittest.TestCase):
    def test_imports_and_loads_its_kernels(self) -> None:
        report = run_script("--gpus")
        self.assertTrue(report["import_vllm"]["ok"], report)
        self.assertTrue(report["kernels"]["ok"], report)
        self.assertIsNone(report["error"])
        self.assertIn("ok", report["gpus"])


if __name__ == "__main__":
    unittest.main()
