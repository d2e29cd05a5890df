"""The network: a Glm4ForCausalLM small enough to be trained on two cores, begun so that copying is learnt early."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from transformers import Glm4Config, Glm4ForCausalLM

HEAD_SIZE = 32
ROTARY = HEAD_SIZE // 2  # partial_rotary_factor 0.5, as in GLM-4


@dataclass(frozen=True)
class Shape:
    hidden: int = 128
    layers: int = 6
    heads: int = 4
    key_heads: int = 2
    inner: int = 160
    theta: float = 100.0


def new_network(shape: Shape, vocabulary: int, end: int, stops: list[int], seed: int) -> Glm4ForCausalLM:
    config = Glm4Config(
        vocab_size=vocabulary,
        hidden_size=shape.hidden,
        intermediate_size=shape.inner,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.key_heads,
        head_dim=HEAD_SIZE,
        max_position_embeddings=8192,
        eos_token_id=stops,
        pad_token_id=end,
        bos_token_id=None,
        attention_bias=True,
        tie_word_embeddings=False,
        rms_norm_eps=1e-5,
        rope_parameters={"rope_type": "default", "rope_theta": shape.theta, "partial_rotary_factor": 0.5},
    )
    torch.manual_seed(seed)
    network = Glm4ForCausalLM(config).float()
    with torch.no_grad():
        scale(network)
        look_back(network, shape.theta)
    return network


def scale(network: Glm4ForCausalLM) -> None:
    """Large embeddings, small contributions of the blocks.

    GLM-4 normalises what each block adds. With the usual small embeddings a token would drown in that sum, and copying
    would be learnt many times slower.
    """
    for name, values in network.named_parameters():
        if "embed_tokens" in name:
            values.normal_(0, 1.0)
        elif "lm_head" in name:
            values.normal_(0, 0.02)
        elif values.dim() == 2:
            values.normal_(0, values.shape[1] ** -0.5)
        elif "post_self_attn" in name or "post_mlp" in name:
            values.fill_(0.3)


def look_back(network: Glm4ForCausalLM, theta: float) -> None:
    """Heads 0 and 1 of the first layer begin by looking one and two tokens back.

    Copying asks "what followed these tokens the last time?", which needs them; by itself training finds them late.
    Their queries and keys are almost constant, so that rotation alone, hence distance alone, decides.
    """
    attention = network.model.layers[0].self_attn
    frequencies = theta ** (-torch.arange(0, ROTARY, 2).float() / ROTARY)
    strength = torch.tensor([3.2, 3.0, 2.2, 1.8, 1.5, 1.3, 1.2, 1.2]) * 1.9
    attention.k_proj.weight[:HEAD_SIZE] *= 0.1
    attention.q_proj.weight[: 2 * HEAD_SIZE] *= 0.1
    attention.k_proj.bias[0:ROTARY:2] = strength
    for head, distance in ((0, 1.0), (1, 2.0)):
        start = head * HEAD_SIZE
        attention.q_proj.bias[start : start + ROTARY : 2] = strength * torch.cos(frequencies * distance)
        attention.q_proj.bias[start + 1 : start + ROTARY + 1 : 2] = -strength * torch.sin(
            frequencies * distance
        )
