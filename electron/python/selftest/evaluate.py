"""Asks the self-test model the questions of a set and compares what it writes, to the letter.

python evaluate.py MODEL [--set heldout|development] [--temperature 0.7] [--misses 20] [--device cuda]
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections import Counter
from pathlib import Path

import torch
from cases import Case, Cases
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

SETS = ("heldout", "development")
BATCHES = {"cpu": 16, "cuda": 128}
LONGEST_ANSWER = 120


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--set", choices=SETS, default="heldout")
    parser.add_argument("--temperature", type=float, default=0.0)
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    print(evaluate(arguments.model, arguments.set, arguments.device, arguments.temperature, arguments.misses))


def evaluate(
    folder: Path, name: str, device: str = "cpu", temperature: float = 0.0, misses: int = 1000
) -> str:
    """What the model in `folder` gets right of a set, kind by kind, and the first `misses` of what it gets wrong."""
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).eval().to(device)
    cases = Cases(importlib.import_module(f"{name}_set")).all()
    started = time.perf_counter()
    lines = report(cases, answers(model, tokenizer, cases, temperature), misses)
    return "\n".join([f"== {name}", *lines, f"{time.perf_counter() - started:.0f} s", ""])


def answers(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, cases: list[Case], temperature: float
) -> list[str]:
    """What the model writes for each case, with the token that ended it. Cases of like length go together."""
    prompts = [
        tokenizer.apply_chat_template(
            case.messages, tools=case.tools, add_generation_prompt=True, tokenize=False
        )
        for case in cases
    ]
    order = sorted(range(len(cases)), key=lambda index: len(prompts[index]))
    written = [""] * len(cases)
    sampling = (
        {"do_sample": True, "temperature": temperature, "top_k": 0} if temperature else {"do_sample": False}
    )
    size = BATCHES[model.device.type]
    for start in range(0, len(order), size):
        group = order[start : start + size]
        texts = [prompts[index] for index in group]
        inputs = tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=False).to(
            model.device
        )
        inputs.pop("token_type_ids", None)
        with torch.no_grad():
            made = model.generate(**inputs, max_new_tokens=LONGEST_ANSWER, **sampling)
        for index, row in zip(group, made[:, inputs["input_ids"].shape[1] :], strict=True):
            written[index] = tokenizer.decode(row).split("<|endoftext|>")[0]
    return written


def report(cases: list[Case], written: list[str], misses: int) -> list[str]:
    total, right = Counter(case.kind for case in cases), Counter()
    wrong = []
    for case, answer in zip(cases, written, strict=True):
        if answer == case.expected:
            right[case.kind] += 1
        else:
            wrong.append((case, answer))
    lines = [f"{kind:22s} {right[kind]:3d} / {number}" for kind, number in total.items()]
    lines.append(f"{'all':22s} {right.total():3d} / {total.total()}")
    for case, answer in wrong[:misses]:
        question = next(
            message["content"] for message in reversed(case.messages) if message["role"] == "user"
        )
        lines.append(f"{case.kind}: {question!r}\n  expected {case.expected!r}\n  wrote    {answer!r}")
    return lines


if __name__ == "__main__":
    main()
