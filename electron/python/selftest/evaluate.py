"""Asks the self-test model the questions of a set and compares what it writes, to the letter.

python evaluate.py MODEL [--set heldout|development] [--temperature 0.7] [--misses 20]
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

BATCH = 16
LONGEST_ANSWER = 120


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--set", choices=("heldout", "development"), default="heldout")
    parser.add_argument("--temperature", type=float, default=0.0)
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(arguments.model, padding_side="left")
    model = AutoModelForCausalLM.from_pretrained(arguments.model, dtype=torch.bfloat16).eval()
    cases = Cases(importlib.import_module(f"{arguments.set}_set")).all()
    started = time.perf_counter()
    report(cases, answers(model, tokenizer, cases, arguments.temperature), arguments.misses)
    print(f"{time.perf_counter() - started:.0f} s")


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
    for start in range(0, len(order), BATCH):
        group = order[start : start + BATCH]
        texts = [prompts[index] for index in group]
        inputs = tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=False)
        inputs.pop("token_type_ids", None)
        with torch.no_grad():
            made = model.generate(**inputs, max_new_tokens=LONGEST_ANSWER, **sampling)
        for index, row in zip(group, made[:, inputs["input_ids"].shape[1] :], strict=True):
            written[index] = tokenizer.decode(row).split("<|endoftext|>")[0]
    return written


def report(cases: list[Case], written: list[str], misses: int) -> None:
    total, right = Counter(case.kind for case in cases), Counter()
    wrong = []
    for case, answer in zip(cases, written, strict=True):
        if answer == case.expected:
            right[case.kind] += 1
        else:
            wrong.append((case, answer))
    for kind, number in total.items():
        print(f"{kind:22s} {right[kind]:3d} / {number}")
    print(f"{'all':22s} {right.total():3d} / {total.total()}")
    for case, answer in wrong[:misses]:
        question = next(
            message["content"] for message in reversed(case.messages) if message["role"] == "user"
        )
        print(f"{case.kind}: {question!r}\n  expected {case.expected!r}\n  wrote    {answer!r}")


if __name__ == "__main__":
    main()
