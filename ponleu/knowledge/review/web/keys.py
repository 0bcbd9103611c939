"""The letters that review pages answer to, and what each does."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Key:
    """A letter and what it does, in words."""

    letter: str
    does: str


def on_document() -> dict[str, list[Key]]:
    """On the page of a document: the letters always in view, and all of them."""
    always = [
        Key("J", _("next")),
        Key("K", _("before")),
        Key("A", _("accept")),
        Key("E", _("edit")),
        Key("R", _("reject")),
        Key("N", _("not in the article")),
        Key("D", _("in doubt: unsure")),
        Key("U", _("undo")),
    ]
    further = [
        Key("S", _("same as an entry of the register: go to the first offered")),
        Key("1-5", _("same as the first, second, … entry offered")),
        Key("O", _("judge the same fact in other documents, too")),
        Key("B", _("bulk: exact places and dates, shown first")),
        Key("Esc", _("leave an edit without saving")),
        Key("G", _("go to the next document")),
        Key("?", _("show these keys")),
    ]
    return {"keys": always, "all_keys": always + further}


def on_list() -> dict[str, list[Key]]:
    """On a list of what waits."""
    keys = [
        Key("J", _("next")),
        Key("K", _("before")),
        Key("Enter", _("open")),
        Key("G", _("open the first that waits")),
        Key("U", _("undo what you did in one go")),
    ]
    return {"keys": keys, "all_keys": [*keys, Key("?", _("show these keys"))]}


def on_together() -> dict[str, list[Key]]:
    """Where one fact is judged in several documents."""
    keys = [
        Key("A", _("accept in all ticked")),
        Key("R", _("reject in all ticked")),
        Key("D", _("unsure of all ticked")),
        Key("Q", _("back without an answer")),
    ]
    return {"keys": keys, "all_keys": [*keys, Key("?", _("show these keys"))]}


def on_second_reading() -> dict[str, list[Key]]:
    """Where a second reader answers."""
    keys = [
        Key("J", _("next")),
        Key("K", _("before")),
        Key("A", _("accept")),
        Key("R", _("reject")),
        Key("N", _("not in the article")),
        Key("D", _("in doubt: unsure")),
        Key("U", _("undo")),
    ]
    return {"keys": keys, "all_keys": [*keys, Key("?", _("show these keys"))]}
