"""The tokenizer: a common word is one token, any other is spelt out, so that a name nobody met before can be copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from speech import common_han
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

SPECIAL = ("<|endoftext|>", "[gMASK]", "<sop>", "<|system|>", "<|user|>", "<|assistant|>", "<|observation|>")
END, USER, ASSISTANT, OBSERVATION = "<|endoftext|>", "<|user|>", "<|assistant|>", "<|observation|>"

# JSON's joints and a line's indentation are one piece each, which halves a list of tools. All else is cut into words,
# single digits, blanks, single signs and single characters of other scripts, so that "Paris" has the same pieces in a
# question, in JSON and at the end of a sentence. A line's end written as an escape sticks to no word.
PIECES = r"""\n *|\\n|": "|": \[|": \{|": |":"|":|\{"|"\}|","|", "|",|[A-Za-z]+|[0-9]| +|[\x21-\x7e]|[^\x00-\x7f]"""


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


def make_tokenizer(texts: Iterable[str], size: int, template: str) -> PreTrainedTokenizerFast:
    """A tokenizer of `size` tokens, the special ones first, with the chat template in it.

    A piece that is common in `texts` is a token. Other words are spelt letter by letter, and other Chinese characters
    are two tokens, the first two bytes and the third: each letter and each half is copied so often in training that
    no word is new.
    """
    split = pre_tokenizers.Split(Regex(PIECES), "isolated")
    to_bytes = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    cut = pre_tokenizers.Sequence([split, to_bytes])
    halves = han_halves(to_bytes)
    tokens = [*SPECIAL, *sorted(pre_tokenizers.ByteLevel.alphabet()), *("".join(half) for half in halves)]
    counts = Counter(
        piece
        for text in texts
        for piece, _ in cut.pre_tokenize_str(without_whole_tokens(text))
        if len(piece) > 1
    )
    room = size - len(tokens) - len(TEMPLATE_LINES)
    common = sorted(counts, key=lambda piece: (-counts[piece], piece))
    tokens += [piece for piece in common if piece not in tokens][:room]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=halves, ignore_merges=True))
    tokenizer.pre_tokenizer = cut
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(list(SPECIAL))
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


def han_halves(to_bytes: pre_tokenizers.ByteLevel) -> list[tuple[str, str]]:
    """The first two bytes of each common Chinese character, as the tokenizer writes bytes."""
    written = (to_bytes.pre_tokenize_str(character)[0][0] for character in common_han())
    return sorted({(letters[0], letters[1]) for letters in written})


def without_whole_tokens(text: str) -> str:
    for token in (*SPECIAL, *TEMPLATE_LINES):
        text = text.replace(token, "\n")
    return text


def whole_words(tokenizer: PreTrainedTokenizerFast) -> tuple[list[str], list[str]]:
    """The tokens that are words, and those that are one Chinese character: each of them has to be copied in training."""
    texts = sorted(tokenizer.decode([number]) for number in range(len(SPECIAL), len(tokenizer)))
    letters = [text for text in texts if len(text) > 1 and text.isascii() and text.isalpha()]
    return letters, [text for text in texts if len(text) == 1 and "\u4e00" <= text <= "\u9fff"]
