"""What a visitor sends from one page of a report, brought into the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ponleu.faces.public import draft as drafts
from ponleu.faces.public import sending
from ponleu.faces.public.answering import TooLong, answered
from ponleu.faces.public.carrying import NotReadable
from ponleu.faces.public.draft import Attached, Draft
from ponleu.faces.public.options import MEGABYTE
from ponleu.faces.public.uploads import SealedUpload
from ponleu.faces.public.web.frame import options
from ponleu.faces.public.web.pages import PAGES
from ponleu.foundation.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came.

    Attributes:
        page: from which page it was sent; "" if that is none of ours.
        is_whole: whether the draft that came along could be read; if not, this one is new.
        notes: what the person should know about files that were not added.
    """

    draft: Draft
    page: str
    is_whole: bool
    faults: tuple[TooLong, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def stays(self) -> bool:
        """Whether the page has to be shown again before the next one."""
        return bool(self.page and (self.faults or self.notes or not self.is_whole))


def arrival(request: HttpRequest, *, at: datetime) -> Arrival:
    """The draft with the answers and files of the page that was sent."""
    sent = request.POST
    draft, is_whole = _draft(sent.get("draft") or "", at=at)
    page = sent.get("from") or ""
    page = page if page in PAGES else ""
    answers, faults = answered(draft.answers, page, sent)
    draft = replace(draft, answers=answers, is_urgent=page == "urgent" or draft.is_urgent)
    notes: tuple[str, ...] = ()
    if page == "files":
        draft, notes = _with_files(draft, request, at=at)
    return Arrival(draft, page, is_whole, faults, notes)


def _draft(text: str, *, at: datetime) -> tuple[Draft, bool]:
    if not text:
        return drafts.begun(at), True
    try:
        return drafts.opened(text, secret=settings.SECRET_KEY, at=at), True
    except NotReadable:
        return drafts.begun(at), False


def _with_files(
    draft: Draft, request: HttpRequest, *, at: datetime
) -> tuple[Draft, tuple[str, ...]]:
    gone = request.POST.get("remove") or ""
    before = [file for n, file in enumerate(draft.files, 1) if str(n) != gone]
    files, notes = kept_files(request, before, at=at)
    return replace(draft, files=tuple(files)), tuple(notes)


def kept_files(
    request: HttpRequest, before: Sequence[Attached], *, at: datetime
) -> tuple[list[Attached], list[str]]:
    """The files of before and those that came, sealed and kept; why others were not added."""
    files, notes = list(before), []
    for upload in [*request.FILES.getlist("file"), *request.FILES.getlist("voice")]:
        assert isinstance(upload, SealedUpload)  # noqa: S101  # the one handler of these pages
        note = _why_not(upload, len(files), sum(file.size for file in files))
        if note:
            notes.append(note)
            continue
        try:
            files.append(sending.keep(upload, at=at))
        except DomainError:
            notes.append(
                _("%(name)s could not be sealed, so it was not added.") % {"name": upload.name}
            )
    return files, notes


def _why_not(upload: SealedUpload, count: int, bytes_so_far: int) -> str:
    limit = options()
    name = {"name": upload.name}
    if count >= limit.most_files:
        return _("%(name)s was not added: no more files fit in one report.") % name
    total = bytes_so_far + (upload.size or 0)
    if upload.is_too_large or total > limit.files_bytes:
        most = (limit.file_bytes if upload.is_too_large else limit.files_bytes) // MEGABYTE
        return _("%(name)s was not added: it is larger than %(most)s MB.") % {**name, "most": most}
    return ""
