"""Trains the self-test model: a tiny GLM-4 that greets, copies and calls tools in the format of GLM-4-0414.

    nice python train.py OUTPUT [--steps N] [--seed N] [--threads N]

From nothing but the text of this folder, on the CPU. The same seed, thread count and packages give the same bits.
"""

from __future__ import annotations

import argparse
import math
import shutil
import time
from pathlib import Path

import torch
from conversations import Conversations
from lessons import Batch, Lessons, render
from network import Shape, new_network
from speech import Speech
from tokenizer import END, OBSERVATION, USER, letter_pieces, train_tokenizer
from transformers import Glm4ForCausalLM, PreTrainedTokenizerFast

TEMPLATE = Path(__file__).resolve().parents[1] / "glm4_0414_chat_template.jinja"
VOCABULARY = 512
TOKENIZER_TEXTS = 2000
BATCH_TOKENS = 2500
WARM_UP_STEPS = 60


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = (
        False  # costs a seventh of the time, decides nothing
    )
    template = TEMPLATE.read_text(encoding="utf-8")
    conversations = Conversations(Speech(arguments.seed))
    texts = [render(conversations.next(), template) for _ in range(TOKENIZER_TEXTS)]
    tokenizer = train_tokenizer(texts, VOCABULARY, template)
    conversations.speech.pieces, conversations.speech.han_pieces = letter_pieces(tokenizer)
    stops = [tokenizer.convert_tokens_to_ids(token) for token in (END, USER, OBSERVATION)]
    network = new_network(Shape(), len(tokenizer), stops[0], stops, arguments.seed)
    print(
        f"{sum(values.numel() for values in network.parameters())} parameters, {len(tokenizer)} tokens",
        flush=True,
    )
    train(network, Lessons(conversations, tokenizer, template), arguments)
    save(network, tokenizer, stops, arguments.output)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--steps", type=int, default=4500)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=414)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def train(network: Glm4ForCausalLM, lessons: Lessons, arguments: argparse.Namespace) -> None:
    matrices = [values for values in network.parameters() if values.dim() > 1]
    others = [values for values in network.parameters() if values.dim() <= 1]
    groups = [{"params": matrices, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=arguments.rate, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_at(step, arguments.steps))
    generator = torch.Generator().manual_seed(arguments.seed)
    network.train()
    started, mean = time.perf_counter(), None
    for step, batch in enumerate(lessons.batches(arguments.steps, BATCH_TOKENS, generator)):
        loss, own = losses(network, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = own if mean is None else 0.97 * mean + 0.03 * own
        if step % 50 == 0 or step == arguments.steps - 1:
            print(f"{step:5d} {time.perf_counter() - started:6.0f} s  own tokens {mean:.4f}", flush=True)


def rate_at(step: int, steps: int) -> float:
    """Warm up, then half a cosine down to a fiftieth."""
    return min((step + 1) / WARM_UP_STEPS, max(0.02, 0.5 * (1 + math.cos(math.pi * step / steps))))


def losses(network: Glm4ForCausalLM, batch: Batch) -> tuple[torch.Tensor, float]:
    """What is minimised, and the mean loss of the model's own tokens. Only weighted places go through the last layer."""
    hidden = network.model(input_ids=batch.tokens, use_cache=False).last_hidden_state[:, :-1]
    weights = batch.weights[:, 1:]
    places = weights > 0
    predicted = network.lm_head(hidden[places]).float()
    wrong = torch.nn.functional.cross_entropy(predicted, batch.tokens[:, 1:][places], reduction="none")
    chosen = weights[places]
    own = wrong.detach()[chosen == 1.0]
    return (wrong * chosen).sum() / chosen.sum(), own.mean().item()


def save(
    network: Glm4ForCausalLM, tokenizer: PreTrainedTokenizerFast, stops: list[int], output: Path
) -> None:
    network = network.eval().to(torch.bfloat16)
    network.generation_config.update(eos_token_id=stops, pad_token_id=stops[0], do_sample=False)
    network.save_pretrained(output)
    tokenizer.save_pretrained(output)
    shutil.copyfile(TEMPLATE, output / "chat_template.jinja")


if __name__ == "__main__":
    main()
