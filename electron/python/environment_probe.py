"""Tells what an engine's environment holds and whether it works. Run it with that environment's Python.

    python environment_probe.py [--light | --gpus]

Prints one line of JSON. Without a flag: versions, whether vllm can be imported, and whether the kernels for this very
machine load; `error` is the first thing that went wrong, null when the engine can be started. --gpus: also the GPUs
torch sees. --light: versions alone, from the packages' files, nothing imported (a tenth of a second instead of
seconds). What fails is data, with the line of the exception; the exit status is 0 but for a fault of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import platform
import re
import sys
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--light", action="store_true")
    how.add_argument("--gpus", action="store_true")
    options = parser.parse_args(arguments)
    with stdout_apart() as out:
        report = versions()
        if not options.light:
            report["import_vllm"] = attempt(import_vllm)
            report["kernels"] = attempt(load_kernels)
            report["error"] = first_error(report["import_vllm"], report["kernels"])
        if options.gpus:
            report["gpus"] = attempt(list_gpus)
        out.write(json.dumps(report) + "\n")
    return 0


@contextlib.contextmanager
def stdout_apart() -> Iterator[Any]:
    """Packages print while they are imported, C libraries too: their output goes to stderr, ours alone to stdout."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        sys.stdout.flush()
        os.dup2(2, 1)
        yield out


def attempt(look: Any) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        found = {"ok": True, **look()}
    except Exception as error:
        found = {"ok": False, "error": described(error)}
    except SystemExit as error:  # a package that gives up by leaving
        found = {"ok": False, "error": described(error)}
    return {**found, "seconds": round(time.perf_counter() - started, 2)}


def first_error(imported: dict[str, Any], kernels: dict[str, Any]) -> str | None:
    """A missing driver is no fault of this environment; whoever looks at the machine finds it."""
    errors = [imported.get("error"), kernels.get("error")]
    return next((error for error in errors if error is not None and "libcuda.so" not in error), None)


def described(error: BaseException) -> str:
    """The line a traceback would end with; the innermost cause first, as that is what went wrong."""
    while error.__cause__ is not None:
        error = error.__cause__
    return (
        f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}".rstrip(
            ": "
        )
    )


def versions() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "vllm": version_of("vllm"),
        "torch": version_of("torch"),
        "torch_cuda": torch_cuda(),
        "transformers": version_of("transformers"),
    }


def version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def torch_cuda() -> str | None:
    """The CUDA release torch was built for, read from its version file: importing torch takes seconds."""
    try:
        file = metadata.distribution("torch").locate_file("torch/version.py")
        text = Path(str(file)).read_text(encoding="utf-8")
    except (metadata.PackageNotFoundError, OSError):
        return None
    found = re.search(r"^cuda\b[^=\n]*=\s*'([^']+)'", text, re.MULTILINE)
    return found.group(1) if found else None


def import_vllm() -> dict[str, Any]:
    vllm = importlib.import_module("vllm")
    return {"version": vllm.__version__}


def load_kernels() -> dict[str, Any]:
    """Load the library vLLM itself would choose here, and see that it brought operators.

    vLLM only warns when one is missing, and dies at the first use.
    """
    torch = importlib.import_module("torch")
    folder = Path(importlib.import_module("vllm").__file__ or "").parent
    name = kernel_name(torch, folder)
    files = sorted(folder.glob(f"{name}.*so"))
    if not files:
        raise FileNotFoundError(f"vllm/{name}.abi3.so is missing")
    torch.ops.load_library(str(files[0]))
    if not operators(torch):
        raise ImportError(f"vllm/{files[0].name} registers no operator")
    return {"module": name}


def kernel_name(torch: Any, folder: Path) -> str:
    """As in vllm/platforms: one library for CUDA, one per instruction set for x86 processors, one for all others."""
    if (folder / "_C_stable_libtorch.abi3.so").exists():
        return "_C_stable_libtorch"
    if "cpu" not in (version_of("vllm") or "") or platform.machine() not in ("x86_64", "AMD64"):
        return "_C"
    if not torch.cpu._is_avx512_supported():
        return "_C_AVX2"
    return "_C" if torch.cpu._is_avx512_bf16_supported() else "_C_AVX512"


def operators(torch: Any) -> int:
    return sum(schema.name.startswith("_C::") for schema in torch._C._jit_get_all_schemas())


def list_gpus() -> dict[str, Any]:
    torch = importlib.import_module("torch")
    if torch.version.cuda is None and torch.version.hip is None:
        return {"found": [], "reason": "torch was built without GPU support"}
    if not torch.cuda.is_available():
        torch.cuda.init()  # raises what is_available() keeps to itself: no driver, too old a driver
        return {"found": []}
    return {"found": [gpu(torch, index) for index in range(torch.cuda.device_count())]}


def gpu(torch: Any, index: int) -> dict[str, Any]:
    properties = torch.cuda.get_device_properties(index)
    return {
        "name": properties.name,
        "uuid": str(getattr(properties, "uuid", "")) or None,
        "total_bytes": properties.total_memory,
        "capability": f"{properties.major}.{properties.minor}",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
