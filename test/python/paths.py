"""Where the files under test lie."""

import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parents[2] / "electron" / "python"
SELFTEST = PYTHON / "selftest"
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "python"

sys.path[:0] = [str(PYTHON), str(SELFTEST)]
