"""The files of a mixed plan and of its draw: JSON of one form only, so that every byte counts.

Keys are sorted, nothing is spaced, text is UTF-8, one line feed ends the file. Weights are
written as text, since many programs cannot hold 64 bits in a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ponleu.engines.errors import EngineError, Refusal
from ponleu.engines.planning.unannounced.drawing import (
    LENGTH,
    Revealed,
    commitment,
    drawn_number,
    drawn_place,
    is_kept,
    mix_digest,
)
from ponleu.engines.planning.unannounced.types import WHOLE

MIX, COMMITMENT, SECRET, DRAW = (
    "ponleu-mix-1",
    "ponleu-draw-commitment-1",
    "ponleu-draw-secret-1",
    "ponleu-draw-1",
)
_HEX = re.compile(rf"[0-9a-f]{{{2 * LENGTH}}}")
_WHOLE_NUMBER = re.compile(r"[1-9][0-9]{0,19}")


class NotReadable(Exception):
    """A file that is not what it should be; says why and what to do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Mix:
    """What a draw needs of a mixed plan's file."""

    digest: bytes
    weights: tuple[int, ...]
    columns: tuple[Mapping[str, object], ...]


def written(document: Mapping[str, object]) -> bytes:
    """A document in its one form."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def read_mix(content: bytes) -> Mix:
    """The weights and plans of a mixed plan.

    Raises:
        NotReadable: it is no mixed plan of this form.
    """
    document = _document(content, MIX)
    drawn = document.get("drawn")
    columns = drawn.get("columns") if isinstance(drawn, dict) else None
    if not isinstance(columns, list) or not all(isinstance(one, dict) for one in columns):
        raise _refused("it holds no plans to draw from", MIX)
    weights = [one.get("weight") for one in columns]
    if not all(isinstance(one, str) and _WHOLE_NUMBER.fullmatch(one) for one in weights):
        raise _refused("a weight is not a whole number above 0, as text", MIX)
    whole = tuple(int(str(one)) for one in weights)
    if sum(whole) != WHOLE:
        raise _refused("the weights do not add up to 2 to the 64th", MIX)
    return Mix(mix_digest(content), whole, tuple(columns))


def commitment_file(mix: Mix, seed: bytes) -> bytes:
    """What a party gives out before the draw."""
    return _commitment_file(mix.digest, commitment(mix.digest, seed))


def secret_file(mix: Mix, seed: bytes) -> bytes:
    """What a party keeps until it reveals."""
    return written({"format": SECRET, "mix_sha256": mix.digest.hex(), "seed": seed.hex()})


def read_commitment(content: bytes) -> bytes:
    """The commitment that a party gave out.

    Raises:
        NotReadable: it is no commitment of this form.
    """
    document = _document(content, COMMITMENT, {"mix_sha256", "commitment"})
    return _bytes(document, "commitment", COMMITMENT)


def read_secret(content: bytes) -> bytes:
    """The seed that a party kept.

    Raises:
        NotReadable: it is no secret of this form.
    """
    return _bytes(_document(content, SECRET, {"mix_sha256", "seed"}), "seed", SECRET)


def draw_file(mix: Mix, seeds: Sequence[bytes]) -> bytes:
    """The record of a draw: the seeds, the number, and the plan that it falls on.

    Raises:
        EngineError: there is no seed, or one stands twice.
    """
    parts = [Revealed(commitment(mix.digest, seed), seed) for seed in seeds]
    parts.sort(key=lambda part: part.commitment)
    number = drawn_number(mix.digest, parts)
    place = drawn_place(mix.weights, number)
    return written(
        {
            "format": DRAW,
            "mix_sha256": mix.digest.hex(),
            "parts": [
                {"commitment": part.commitment.hex(), "seed": part.seed.hex()} for part in parts
            ],
            "number": str(number),
            "place": place,
            "plan": mix.columns[place],
        }
    )


def differences(content: bytes, drawn: bytes, commitments: Sequence[bytes]) -> tuple[str, ...]:
    """What of a draw is not as it was committed to; empty if all is.

    Args:
        content: the file of the mixed plan.
        drawn: the record of the draw.
        commitments: the files that were given out before the draw, as their keepers have them.

    Raises:
        NotReadable: a file is not of its form, or there is no commitment.
    """
    if not commitments:
        raise _refused("there is no commitment to hold the draw against", COMMITMENT)
    mix = read_mix(content)
    record = _document(drawn, DRAW)
    parts = record.get("parts")
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts):
        raise _refused("it holds no parts", DRAW)
    revealed = [
        Revealed(_bytes(one, "commitment", DRAW), _bytes(one, "seed", DRAW)) for one in parts
    ]
    return tuple(_differences(mix, drawn, record, revealed, commitments))


def _differences(
    mix: Mix,
    drawn: bytes,
    record: Mapping[str, object],
    revealed: Sequence[Revealed],
    commitments: Sequence[bytes],
) -> list[str]:
    found = []
    kept = sorted(read_commitment(one) for one in commitments)
    expected = sorted(_commitment_file(mix.digest, one) for one in kept)
    if record.get("mix_sha256") != mix.digest.hex() or expected != sorted(commitments):
        found.append("mix: the plans drawn from are not those that were committed to")
    if kept != sorted(part.commitment for part in revealed):
        found.append("commitments: the record does not hold those that were given out")
    if not all(is_kept(mix.digest, part) for part in revealed):
        found.append("seeds: one is not the one that was committed to")
    if found:
        return found
    try:
        again = draw_file(mix, [part.seed for part in revealed])
    except EngineError:
        return ["commitments: one stands twice"]
    if drawn != again:
        right = _document(again, DRAW)
        wrong = [key for key in ("number", "place", "plan") if record.get(key) != right[key]]
        found += [f"{key}: the seeds give another" for key in wrong]
        found += [] if wrong else ["form: the record is not written as a draw writes it"]
    return found


def _commitment_file(digest: bytes, made: bytes) -> bytes:
    document = {"commitment": made.hex(), "format": COMMITMENT, "mix_sha256": digest.hex()}
    return written(document)


def _document(content: bytes, form: str, keys: set[str] | None = None) -> dict[str, object]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise _refused("it is not JSON", form) from None
    if not isinstance(document, dict) or document.get("format") != form:
        raise _refused("its format is another", form)
    if keys is not None and set(document) != {"format", *keys}:
        raise _refused("it holds other things than it should", form)
    return document


def _bytes(document: Mapping[str, object], key: str, form: str) -> bytes:
    text = document.get(key)
    if not isinstance(text, str) or not _HEX.fullmatch(text):
        raise _refused(f"{key} is not {2 * LENGTH} hexadecimal digits, small letters", form)
    return bytes.fromhex(text)


def _refused(problem: str, form: str) -> NotReadable:
    return NotReadable(Refusal(problem, f"format {form}", "give the file as it was written"))
