"""Coming back with a receipt: reading answers, writing back, taking the report back.

The words open the answers on the server. Where the browser can, it derives mark and key itself:
the mark finds the report, and everything that follows needs what only the key opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, NotOpened, open_sealed, seal
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.response.complaints import sealed
from ponleu.response.complaints.intake import Words, to_the_minute, words_bytes, words_from
from ponleu.response.complaints.models import Complaint, Message, Step
from ponleu.response.complaints.receipt_words import Unread, from_words
from ponleu.response.complaints.receipts import Derived, Receipt
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.complaints.rules import STANDING, State
from ponleu.response.complaints.services.files import Kept, attach, unpacked
from ponleu.response.complaints.services.filing import MOST_ENVELOPE_BYTES, sealed_to


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the dialogue; the reporter's own are told by their day, not repeated.

    Whoever finds or forces out a receipt learns what we answered and not what was told.

    Attributes:
        text: what it says; "" if it is the reporter's own, or to be opened in the browser.
        key, sealed: of a message from us that the browser opens.
    """

    at: date
    from_us: bool
    text: str
    key: UUID | None = None
    sealed: bytes = b""


@dataclass(frozen=True, slots=True)
class Thread:
    """What a receipt opens.

    Attributes:
        outcome: what became of it, once the work on it has ended; "" before.
    """

    reference: str
    date: date
    state: str
    messages: tuple[Said, ...]
    is_first_return: bool
    files: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class SealedWords:
    """A message that was sealed in the browser under a key that the browser made."""

    key: UUID
    envelope: bytes
    files: tuple[UUID, ...] = ()


class WordsUnread(InvalidInput):
    """What was typed is no receipt, whoever's it might be: the list of words is public.

    Attributes:
        unread: which word, and what it may be.
    """

    code = "words_unread"

    def __init__(self, unread: Unread) -> None:
        super().__init__(_("These are not ten words of a receipt. Check each word."))
        self.unread = unread


def open_with(words: str, *, at: datetime | None = None) -> Thread:
    """What the words of a receipt open. That the reporter came back is noted by the day.

    Raises:
        NotFound: they are a receipt of nobody.
        WordsUnread: they are no receipt.
    """
    derived = _derived(words)
    return _thread(_complaint(derived.mark), derived.pair, at=at or clock.now())


def open_in_browser(mark: bytes, *, at: datetime) -> Thread:
    """The same with the messages still sealed, for whoever has shown that they hold the key.

    Raises:
        NotFound: the mark is nobody's.
    """
    return _thread(_complaint(mark), None, at=at)


def sealed_to_reporter(mark: bytes, content: bytes) -> bytes:
    """Something that only the holder of a receipt's key can open.

    A mark alone is worth nothing: it lies in the record. What lets a page act goes out sealed.

    Raises:
        NotFound: the mark is nobody's.
    """
    complaint = _complaint(mark)
    context = sealed.pass_context(mark)
    return seal(content, [bytes(complaint.reporter_key or b"")], context=context)


def keys_for(mark: bytes) -> tuple[bytes, ...]:
    """Public keys to which what is added to a report is sealed.

    Raises:
        NotFound: the mark is nobody's.
        NobodyCanOpen: there are none.
    """
    return tuple(sealed.recipients(_complaint(mark).unit.path))


def write_back(words: str, text: str, files: Sequence[Kept], *, at: datetime) -> None:
    """Add to a report; only the desk can read it.

    Raises:
        NotFound: the words open nothing.
        NobodyCanOpen, NoRoom: nothing was kept.
    """
    complaint = _complaint(_derived(words).mark)
    unpacked_files = tuple(unpacked(file.token) for file in files)
    key = uuid4()
    keys = sealed.recipients(complaint.unit.path)
    body = words_bytes(Words(text, unpacked_files))
    envelope = seal(body, keys, context=sealed.message_context(key))
    kept = tuple(UUID(file.key) for file in unpacked_files)
    _add(complaint, SealedWords(key, envelope, kept), at=at)


def write_back_sealed(mark: bytes, said: SealedWords, *, at: datetime) -> None:
    """Add to a report what the browser sealed; sent again, it is added once.

    Raises:
        NotFound: the mark is nobody's.
        InvalidInput: it is too large, or sealed to others than those of ``keys_for``.
        NobodyCanOpen, NoRoom: nothing was kept.
    """
    complaint = _complaint(mark)
    if _is_added(complaint, said):
        return
    keys = sealed.recipients(complaint.unit.path)
    if len(said.envelope) > MOST_ENVELOPE_BYTES or not sealed_to(said.envelope, keys):
        raise InvalidInput(_("The report could not be kept as it was sent. Send it again."))
    try:
        _add(complaint, said, at=at)
    except IntegrityError:  # it came twice at the same moment: one of them is kept
        if not _is_added(complaint, said):
            raise


def withdraw(words: str, *, at: datetime) -> None:
    """Take a report back: it is no longer worked on. What was done before stays.

    Raises:
        NotFound: the words open nothing.
    """
    withdraw_in_browser(_derived(words).mark, at=at)


@transaction.atomic
def withdraw_in_browser(mark: bytes, *, at: datetime) -> None:
    """The same for whoever has shown that they hold the key.

    Raises:
        NotFound: the mark is nobody's.
    """
    complaint = _complaint(mark)
    standing = Complaint.objects.filter(pk=complaint.pk, state__in=STANDING)
    if not standing.update(state=State.WITHDRAWN):
        return
    minute = to_the_minute(at)
    Step.objects.create(complaint=complaint, state=State.WITHDRAWN, at=minute)
    journal.record(at=minute, actor=None, action="complaint.withdrawn", target=complaint)


def _is_added(complaint: Complaint, said: SealedWords) -> bool:
    """Whether it was sent before; a key of somebody else's message is refused."""
    known = Message.objects.filter(pk=said.key).first()
    if known and known.complaint_id != complaint.pk:
        raise InvalidInput(_("The report could not be kept as it was sent. Send it again."))
    return known is not None


@kept_or_refused()
@transaction.atomic
def _add(complaint: Complaint, said: SealedWords, *, at: datetime) -> None:
    minute = to_the_minute(at)
    Message.objects.create(
        id=said.key, complaint=complaint, is_from_us=False, sealed=said.envelope, sent_at=minute
    )
    attach(complaint.pk, said.files)
    journal.record(at=minute, actor=None, action="complaint.written_back", target=complaint)


def _thread(complaint: Complaint, pair: KeyPair | None, *, at: datetime) -> Thread:
    is_first = complaint.returned_at is None
    day = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if is_first:
        Complaint.objects.filter(pk=complaint.pk, returned_at=None).update(returned_at=day)
    messages = list(complaint.messages.all())
    unread = [one.pk for one in messages if one.is_from_us and one.read_at is None]
    if unread:
        Message.objects.filter(pk__in=unread).update(read_at=day)
    return Thread(
        complaint.reference,
        localdate(complaint.arrived_at),
        complaint.state,
        tuple(_said(one, pair) for one in messages),
        is_first,
        complaint.files.count(),
        complaint.outcome if complaint.state == State.CLOSED else "",
    )


def _derived(words: str) -> Derived:
    secret = from_words(words, load_receipt_words())
    if not isinstance(secret, bytes):
        raise WordsUnread(secret)
    return Receipt(secret).derived()


def _complaint(mark: bytes) -> Complaint:
    found = Complaint.objects.select_related("unit").filter(mark=mark).first()
    if found is None:
        raise NotFound(_("These words open nothing. Check each word and try again."))
    return found


def _said(message: Message, pair: KeyPair | None) -> Said:
    day = localdate(message.sent_at)
    if not message.is_from_us:
        return Said(day, False, "")
    if pair is None:
        return Said(day, True, "", message.pk, bytes(message.sealed))
    context = sealed.message_context(message.pk)
    try:
        text = words_from(open_sealed(bytes(message.sealed), pair, context=context)).text
    except NotOpened:
        text = ""
    return Said(day, True, text)
