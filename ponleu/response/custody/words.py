"""Codes of custody as words, sizes and clocks as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponleu.response.custody.rules.kinds import Answer, FileState, Kind, LinkKind

KINDS: Mapping[Kind, Promise] = MappingProxyType(
    {
        Kind.RECORDER: gettext_lazy("Camera recorder"),
        Kind.CAMERA: gettext_lazy("Camera"),
        Kind.COMPUTER: gettext_lazy("Computer"),
        Kind.PHONE: gettext_lazy("Telephone"),
        Kind.STORAGE: gettext_lazy("Disk or memory card"),
        Kind.DOCUMENT: gettext_lazy("Papers"),
        Kind.OTHER: gettext_lazy("Other thing"),
    }
)
LINKS: Mapping[LinkKind, Promise] = MappingProxyType(
    {
        LinkKind.TAKEN: gettext_lazy("Taken at the place"),
        LinkKind.HANDED_OVER: gettext_lazy("Handed over"),
        LinkKind.RESEALED: gettext_lazy("Opened and sealed again"),
        LinkKind.FILE: gettext_lazy("File copied from it"),
        LinkKind.NOTED: gettext_lazy("Remark"),
        LinkKind.WITHDRAWN: gettext_lazy("Taken back: entered by mistake"),
    }
)
FILE_STATES: Mapping[FileState, Promise] = MappingProxyType(
    {
        FileState.COMING: gettext_lazy("On its way"),
        FileState.ORIGINAL: gettext_lazy("Original, sealed"),
        FileState.NOT_MATCHING: gettext_lazy("Does not match: kept aside"),
    }
)
ANSWERS: Mapping[Answer, Promise] = MappingProxyType(
    {
        Answer.OFFERED: gettext_lazy("Offered"),
        Answer.ACCEPTED: gettext_lazy("Accepted"),
        Answer.REFUSED: gettext_lazy("Refused"),
        Answer.TAKEN_BACK: gettext_lazy("Offer taken back"),
    }
)


def size_words(size: int) -> str:
    """Bytes in the unit that people read, with one decimal: "1.5 GB"."""
    for unit, word in ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB")):
        if size >= unit:
            return f"{size / unit:.1f} {word}"
    return _("%(number)d bytes") % {"number": size}


def offset_words(seconds: int) -> str:
    """How far a clock was off, in days, hours, minutes and seconds, fast or slow."""
    if seconds == 0:
        return _("right to the second")
    days, rest = divmod(abs(seconds), 24 * 3600)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    span = f"{hours}:{minutes:02d}:{rest:02d}"
    if days:
        span = _("%(days)d d %(span)s") % {"days": days, "span": span}
    said = _("%(span)s fast") if seconds > 0 else _("%(span)s slow")
    return said % {"span": span}
