"""Refusals: a rule said no. Each has a stable code, a sentence for the person, an HTTP status."""

from __future__ import annotations

from http import HTTPStatus


class DomainError(Exception):
    """A rule refused. The sentence is shown to the person and holds no personal data.

    Attributes:
        code: stable name of the refusal, for programs.
        http_status: status of the page that tells of it.
        sentence: what was refused and what to do next.
    """

    code = "refused"
    http_status: int = HTTPStatus.CONFLICT

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotPermitted(DomainError):
    """No grant of the person covers this action."""

    code = "not_permitted"
    http_status = HTTPStatus.FORBIDDEN


class NotFound(DomainError):
    """There is no such record, or the person may not know that there is."""

    code = "not_found"
    http_status = HTTPStatus.NOT_FOUND


class InvalidInput(DomainError):
    """What was sent cannot be taken; the sentence says what to change."""

    code = "invalid_input"
    http_status = HTTPStatus.UNPROCESSABLE_ENTITY


class ChangedMeanwhile(DomainError):
    """Someone else changed the record first; nothing was overwritten."""

    code = "changed_meanwhile"
    http_status = HTTPStatus.CONFLICT
