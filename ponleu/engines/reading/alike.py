"""Whether two texts are the same text: syndicated, lightly edited, cut short, or another.

Source: A. Broder, "On the resemblance and containment of documents" (Compression and
Complexity of Sequences, 1997): resemblance r(A, B) = |S(A) & S(B)| / |S(A) | S(B)| and
containment c(A, B) = |S(A) & S(B)| / |S(A)| of sets of shingles, both estimated from the
smallest values of one permutation, MIN_s (section 4). Departures: the permutation is a 64-bit
hash; containment is estimated among the values that both samples cover, instead of from a
second sample modulo m. Bands for look-up come from one permutation cut into bins (P. Li,
A. Owen, C.-H. Zhang, "One permutation hashing", 2012), an empty bin borrowing from the next
(A. Shrivastava, P. Li, "Densifying one permutation hashing", 2014), so that a text is hashed
once instead of 64 times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from itertools import islice
from struct import pack, unpack

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.alike_details import details
from ponleu.engines.reading.alike_shingles import pieces, stretches
from ponleu.engines.reading.types import Zone

METHOD = 1
"""Raised whenever fingerprints of a new version cannot be compared with earlier ones."""
SAMPLE = 256
"""Hashes kept of a text: exact up to 258 words; beyond, a standard error of at most .031."""
DETAILS = 64
"""Numbers and names kept of a text, each with the words before it."""
BINS = 64
ROWS = 2
"""Bins of a band: 32 bands of 2 find a pair of likeness r with chance 1 - (1 - r**2)**32."""

LEAST = 10
"""Shingles below which a text is too short to tell a copy from a coincidence."""
COPIED = 0.8
"""Share of the shorter text that stands in the longer one if it is a copy."""
COPIED_WITHOUT_DETAILS = 0.93
"""The same if too few details can be compared."""
LEAST_DETAILS = 4
MOST_CHANGED = 0.1
"""Share of compared details that a copy may change; a form filled in anew changes most."""
NEAR = 0.5
"""Likeness from which a copy counts as the same text; below, one is a part of the other."""
# COPIED to MOST_CHANGED were set on pairs made of one half of the demonstration's texts and
# measured on the other: tests/engines/reading/test_alike_pairs.py states both kinds of error.

_AT_ONCE = 100_000
"""Shingles held in memory."""
_AMBIGUOUS = 0
"""Stands for the details of words that come before more than one."""


class Kind(StrEnum):
    """How one text stands to another."""

    SAME_WORDS = "same_words"
    NEAR = "near"
    LONGER = "longer"
    SHORTER = "shorter"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text to compare it with others.

    Attributes:
        words: digest of all its words in order, folded; equal if and only if these are.
        sample: the 256 smallest hashes of its shingles, ascending; all if it has fewer.
        details: (hash of the words before, hash of the detail), ascending, the 64 smallest.
        minima: the smallest hash of each bin, for ``bands``; empty if only compared.
    """

    words: str
    sample: tuple[int, ...]
    details: tuple[tuple[int, int], ...] = ()
    minima: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the sample holds every shingle."""
        return len(self.sample) < SAMPLE

    def to_bytes(self) -> bytes:
        """Sample and details for keeping, eight bytes a hash."""
        values = [
            len(self.sample),
            *self.sample,
            *(value for pair in self.details for value in pair),
        ]
        return pack(f">{len(values)}Q", *values)


@dataclass(frozen=True, slots=True)
class Relation:
    """How the first of two texts stands to the second, and the figures that say so.

    Attributes:
        likeness: estimated share of shingles that both have, of those that either has.
        inside: estimated share of the shorter text's shingles that the longer has.
        compared: numbers and names that stand after the same words in both.
        changed: how many of these differ.
    """

    kind: Kind
    likeness: float
    inside: float
    compared: int
    changed: int


def fingerprint(text: str, zones: Sequence[Zone] = ()) -> Fingerprint:
    """The fingerprint of a text without its boilerplate. The same on every machine."""
    digest = blake2b(digest_size=16)
    kept: dict[int, int] = {}
    sample: list[int] = []
    minima: dict[int, int] = {}
    for hashes in _hashes(_shingles(text, zones, digest, kept)):
        sample = sorted({*sample, *hashes[:SAMPLE]})[:SAMPLE]
        least = {value % BINS: value for value in reversed(hashes)}
        for at, value in least.items():
            minima[at] = min(minima.get(at, value), value)
    return Fingerprint(
        digest.hexdigest(), tuple(sample), tuple(sorted(kept.items())[:DETAILS]), _filled(minima)
    )


def from_bytes(words: str, kept: bytes) -> Fingerprint:
    """A kept fingerprint, fit for comparing.

    Raises:
        EngineError: the bytes are no fingerprint.
    """
    if not kept or len(kept) % 8:
        raise EngineError(f"a fingerprint is kept in hashes of 8 bytes, not {len(kept)} bytes")
    size, *values = unpack(f">{len(kept) // 8}Q", kept)
    sample, details = values[:size], values[size:]
    if len(sample) != size or size > SAMPLE or len(details) % 2 or len(details) > 2 * DETAILS:
        raise EngineError("these bytes are not a fingerprint")
    return Fingerprint(words, tuple(sample), tuple(zip(details[::2], details[1::2], strict=True)))


def bands(fingerprint: Fingerprint) -> tuple[int, ...]:
    """Keys, signed 64-bit, of which texts that are alike share at least one; look them up.

    Two texts share a band with chance r**2 for likeness r, and one of 32 with
    1 - (1 - r**2)**32: .73 for r = .2, .95 for .3, .996 for .4, .9999 for .5. None at all for
    a text too short to tell.
    """
    if len(fingerprint.sample) < LEAST:
        return ()
    rows = [fingerprint.minima[at : at + ROWS] for at in range(0, BINS, ROWS)]
    return tuple(
        unpack(">q", _digest(pack(">BBQQ", METHOD, number, *row)))[0]
        for number, row in enumerate(rows)
    )


def likeness(a: Fingerprint, b: Fingerprint) -> float:
    """Estimated resemblance, 0..1; exact if the two texts together have at most 256 shingles."""
    both = set(a.sample) & set(b.sample)
    smallest = sorted({*a.sample, *b.sample})[:SAMPLE]
    return sum(value in both for value in smallest) / len(smallest) if smallest else 0.0


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """Estimated share of ``a`` that stands in ``b`` too, 0..1; 0 if too little can be compared."""
    covered = {value for value in a.sample if b.is_whole or value <= b.sample[-1]}
    if len(covered) < LEAST:
        return 0.0
    return len(covered.intersection(b.sample)) / len(covered)


def relation(a: Fingerprint, b: Fingerprint) -> Relation:
    """How ``a`` stands to ``b``. The kind is NONE for texts too short to tell."""
    like, a_in_b, b_in_a = likeness(a, b), containment(a, b), containment(b, a)
    compared, changed = _details(a, b)
    inside = max(a_in_b, b_in_a)
    if min(len(a.sample), len(b.sample)) < LEAST:
        kind = Kind.NONE
    elif a.words == b.words:
        kind = Kind.SAME_WORDS
    elif not _is_copy(inside, compared, changed):
        kind = Kind.NONE
    elif like >= NEAR:
        kind = Kind.NEAR
    else:
        kind = Kind.LONGER if b_in_a > a_in_b else Kind.SHORTER
    return Relation(kind, like, inside, compared, changed)


def _is_copy(inside: float, compared: int, changed: int) -> bool:
    if compared < LEAST_DETAILS:
        return inside >= COPIED_WITHOUT_DETAILS
    return inside >= COPIED and changed <= MOST_CHANGED * compared


def _details(a: Fingerprint, b: Fingerprint) -> tuple[int, int]:
    """How many details follow the same words in both texts, and how many of these differ."""
    in_b = dict(b.details)
    pairs = [(value, in_b[context]) for context, value in a.details if context in in_b]
    told = [pair for pair in pairs if _AMBIGUOUS not in pair]
    return len(told), sum(one != other for one, other in told)


def _shingles(
    text: str, zones: Sequence[Zone], digest: blake2b, kept: dict[int, int]
) -> Iterator[str]:
    """Shingles as they come; words go into the digest and details are kept in passing."""
    for piece in pieces(text, zones):
        for context, detail in details(piece):
            key, value = _hash(context), _hash(detail)
            kept[key] = value if kept.get(key, value) == value else _AMBIGUOUS
        for key in sorted(kept)[DETAILS:]:  # never again among the smallest
            del kept[key]
        for stretch in stretches(piece):
            digest.update(" ".join([*stretch.tokens, ""]).encode())
            yield from stretch.shingles()


def _hashes(runs: Iterator[str]) -> Iterator[list[int]]:
    """Hashes of distinct shingles, ascending, so many at once that memory stays small."""
    while held := set(islice(runs, _AT_ONCE)):
        digests = [_digest(run.encode()) for run in held]
        yield sorted(unpack(f">{len(digests)}Q", b"".join(digests)))


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).digest()


def _hash(text: str) -> int:
    return int.from_bytes(_digest(text.encode()), "big")


def _filled(minima: dict[int, int]) -> tuple[int, ...]:
    """The bins in order, an empty one holding what the next full one holds, and how far it is."""
    if not minima:
        return ()
    filled: list[int] = []
    full = min(minima)
    distance, value = full + 1, minima[full]
    for at in reversed(range(BINS)):
        distance, value = (0, minima[at]) if at in minima else (distance, value)
        filled.append(value ^ distance)
        distance += 1
    return tuple(reversed(filled))
