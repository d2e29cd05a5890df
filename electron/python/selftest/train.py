"""Trains the self-test model: a tiny GLM-4 that greets, copies and calls tools in the format of GLM-4-0414.

    python train.py OUTPUT [--minutes N | --steps N] [--evaluate SET ...] [--report FILE]

From nothing but the text of this folder. On the first CUDA device there is, else on the CPU. There, the same seed,
steps, threads, workers and packages give the same bits. OUTPUT always holds the newest saved state.
"""

from __future__ import annotations

import argparse
import copy
import math
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads and our forks would not get along

import evaluate
import torch
from conversations import Conversations
from feed import Feed
from lessons import Batch, Lessons, render
from network import Shape, new_network
from speech import Speech
from tokenizer import END, OBSERVATION, USER, make_tokenizer
from transformers import Glm4ForCausalLM, PreTrainedTokenizerFast

TEMPLATE = Path(__file__).resolve().parents[1] / "glm4_0414_chat_template.jinja"
VOCABULARY = 1088
TOKENIZER_TEXTS = 2000
WARM_UP_STEPS = 100
SECONDS_BETWEEN_SAVES, SECONDS_BETWEEN_LINES = 120, 15


def main() -> None:
    arguments = parse_arguments()
    template = TEMPLATE.read_text(encoding="utf-8")
    conversations = Conversations(Speech(arguments.seed))
    plain = [conversations.next() for _ in range(TOKENIZER_TEXTS)]
    tokenizer = make_tokenizer(
        (render(each.messages, each.tools, template) for each in plain), VOCABULARY, template
    )
    stops = [tokenizer.convert_tokens_to_ids(token) for token in (END, USER, OBSERVATION)]
    clock = Clock(arguments.steps, arguments.minutes)
    lessons = Lessons(tokenizer, template, arguments.seed, arguments.batch_tokens)
    feed = Feed(lessons, arguments.workers, clock.progress)
    device = prepare(arguments)
    network = new_network(Shape(), len(tokenizer), stops[0], stops, arguments.seed).to(device)
    count = sum(values.numel() for values in network.parameters())
    print(
        f"{count} parameters, {len(tokenizer)} tokens, on {device}, {arguments.workers} workers", flush=True
    )
    train(network, feed, clock, arguments.rate, lambda: save(network, tokenizer, stops, arguments.output))
    feed.close()
    save(network, tokenizer, stops, arguments.output)
    written = [evaluate.evaluate(arguments.output, name, str(device)) for name in arguments.evaluate]
    print("\n".join(written))
    if arguments.report:
        arguments.report.write_text("\n".join(written), encoding="utf-8")


def parse_arguments() -> argparse.Namespace:
    on_gpu = torch.cuda.device_count() > 0  # asks without starting CUDA
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--steps", type=int)
    length.add_argument("--minutes", type=float, default=5.0 if on_gpu else 60.0)
    parser.add_argument("--batch-tokens", type=int, default=32768 if on_gpu else 4096)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=414)
    parser.add_argument("--device", default="cuda" if on_gpu else "cpu")
    parser.add_argument("--threads", type=int, default=2, help="of the CPU's arithmetic")
    parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 1) if on_gpu else 0)
    parser.add_argument("--evaluate", choices=evaluate.SETS, nargs="*", default=[], help="when trained")
    parser.add_argument("--report", type=Path, help="where to write what the evaluation says")
    return parser.parse_args()


def prepare(arguments: argparse.Namespace) -> torch.device:
    torch.set_num_threads(arguments.threads)
    device = torch.device(arguments.device)
    if device.type == "cpu":
        torch.use_deterministic_algorithms(True)
        torch.utils.deterministic.fill_uninitialized_memory = (
            False  # costs a seventh of the time, decides nothing
        )
    else:
        torch.set_float32_matmul_precision("high")
    return device


class Clock:
    """How far the training is, from 0 to 1, by steps or by time, which runs from the first step."""

    def __init__(self, steps: int | None, minutes: float) -> None:
        self.steps_made = 0
        self._steps = steps
        self._seconds = minutes * 60
        self._started: float | None = None

    def seconds(self) -> float:
        if self._started is None:
            self._started = time.perf_counter()
        return time.perf_counter() - self._started

    def progress(self) -> float:
        if self._started is None:
            return 0.0
        return min(1.0, self.steps_made / self._steps if self._steps else self.seconds() / self._seconds)


def train(network: Glm4ForCausalLM, feed: Feed, clock: Clock, rate: float, keep: Callable[[], None]) -> None:
    device = network.device
    matrices = [values for values in network.parameters() if values.dim() > 1]
    others = [values for values in network.parameters() if values.dim() <= 1]
    groups = [{"params": matrices, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=device.type == "cuda")
    network.train()
    batches = feed.batches()
    first = next(batches)
    spoken = saved = clock.seconds()
    since, tokens, batch = 0, 0, first
    own_sum = torch.zeros((), device=device)
    while clock.progress() < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate * rate_at(clock.steps_made, clock.progress())
        loss, own = losses(network, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        own_sum += own
        clock.steps_made += 1
        since, tokens = since + 1, tokens + batch.tokens.size
        batch = next(batches)
        now = clock.seconds()
        if now - spoken > SECONDS_BETWEEN_LINES or clock.progress() >= 1:
            mean = own_sum.item() / since
            speed = f"{since / (now - spoken):.1f} steps/s, {tokens / (now - spoken) / 1000:.0f}k tokens/s"
            print(f"{clock.steps_made:6d} {now:5.0f} s  own tokens {mean:.4f}  {speed}", flush=True)
            spoken, since, tokens = now, 0, 0
            own_sum.zero_()
        if now - saved > SECONDS_BETWEEN_SAVES:
            keep()
            saved = now


def rate_at(step: int, progress: float) -> float:
    """Warm up, then half a cosine down to a hundredth."""
    return min((step + 1) / WARM_UP_STEPS, max(0.01, 0.5 * (1 + math.cos(math.pi * progress))))


def losses(network: Glm4ForCausalLM, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """What is minimised, and the mean loss of the model's own tokens. Only what is learnt goes through the last layer."""
    device = network.device
    tokens, places, targets, weights, own = (torch.from_numpy(each).to(device) for each in batch)
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        hidden = network.model(input_ids=tokens, use_cache=False).last_hidden_state
        predicted = network.lm_head(hidden.flatten(0, 1).index_select(0, places))
    wrong = torch.nn.functional.cross_entropy(predicted.float(), targets, reduction="none")
    told = wrong.detach() * own
    return (wrong * weights).sum() / weights.sum(), told.sum() / own.sum()


def save(
    network: Glm4ForCausalLM, tokenizer: PreTrainedTokenizerFast, stops: list[int], output: Path
) -> None:
    kept = copy.deepcopy(network).eval().to("cpu", torch.bfloat16)
    kept.generation_config.update(eos_token_id=stops, pad_token_id=stops[0], do_sample=False)
    kept.save_pretrained(output)
    tokenizer.save_pretrained(output)
    shutil.copyfile(TEMPLATE, output / "chat_template.jinja")


if __name__ == "__main__":
    main()
