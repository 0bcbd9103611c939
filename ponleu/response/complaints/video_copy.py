"""Videos without what a telephone noted in them: where, when and by whom they were filmed.

Read as ISO base media files (MP4, MOV, 3GP; ISO/IEC 14496-12): boxes, each with its length and
its name. What is taken out is blanked where it stands, so that nothing else moves.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

MOST_MOVIE_BYTES = 32 * 1024 * 1024
"""The box "moov" is read into memory; of an hour of film it is some megabytes."""

HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
NOTES = frozenset({b"udta", b"meta", b"uuid"})
TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
SHOWN = frozenset({b"vide", b"soun"})
"""Of tracks of other handlers (places and movements, second by second) all samples are blanked."""

FREE = b"free"
"""The name of a box that nobody reads."""

MOST_DEPTH, MOST_ROWS, MOST_BOXES = 8, 1_000_000, 1_000

Range = tuple[int, int]


class NotAVideo(ValueError):
    """It is none of these formats, or it is not whole."""


class Box(NamedTuple):
    """A box: its name, where it begins, where its body begins, where the next begins."""

    name: bytes
    start: int
    body: int
    after: int


def is_video(head: bytes) -> bool:
    """Whether a file that begins so is one of these formats."""
    return len(head) >= 8 and head[4:8] in (b"ftyp", b"moov", b"wide")


class Notes(NamedTuple):
    """What a telephone noted in a video.

    Attributes:
        ranges: of bytes, half-open, in order, apart from each other.
        boxes: where the names of boxes stand that hold nothing else.
    """

    ranges: tuple[Range, ...]
    boxes: tuple[int, ...]


def notes_of(pieces: Iterable[bytes]) -> Notes:
    """Where the notes of a video stand.

    Raises:
        NotAVideo: its boxes do not fit into each other, end too early, or hide what they hold.
    """
    ranges: list[Range] = []
    boxes: list[int] = []
    for box, body in _outer(pieces):
        held = [box]
        if box.name == b"moov":
            held = [_moved(inner, box.body) for inner in _all_boxes(body, 0, len(body))]
            ranges += _times(body, box.body)
            ranges += _of_hidden_tracks(body)
        noted = [each for each in held if each.name in NOTES]
        ranges += [(each.body, each.after) for each in noted]
        boxes += [each.start + 4 for each in noted]
        if len(boxes) > MOST_BOXES:
            raise NotAVideo
    return Notes(_joined(ranges), tuple(boxes))


def without(notes: Notes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a video with zeros for its notes; every other byte stays where it is."""
    waiting = list(notes.ranges)[::-1]
    start = 0
    for piece in pieces:
        after = start + len(piece)
        changed = bytearray(piece)
        while waiting and waiting[-1][0] < after:
            first, last = max(waiting[-1][0], start), min(waiting[-1][1], after)
            changed[first - start : last - start] = bytes(last - first)
            if waiting[-1][1] > after:
                break
            waiting.pop()
        for place in notes.boxes:
            for at in range(max(place, start), min(place + len(FREE), after)):
                changed[at - start] = FREE[at - place]
        yield bytes(changed)
        start = after


def _outer(pieces: Iterable[bytes]) -> Iterator[tuple[Box, bytes]]:
    """The outermost boxes, with the body of "moov"; those of others pass by unread."""
    stream = _Stream(pieces)
    while head := stream.take(8):
        start = stream.at - len(head)
        size, name = _head(head)
        if size == 1:
            size = _number(">Q", stream.take(8), 0)
        length = size - (stream.at - start) if size else None
        if length is not None and length < 0:
            raise NotAVideo
        is_read = name == b"moov"
        if is_read and (length is None or length > MOST_MOVIE_BYTES):
            raise NotAVideo
        body_at = stream.at
        body = stream.take(length or 0) if is_read else stream.skip(length)
        yield Box(name, start, body_at, stream.at), body


class _Stream:
    """Pieces as one run of bytes, with the place in it."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = b""
        self.at = 0

    def take(self, length: int) -> bytes:
        """The next bytes; nothing at the very end.

        Raises:
            NotAVideo: it ends within them.
        """
        parts = [self._some(length)]
        while (got := sum(map(len, parts))) < length and (part := self._some(length - got)):
            parts.append(part)
        taken = b"".join(parts)
        if taken and len(taken) < length:
            raise NotAVideo
        return taken

    def skip(self, length: int | None) -> bytes:
        """Pass bytes by, all that are left for None; nothing is given."""
        while length is None or length > 0:
            passed = len(self._some(length if length is not None else 1 << 20))
            if not passed:
                if length is not None:
                    raise NotAVideo
                break
            length = None if length is None else length - passed
        return b""

    def _some(self, most: int) -> bytes:
        while most and not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = piece
        some, self._held = self._held[:most], self._held[most:]
        self.at += len(some)
        return some


def _moved(box: Box, by: int) -> Box:
    return Box(box.name, box.start + by, box.body + by, box.after + by)


def _times(movie: bytes, offset: int) -> Iterator[Range]:
    """When it and each of its tracks were made and changed."""
    for box in _all_boxes(movie, 0, len(movie)):
        if box.name in TIMED:
            wide = 16 if _number(">B", movie, box.body) else 8
            if box.body + 4 + wide > box.after:
                raise NotAVideo
            yield offset + box.body + 4, offset + box.body + 4 + wide


def _all_boxes(data: bytes, start: int, after: int, depth: int = 0) -> Iterator[Box]:
    if depth > MOST_DEPTH:
        raise NotAVideo
    for box in _boxes(data, start, after):
        yield box
        if box.name in HOLDERS:
            yield from _all_boxes(data, box.body, box.after, depth + 1)


def _boxes(data: bytes, start: int, after: int) -> Iterator[Box]:
    while after - start >= 8:
        size, name = _head(data[start : start + 8])
        body = start + 8
        if size == 1:
            size, body = _number(">Q", data, body), body + 8
        end = start + size if size else after
        if end < body or end > after:
            raise NotAVideo
        yield Box(name, start, body, end)
        start = end


def _of_hidden_tracks(movie: bytes) -> Iterator[Range]:
    """Samples of tracks that are neither seen nor heard; offsets are of the whole file."""
    outer = list(_boxes(movie, 0, len(movie)))
    hidden = [box for box in outer if box.name == b"trak" and not _is_shown(movie, box)]
    names = {box.name for box in outer}
    if b"cmov" in names or (hidden and b"mvex" in names):  # packed, or in fragments further on
        raise NotAVideo
    for track in hidden:
        inner = {box.name: box for box in _all_boxes(movie, track.body, track.after)}
        yield from _samples(movie, inner)


def _is_shown(movie: bytes, track: Box) -> bool:
    media = (box for box in _boxes(movie, track.body, track.after) if box.name == b"mdia")
    parts = [part for box in media for part in _boxes(movie, box.body, box.after)]
    handlers = [part for part in parts if part.name == b"hdlr"]
    return bool(handlers) and movie[handlers[0].body + 8 : handlers[0].body + 12] in SHOWN


def _samples(movie: bytes, inner: dict[bytes, Box]) -> Iterator[Range]:
    """Where the samples of a track lie: one range a chunk (section 8.7 of the standard)."""
    sizes = _sizes(movie, inner.get(b"stsz"))
    offsets = _offsets(movie, inner)
    if not sizes or not offsets:
        return
    runs = _runs(movie, inner.get(b"stsc"))
    at = 0
    for (first, count), (following, _count) in pairwise([*runs, (len(offsets) + 1, 0)]):
        for chunk in range(first - 1, min(following - 1, len(offsets))):
            held = sum(sizes[at : at + count])
            yield offsets[chunk], offsets[chunk] + held
            at += count


def _sizes(movie: bytes, box: Box | None) -> list[int]:
    if box is None:
        return []
    same, count = _number(">I", movie, box.body + 4), _number(">I", movie, box.body + 8)
    if count > MOST_ROWS:
        raise NotAVideo
    if same:
        return [same] * count
    return _row(">I", movie, box, 12, count)


def _offsets(movie: bytes, inner: dict[bytes, Box]) -> list[int]:
    for name, form in ((b"stco", ">I"), (b"co64", ">Q")):
        if box := inner.get(name):
            return _row(form, movie, box, 8, _number(">I", movie, box.body + 4))
    return []


def _runs(movie: bytes, box: Box | None) -> list[tuple[int, int]]:
    """From which chunk on, counted from 1, so many samples lie in each."""
    if box is None:
        raise NotAVideo
    row = _row(">I", movie, box, 8, 3 * _number(">I", movie, box.body + 4))
    return list(zip(row[::3], row[1::3], strict=True))


def _row(form: str, data: bytes, box: Box, skipped: int, count: int) -> list[int]:
    width = struct.calcsize(form)
    start = box.body + skipped
    if count > 3 * MOST_ROWS or start + count * width > box.after:
        raise NotAVideo
    return [one for (one,) in struct.iter_unpack(form, data[start : start + count * width])]


def _head(head: bytes) -> tuple[int, bytes]:
    return _number(">I", head, 0), head[4:8]


def _number(form: str, data: bytes, at: int) -> int:
    try:
        number: int = struct.unpack_from(form, data, at)[0]
    except struct.error:
        raise NotAVideo from None
    return number


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, those that touch or overlap made one."""
    joined: list[Range] = []
    for start, after in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], after)
        elif after > start:
            joined.append((start, after))
    return tuple(joined)
