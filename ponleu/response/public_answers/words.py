"""Codes of public answers as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.response.public_answers.rules.checks import Check, Sort
from ponleu.response.public_answers.rules.states import Act, State

Word = str | Promise

STATES: Mapping[str, Word] = {
    State.DRAFT: _("Draft"),
    State.WAITING: _("Waits for approval"),
    State.SENT_BACK: _("Sent back"),
    State.APPROVED: _("Approved, not out yet"),
    State.PUBLISHED: _("Published"),
    State.CORRECTED: _("Corrected since"),
    State.DROPPED: _("Dropped"),
}
ACTS: Mapping[str, Word] = {
    Act.DRAFTED: _("Draft made of the finding"),
    Act.WORDED: _("Words or claims changed"),
    Act.KHMER_READ: _("Khmer read by a second person"),
    Act.KHMER_UNREAD: _("Reading of the Khmer undone"),
    Act.HANDED_IN: _("Handed in for approval"),
    Act.TAKEN_BACK: _("Taken back to write on"),
    Act.SENT_BACK: _("Sent back"),
    Act.APPROVED: _("Approved"),
    Act.APPROVAL_ENDED: _("Approval undone"),
    Act.PUBLISHED: _("Published"),
    Act.CORRECTED: _("Replaced by a correction"),
    Act.DROPPED: _("Dropped"),
    Act.RESUMED: _("Taken up again"),
}
PASSED: Mapping[str, Word] = {
    Check.RECOGNISABLE: _("No rule finds a person found or a reporter that could be recognised"),
    Check.GUILT: _("Nobody is called guilty before a court has judged"),
    Check.FIGURES: _("Every figure stands in the records beneath, or was published"),
    Check.KHMER_READ: _("Khmer read by a second person"),
    Check.FINDING: _("The finding beneath stands"),
    Check.LANGUAGES: _("Both languages are there, with the same figures"),
}
OPEN: Mapping[str, Word] = {
    Check.RECOGNISABLE: _("Someone could be recognised by this"),
    Check.GUILT: _("Someone is called guilty, and no court judgment is beneath: change the words"),
    Check.FIGURES: _("These figures need a look: change them, or say what they are"),
    Check.KHMER_READ: _("The Khmer words wait for a second person to read them"),
    Check.FINDING: _("What is beneath does not carry this answer any more"),
    Check.LANGUAGES: _("The two languages do not say the same"),
}
SORTS: Mapping[str, Word] = {
    Sort.NAME: _("name of a person in the register"),
    Sort.PHONE: _("telephone number"),
    Sort.EMAIL: _("e-mail address"),
    Sort.PAPER: _("number of a passport or card"),
    Sort.AGE: _("age of a person"),
    Sort.SMALL_COUNT: _("fewer than five people"),
    Sort.COMPLAINT: _("reference of a complaint; it never goes out"),
    Sort.ACCUSING: _("word of guilt"),
    Sort.NUMBER: _("figure without a record"),
    Sort.DISPUTED: _("published figure, and another that was published cannot be right beside it"),
    Sort.ONE_LANGUAGE: _("figure that the other language does not have"),
    Sort.NO_KHMER: _("the Khmer words are missing"),
    Sort.NO_ENGLISH: _("the English words are missing"),
    Sort.NOT_READ: _("nobody else has read them yet"),
    Sort.REPLACED: _("a newer finding replaced the one beneath"),
    Sort.NOT_APPROVED: _("the finding beneath is not approved"),
    Sort.EVIDENCE_WITHDRAWN: _("evidence that the finding rests on was withdrawn"),
    Sort.ALLEGATION_WITHDRAWN: _("the allegation was withdrawn"),
}
