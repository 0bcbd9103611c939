"""Which word of a recovery sheet is wrong, from its checksum alone.

The checksum of SLIP-0039 is a Reed-Solomon code over 1,024 words with three check words, so a
single wrong word leaves a trace that no other place can leave. What the word should be is
not worked out: the standard asks not to correct for the user.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shamir_mnemonic.constants import CUSTOMIZATION_STRING_EXTENDABLE
from shamir_mnemonic.rs1024 import create_checksum

_CHECK_WORDS, _WORD_BITS = 3, 10


def mistyped_word(indices: Sequence[int]) -> int | None:
    """The place, from 1, of the only wrong word; None if more than one is wrong.

    Three or more wrong words may look like one wrong word elsewhere.

    Args:
        indices: numbers of the words in the list of words, 0 to 1,023, check words last.
    """
    data, check = list(indices[:-_CHECK_WORDS]), indices[-_CHECK_WORDS:]
    right = _checksum(data)
    trace = right ^ _joined(check)
    changed = [place for place, shift in enumerate((20, 10, 0)) if trace >> shift & 1023]
    if len(changed) == 1:
        return len(data) + changed[0] + 1
    for place in range(len(data)):
        if _is_sum_of(trace, _traces(data, place, right)):
            return place + 1
    return None


def _traces(data: list[int], place: int, right: int) -> Iterator[int]:
    """What each bit of the word at a place changes in the checksum."""
    for bit in range(_WORD_BITS):
        other = [*data[:place], data[place] ^ (1 << bit), *data[place + 1 :]]
        yield _checksum(other) ^ right


def _is_sum_of(trace: int, traces: Iterator[int]) -> bool:
    """Whether the trace is an exclusive or of some of these: elimination over single bits.

    None of them is a sum of the others: each value of a word has a checksum of its own.
    """
    by_top_bit: dict[int, int] = {}
    for row in traces:
        rest = _reduced(row, by_top_bit)
        by_top_bit[rest.bit_length()] = rest
    return _reduced(trace, by_top_bit) == 0


def _reduced(row: int, by_top_bit: dict[int, int]) -> int:
    for top in sorted(by_top_bit, reverse=True):
        if row.bit_length() == top:
            row ^= by_top_bit[top]
    return row


def _checksum(data: Sequence[int]) -> int:
    return _joined(create_checksum(data, CUSTOMIZATION_STRING_EXTENDABLE))


def _joined(check: Sequence[int]) -> int:
    return check[0] << 20 | check[1] << 10 | check[2]
