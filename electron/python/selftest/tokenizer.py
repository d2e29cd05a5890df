"""The tokenizer: byte-level BPE over pieces that are the same wherever a word stands, which makes copying learnable."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

SPECIAL = ("<|endoftext|>", "[gMASK]", "<sop>", "<|system|>", "<|user|>", "<|assistant|>", "<|observation|>")
END, USER, ASSISTANT, OBSERVATION = "<|endoftext|>", "<|user|>", "<|assistant|>", "<|observation|>"

# JSON's joints and a line's indentation are one piece each, which halves a list of tools. All else is cut into words,
# single digits, blanks, single signs and single characters of other scripts, so that "Paris" has the same pieces in a
# question, in JSON and at the end of a sentence.
PIECES = (
    r"""\n *|": "|": \[|": \{|": |":"|":|\{"|"\}|","|", "|",|[A-Za-z]+|[0-9]| +|[\x21-\x7e]|[^\x00-\x7f]"""
)


# The lines of a list of tools that the chat template writes again and again, one token each. A list of four tools
# shrinks from 400 tokens to 150, and with it what the small network has to look through.
TEMPLATE_LINES = (
    "# 可用工具",
    "\n\n## ",
    "\n在调用上述函数时，请使用 Json 格式表示调用的参数。",
    '\n\n{\n    "name": "',
    '",\n    "description": "',
    '",\n    "parameters": {\n        "type": "object",\n        "properties": {',
    '\n        "type": "object"',
    '\n        "properties": {',
    '\n                "type": "string"',
    '\n                "type": "integer"',
    '\n                "description": "',
    '\n                "enum": [',
    '\n        "required": [\n            "',
    '\n        "additionalProperties": false',
    '"\n            }\n        }',
    '"\n        ]',
    "\n    }\n}",
)


def train_tokenizer(texts: Iterable[str], size: int, template: str) -> PreTrainedTokenizerFast:
    """A tokenizer of `size` tokens, the special ones first, with the chat template in it."""
    tokenizer = Tokenizer(models.BPE())
    split = pre_tokenizers.Split(Regex(PIECES), "isolated")
    to_bytes = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, to_bytes])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(TEMPLATE_LINES),
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((without_whole_tokens(text) for text in texts), trainer)
    tokenizer.add_tokens([AddedToken(line, normalized=False) for line in TEMPLATE_LINES])
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token=END,
        pad_token=END,
        extra_special_tokens=list(SPECIAL[1:]),
        model_max_length=8192,
        clean_up_tokenization_spaces=False,
    )
    wrapped.chat_template = template
    return wrapped


def without_whole_tokens(text: str) -> str:
    for token in (*SPECIAL, *TEMPLATE_LINES):
        text = text.replace(token, "\n")
    return text


def letter_pieces(tokenizer: PreTrainedTokenizerFast) -> tuple[list[str], list[str]]:
    """The tokens that are letters, and those that are one Chinese character: each of them has to be copied in training."""
    texts = sorted(tokenizer.decode([number]) for number in range(len(SPECIAL), len(tokenizer)))
    letters = [text for text in texts if text.isascii() and text.isalpha()]
    return letters, [text for text in texts if len(text) == 1 and "\u4e00" <= text <= "\u9fff"]
