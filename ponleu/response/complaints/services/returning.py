"""Coming back with a receipt: reading answers, writing back, taking the report back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, NotOpened, open_sealed, seal
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.response.complaints import sealed
from ponleu.response.complaints.intake import Words, words_bytes, words_from
from ponleu.response.complaints.models import Complaint, Message, Step
from ponleu.response.complaints.receipt_words import Unread, from_words
from ponleu.response.complaints.receipts import Derived, Receipt
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.complaints.rules import STANDING, State
from ponleu.response.complaints.services.filing import Kept, attach, to_the_minute, unpacked


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the dialogue; the reporter's own are told by their day, not repeated.

    Whoever finds or forces out a receipt learns what we answered and not what was told.
    """

    at: date
    from_us: bool
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What a receipt opens."""

    reference: str
    date: date
    state: str
    messages: tuple[Said, ...]
    is_first_return: bool
    files: int


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
    complaint = _complaint(derived)
    is_first = complaint.returned_at is None
    day = localtime(at or clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
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
        tuple(
            Said(localdate(one.sent_at), one.is_from_us, _text(one, derived.pair))
            for one in messages
        ),
        is_first,
        complaint.files.count(),
    )


@kept_or_refused()
@transaction.atomic
def write_back(words: str, text: str, files: Sequence[Kept], *, at: datetime) -> None:
    """Add to a report; only the desk can read it.

    Raises:
        NotFound: the words open nothing.
        NobodyCanOpen, NoRoom: nothing was kept.
    """
    complaint = _complaint(_derived(words))
    unpacked_files = tuple(unpacked(file.token) for file in files)
    key = uuid4()
    keys = sealed.recipients(complaint.unit.path)
    body = words_bytes(Words(text, unpacked_files))
    Message.objects.create(
        id=key,
        complaint=complaint,
        is_from_us=False,
        sealed=seal(body, keys, context=sealed.message_context(key)),
        sent_at=to_the_minute(at),
    )
    attach(complaint, [UUID(file.key) for file in unpacked_files])
    journal.record(
        at=to_the_minute(at), actor=None, action="complaint.written_back", target=complaint
    )


@transaction.atomic
def withdraw(words: str, *, at: datetime) -> None:
    """Take a report back: it is no longer worked on. What was done before stays.

    Raises:
        NotFound: the words open nothing.
    """
    complaint = _complaint(_derived(words))
    standing = Complaint.objects.filter(pk=complaint.pk, state__in=STANDING)
    if not standing.update(state=State.WITHDRAWN):
        return
    minute = to_the_minute(at)
    Step.objects.create(complaint=complaint, state=State.WITHDRAWN, at=minute)
    journal.record(at=minute, actor=None, action="complaint.withdrawn", target=complaint)


def _derived(words: str) -> Derived:
    secret = from_words(words, load_receipt_words())
    if not isinstance(secret, bytes):
        raise WordsUnread(secret)
    return Receipt(secret).derived()


def _complaint(derived: Derived) -> Complaint:
    found = Complaint.objects.select_related("unit").filter(mark=derived.mark).first()
    if found is None:
        raise NotFound(_("These words open nothing. Check each word and try again."))
    return found


def _text(message: Message, pair: KeyPair) -> str:
    if not message.is_from_us:
        return ""
    context = sealed.message_context(message.pk)
    try:
        return words_from(open_sealed(bytes(message.sealed), pair, context=context)).text
    except NotOpened:
        return ""
