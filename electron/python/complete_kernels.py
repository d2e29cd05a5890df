"""Adds to an installed vLLM the kernels that its wheel has and a precompiled build from source leaves behind.

    python complete_kernels.py WHEEL [--site DIR]

A build with VLLM_USE_PRECOMPILED takes the main extension module out of the wheel, not those for other processors
(_C_AVX2, _C_AVX512) nor the libraries beside them; on a processor that needs one the engine dies at its start with
"'_OpNamespace' '_C' object has no attribute 'init_cpu_memory_env'". Files that are there are never overwritten. What is
added is written into the package's RECORD, so that uninstalling removes it. Can be killed and run again at any point.

Prints one line of JSON: {"ok": true, "added": [names], "recorded": [names], "kept": number}, or {"ok": false, "error":
{...}} with exit status 1.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import io
import json
import os
import re
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

# Extension modules and shared libraries within vllm/, and the folder of libraries that wheel tools put beside it.
BINARY = re.compile(r"vllm/(?:[^/]+/)*(?:[^/]+\.so(?:\.\d+)*|libs/.+)|[^/]+\.libs/.+")
CHUNK_BYTES = 1 << 20


class CompletionError(Exception):
    """Why nothing was added; `kind` is for programs, the text for people."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--site", type=Path, default=Path(sysconfig.get_paths()["platlib"]))
    options = parser.parse_args(arguments)
    try:
        report = {"ok": True, **complete(options.wheel, options.site)}
    except CompletionError as error:
        report = {"ok": False, "error": {"kind": error.kind, "text": str(error)}}
    except zipfile.BadZipFile as error:
        report = {"ok": False, "error": {"kind": "damaged-wheel", "text": f"{options.wheel.name}: {error}"}}
    except OSError as error:
        report = {"ok": False, "error": {"kind": "not-written", "text": str(error)}}
    print(json.dumps(report))
    return 0 if report["ok"] else 1


def complete(wheel: Path, site: Path) -> dict[str, Any]:
    """What was added, what was there but not in RECORD (names relative to `site`), and how many were left as they are."""
    distribution = installed(site)
    check_release(wheel, distribution)
    record = distribution / "RECORD"
    recorded_before = {row[0] for row in read_record(record) if row}
    added, noted, kept = [], [], 0
    rows: list[list[str]] = []
    with zipfile.ZipFile(wheel) as archive:
        for member in binaries(archive):
            target = site / member.filename
            if not target.exists():
                with archive.open(member) as source:
                    rows.append([member.filename, write_new(source, target), str(member.file_size)])
                added.append(member.filename)
            elif member.filename not in recorded_before and target.stat().st_size == member.file_size:
                # Left by a run that was killed between the file and the record.
                rows.append([member.filename, digest_of(target), str(member.file_size)])
                noted.append(member.filename)
            else:
                kept += 1
    if rows:
        append_record(record, rows)
    return {"added": added, "recorded": noted, "kept": kept}


def installed(site: Path) -> Path:
    found = sorted(site.glob("vllm-*.dist-info"))
    if len(found) != 1 or not (site / "vllm").is_dir():
        raise CompletionError("not-installed", f"{len(found)} installations of vllm in {site}")
    return found[0]


def check_release(wheel: Path, distribution: Path) -> None:
    """Kernels of another release load and then crash. A local part (+cpu, +precompiled) is the build's own."""
    if not wheel.is_file():
        raise CompletionError("no-wheel", f"{wheel} is not a file")
    parts = wheel.name.split("-")
    of_wheel = (parts[1] if len(parts) > 4 else "").split("+")[0]
    of_site = distribution.name.removesuffix(".dist-info").split("-")[1].split("+")[0]
    if of_wheel != of_site:
        raise CompletionError(
            "other-release", f"the wheel is of {of_wheel or 'no release'}, vllm of {of_site}"
        )


def binaries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = [
        member for member in archive.infolist() if BINARY.fullmatch(member.filename) and not member.is_dir()
    ]
    return [member for member in members if ".." not in Path(member.filename).parts]


def write_new(source: BinaryIO, target: Path) -> str:
    """Write to a neighbour and rename, so that a file under its own name is always whole. Returns its digest."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    digest = hashlib.sha256()
    try:
        with part.open("wb") as sink:
            while chunk := source.read(CHUNK_BYTES):
                digest.update(chunk)
                sink.write(chunk)
        part.chmod(0o755)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return encoded(digest)


def digest_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
    return encoded(digest)


def encoded(digest: Any) -> str:
    """As RECORD wants it: URL-safe base64 without padding."""
    return "sha256=" + base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode("ascii")


def read_record(record: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(record.read_text(encoding="utf-8")))) if record.is_file() else []


def append_record(record: Path, rows: list[list[str]]) -> None:
    """A new file in place of the old one: an installer may have linked the old one to its cache."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([*read_record(record), *rows])
    part = record.with_name("RECORD.part")
    part.write_text(text.getvalue(), encoding="utf-8")
    os.replace(part, record)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
