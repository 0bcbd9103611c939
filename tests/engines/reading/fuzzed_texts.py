"""Texts that nobody writes, made from a seed: the same seed makes the same text."""

from collections.abc import Callable
from random import Random

SENTENCES = (
    "Governor Sok Dara said on Monday that 12 workers had been held at the Quiet Loom Hotel.",
    "“We will inspect all kilns by 31 May 2021,” the Ministry of Labour told the council.",
    "The Lamp and Ladder Foundation (LLF) denied that nearly 9,000 people paid US$ 1,200 each.",
    "Police raided a compound known as Red Gate in Sangkat Buon and arrested between 3 and 5 men.",
    "The court fined Mr. A. B. Chan of Winter Reed Co., Ltd 800,000 riel under the labour law.",
    "pls help me i want go home boss hold my passport and ask 2500 dollar",
    "លោក សុខ តារា អភិបាលខេត្តព្រះសីហនុ បាននិយាយថា កម្មករ ១២ នាក់ ត្រូវបានជួយសង្គ្រោះ។",
    "NEC asked owners of brick-and-mortar farms to free 19 more Kovids within two weeks.",
)
MARKS = ["\u0301", "\u0323", "\u20dd", "\ufe0f", "\u17d2", "\u17b6", "\u0e31", "\u05bf"]
DIRECTIONS = ["\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c"]
WIDTHLESS = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"]
PICTURES = [
    "👩🏽‍🌾",
    "👨‍👩‍👧‍👦",
    "🇰🇭",
    "❤️",
    "🏴\U000e0067\U000e0062\U000e007f",
    "𝟛",
    "𐎠",
    "🀄",
    "\U0001f9ff",
]
CONTROLS = ["\x01", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1f", "\x7f", "\x85", "\u2028", "\u2029"]
LINE_ENDS = ["\r\n", "\n", "\r", "\r\n\r\n", "\n\n\n", "\n\r"]
OPENINGS = list("“‘«\"'([{„‹（「")
BRACKETS = [*"()[]{}<>", "((", "))"]
SCRIPTS = [
    "نص عربي",
    "文字和",
    "ข้อความ",
    "Việt Nam",
    "Ελλάδα",
    "Приказ",
    "עברית",
    "ខេត្ត",
    "İẞǅﬁ",
    "Ⅻ½²٣",
]
WIDE = range(0x20, 0x2FA20)
SURROGATES = range(0xD800, 0xE000)


def fuzzed_text(seed: int) -> str:
    """A sentence or two, cut, mixed and spoilt in one to three ways."""
    random = Random(seed)
    text = " ".join(random.choices(SENTENCES, k=random.choice((1, 1, 2))))
    for spoil in random.choices(WAYS, k=random.randint(1, 3)):
        text = spoil(random, text)
    return text


def _strewn(*things: str) -> Callable[[Random, str], str]:
    """Puts some of these things anywhere, inside words too."""

    def spoil(random: Random, text: str) -> str:
        letters = list(text)
        for _ in range(random.randint(1, 12)):
            letters.insert(random.randint(0, len(letters)), random.choice(things))
        return "".join(letters)

    return spoil


def _instead_of_blanks(*things: str) -> Callable[[Random, str], str]:
    def spoil(random: Random, text: str) -> str:
        return "".join(
            random.choice(things) if letter == " " and random.random() < 0.4 else letter
            for letter in text
        )

    return spoil


def _cut(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    return text[start : random.randint(start, len(text))]


def _long_word(random: Random, text: str) -> str:
    return (
        text
        + " "
        + random.choice(["a", "Ab", "ក", "e\u0301", "x-", "’s"]) * random.randint(50, 300)
    )


def _digits(random: Random, text: str) -> str:
    return text + random.choice(["1", "12,", "3.", "٣", "១", "1/", "-7"]) * random.randint(20, 150)


def _shuffled(random: Random, text: str) -> str:
    words = text.split(" ")
    random.shuffle(words)
    return " ".join(words)


def _twice(random: Random, text: str) -> str:
    return text + random.choice(["", " ", "\n", " and "]) + text[: random.randint(0, len(text))]


def _anything(random: Random, text: str) -> str:
    codes = [code for code in random.choices(WIDE, k=30) if code not in SURROGATES]
    at = random.randint(0, len(text))
    return text[:at] + "".join(map(chr, codes)) + text[at:]


WAYS = (
    _strewn(*MARKS),
    _strewn(*DIRECTIONS),
    _strewn(*WIDTHLESS),
    _strewn(*PICTURES),
    _strewn(*CONTROLS),
    _strewn(*OPENINGS),
    _strewn(*BRACKETS),
    _strewn(*SCRIPTS),
    _instead_of_blanks(*LINE_ENDS),
    _instead_of_blanks(*WIDTHLESS),
    _instead_of_blanks("\t", "\u00a0", "\u3000", "  ", ""),
    _cut,
    _long_word,
    _digits,
    _shuffled,
    _twice,
    _anything,
    lambda _random, text: text.upper(),
    lambda _random, text: text.swapcase(),
    lambda _random, text: text[::-1],
)
