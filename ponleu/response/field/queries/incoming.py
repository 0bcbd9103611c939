"""What has to be known to judge a batch of entries, asked once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings

from ponleu.engines.sealing import KeyId
from ponleu.foundation.accounts.models import User
from ponleu.foundation.packs.checklists import load_checklists
from ponleu.response.field.models import Device, Entry, PersonFound, SetAside
from ponleu.response.field.queries.work import operations_of
from ponleu.response.field.rules.entries import Flaw, Read, is_answer, uuid_of
from ponleu.response.field.rules.kinds import AnswerKind, Fault, Kind
from ponleu.response.field.sealed import ring_keys
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.operations.rules.kinds import SEALED_STATES

Raw = Mapping[str, Any]


@dataclass(slots=True)
class Known:
    """What is known before a batch is gone through; what is kept on the way is added.

    Attributes:
        operations: those in which the user may enter something, with their units.
        along: those in which they go along, also if it is shut to them since.
        sites: their sites.
        kept, aside: by place in the order, what the device sent before.
        taken: keys of entries of this batch that stand already, on whatever device.
        elsewhere: persons of this batch that are of another operation.
        photos: operation and hash of photos that were entered before.
    """

    operations: dict[UUID, Operation]
    along: dict[UUID, Operation]
    sites: dict[UUID, UUID]
    kept: dict[int, tuple[UUID, bytes, list[str]]]
    aside: dict[tuple[int, bytes], Flaw]
    taken: set[UUID]
    persons: dict[UUID, UUID]
    photos: set[tuple[UUID, str]]
    _rings: dict[str, frozenset[KeyId]] = field(default_factory=dict)

    def flags_of(self, seq: int, mark: bytes) -> tuple[UUID, list[str]] | None:
        """Key and flags of the very entry, if it was kept before."""
        found = self.kept.get(seq)
        return (found[0], found[2]) if found and found[1] == mark else None

    def fault_of(self, seq: int, mark: bytes) -> Flaw | None:
        """Why the very entry was set aside before, if it was."""
        return self.aside.get((seq, mark))

    def flaw_in(self, told: Read, *, is_new: bool) -> Flaw | None:
        """Why an entry that is well formed cannot be taken.

        Args:
            is_new: its place in the order was not taken yet.
        """
        if not is_new or told.id in self.taken:
            return Flaw(Fault.CHANGED)
        if told.operation not in self.operations:
            return Flaw(Fault.NOT_YOURS, "operation")
        if told.site is not None and self.sites.get(told.site) != told.operation:
            return Flaw(Fault.NOT_YOURS, "site")
        person = told.open.get("person")
        if person and self.persons.get(UUID(person), told.operation) != told.operation:
            return Flaw(Fault.NOT_YOURS, "person")
        if told.kind is Kind.CHECK and not _is_asked(told):
            return Flaw(Fault.UNKNOWN_QUESTION, "answer")
        return None

    def is_same_photo(self, told: Read) -> bool:
        """Whether a photo of the same bytes was entered in the operation before."""
        return told.kind is Kind.PHOTO and (told.operation, told.open["sha256"]) in self.photos

    def rings_of(self, operation: Operation) -> frozenset[KeyId]:
        """Keys to which a device may have sealed what is of the operation."""
        path = operation.unit.path
        if path not in self._rings:
            self._rings[path] = ring_keys(path)
        return self._rings[path]

    def named_in(self, raw: Raw) -> Operation | None:
        """The operation that an entry names, if its user goes along there."""
        key = uuid_of(raw.get("operation"))
        return self.along.get(key) if key else None

    def add(self, entry: Entry) -> None:
        """An entry of this batch is kept."""
        self.taken.add(entry.pk)
        self.kept[entry.seq] = (entry.pk, bytes(entry.mark), entry.flags)
        if entry.person is not None:
            self.persons.setdefault(entry.person, entry.operation_id)
        if entry.kind == Kind.PHOTO:
            self.photos.add((entry.operation_id, entry.open["sha256"]))


def known_about(actor: User, device: Device, batch: Sequence[tuple[int, Raw]]) -> Known:
    """What is known about a batch of entries of one of the actor's devices."""
    raws = [raw for _seq, raw in batch]
    seqs = [seq for seq, _raw in batch]
    wanted = _keys(raw.get("operation") for raw in raws)
    operations = operations_of(actor).filter(pk__in=wanted).select_related("unit")
    along = (
        Operation.objects.filter(members__user=actor, pk__in=wanted)
        .exclude(state__in=SEALED_STATES)
        .select_related("unit")
        .distinct()
        .order_by("pk")
    )
    sites = OperationSite.objects.filter(pk__in=_keys(raw.get("site") for raw in raws))
    kept = Entry.objects.filter(device=device, seq__in=seqs).order_by()
    aside = SetAside.objects.filter(device=device, seq__in=seqs).order_by()
    return Known(
        operations={row.pk: row for row in operations},
        along={row.pk: row for row in along},
        sites=dict(sites.order_by().values_list("pk", "operation_id")),
        kept={
            seq: (key, bytes(mark), flags)
            for key, seq, mark, flags in kept.values_list("pk", "seq", "mark", "flags")
        },
        aside={
            (row.seq, bytes(row.mark)): Flaw(Fault(row.fault), row.where)
            for row in aside.defer("sealed")
        },
        taken=set(
            Entry.objects.filter(pk__in=_keys(raw.get("id") for raw in raws))
            .order_by()
            .values_list("pk", flat=True)
        ),
        persons=_persons(raws),
        photos=_photos(wanted, raws),
    )


def _persons(raws: Sequence[Raw]) -> dict[UUID, UUID]:
    """Of which operation the persons of a batch are that were found before."""
    keys = _keys(_opened(raw).get("person") for raw in raws)
    rows = PersonFound.objects.filter(pk__in=keys).order_by()
    return dict(rows.values_list("pk", "operation_id"))


def _photos(operations: set[UUID], raws: Sequence[Raw]) -> set[tuple[UUID, str]]:
    hashes = {said for raw in raws if isinstance(said := _opened(raw).get("sha256"), str)}
    if not hashes:
        return set()
    rows = Entry.objects.filter(operation__in=operations, kind=Kind.PHOTO).order_by()
    rows = rows.filter(open__sha256__in=sorted(hashes))
    return set(rows.values_list("operation_id", "open__sha256"))


def _opened(raw: Raw) -> Raw:
    found = raw.get("open")
    return found if isinstance(found, dict) else {}


def _keys(said: Iterable[object]) -> set[UUID]:
    return {key for each in said if (key := uuid_of(each)) is not None}


def _is_asked(told: Read) -> bool:
    question = load_checklists(settings.PONLEU_COUNTRY).get(told.open["code"])
    if question is None:
        return False
    choices = [choice.code for choice in question.choices]
    return is_answer(AnswerKind(question.answer), choices, told.open["answer"])
