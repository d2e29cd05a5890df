"""Runs the tests of electron/python and says what was left out and why.

    python test/python/run.py [NAME ...]     # e.g. test_format test_tool_parser.Plugin

Any Python from 3.10 on will do. What needs vllm, jinja2 or torch is skipped, in words, where they are missing; run it
with the Python of an engine's environment to test against that engine's own classes.
"""

from __future__ import annotations

import sys
import unittest
from collections import Counter
from pathlib import Path


class Result(unittest.TextTestResult):
    """Counts what passed: `testsRun` counts skipped tests in some Python versions and not in others."""

    passed = 0

    def addSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802
        super().addSuccess(test)
        self.passed += 1


def main(names: list[str]) -> int:
    here = Path(__file__).resolve().parent
    sys.path.insert(0, str(here))
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(names) if names else loader.discover(str(here))
    result = unittest.TextTestRunner(resultclass=Result).run(suite)
    for reason, count in Counter(reason for _, reason in result.skipped).items():
        print(f"{count} skipped: {reason}")
    failed = len(result.failures) + len(result.errors)
    print(f"{result.passed} passed, {failed} failed")
    return 1 if failed or not result.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
