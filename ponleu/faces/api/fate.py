"""What became of a complaint, in one sentence for the body that sent it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponleu.response.complaints.rules import Outcome, State
from ponleu.response.complaints.words import OUTCOMES, Word

SENTENCES: Mapping[str, Word] = {
    State.RECEIVED: gettext_lazy("It has arrived. An officer will read it."),
    State.BEING_READ: gettext_lazy("An officer is reading it."),
    State.BEING_CHECKED: gettext_lazy("What it tells is being checked."),
    State.ANSWERED: gettext_lazy("There is an answer, to be read with the words of the receipt."),
    State.CLOSED: gettext_lazy("The work on it has ended."),
    State.WITHDRAWN: gettext_lazy("Whoever told it took it back. It is no longer worked on."),
}


def what_became_of_it(state: str, outcome: str) -> str:
    """One or two short sentences; nothing of what was told."""
    sentence = str(SENTENCES[state])
    if state != State.CLOSED or outcome == Outcome.PENDING:
        return sentence
    return _("%(state)s %(outcome)s.") % {"state": sentence, "outcome": OUTCOMES[outcome]}
