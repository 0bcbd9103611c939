"""Codes of evidence and findings as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ponleu.response.findings.rules.elements import Group, Reach, Seen
from ponleu.response.findings.rules.kinds import (
    Block,
    Decision,
    Istanbul,
    OtherMatter,
    Outcome,
    PieceKind,
    Reliability,
)
from ponleu.response.findings.rules.proof import Need

Word = str | Promise

KINDS: Mapping[str, Word] = {
    PieceKind.CLAIM: _("Claim or denial"),
    PieceKind.DOCUMENT: _("Document"),
    PieceKind.COMPLAINT: _("Complaint"),
    PieceKind.EXHIBIT: _("Exhibit"),
    PieceKind.INTERVIEW: _("Interview"),
    PieceKind.REPLY: _("Reply of a body"),
    PieceKind.INSPECTION: _("Inspection"),
    PieceKind.OTHER: _("Something else"),
}
RELIABILITIES: Mapping[str, Word] = {
    Reliability.A: _("A: completely reliable"),
    Reliability.B: _("B: usually reliable"),
    Reliability.C: _("C: fairly reliable"),
    Reliability.D: _("D: not usually reliable"),
    Reliability.E: _("E: unreliable"),
    Reliability.F: _("F: cannot be judged"),
}
CREDIBILITIES: Mapping[int, Word] = {
    1: _("1: confirmed by others"),
    2: _("2: probably true"),
    3: _("3: possibly true"),
    4: _("4: doubtful"),
    5: _("5: improbable"),
    6: _("6: cannot be judged"),
}
OUTCOMES: Mapping[str, Word] = {
    Outcome.SUBSTANTIATED: _("Substantiated"),
    Outcome.PARTLY: _("Partly substantiated"),
    Outcome.COULD_NOT_VERIFY: _("Could not be verified"),
    Outcome.NOT_SUBSTANTIATED: _("Not substantiated"),
    Outcome.OTHER_MATTER: _("Other matter"),
}
OTHER_MATTERS: Mapping[str, Word] = {
    OtherMatter.LABOUR_DISPUTE: _("labour dispute"),
    OtherMatter.IMMIGRATION: _("immigration"),
    OtherMatter.DEBT: _("debt"),
    OtherMatter.FAMILY: _("family matter"),
    OtherMatter.OTHER: _("something else"),
}
DECISIONS: Mapping[str, Word] = {
    "": _("Waits for review"),
    Decision.APPROVED: _("Approved"),
    Decision.REFUSED: _("Refused"),
}
ISTANBUL: Mapping[str, Word] = {
    Istanbul.NOT_CONSISTENT: _("Not consistent with what is told"),
    Istanbul.CONSISTENT: _("Consistent with what is told"),
    Istanbul.HIGHLY_CONSISTENT: _("Highly consistent with what is told"),
    Istanbul.TYPICAL_OF: _("Typical of what is told"),
    Istanbul.DIAGNOSTIC_OF: _("Diagnostic of what is told"),
}
LEVELS: Mapping[int, Word] = {
    0: _("Recorded"),
    1: _("Reasonable suspicion"),
    2: _("Reasonable grounds to believe"),
    3: _("Balance of probabilities"),
    4: _("Clear and convincing"),
    5: _("Court judgment"),
}
TESTS: Mapping[int, Word] = {
    0: _("It is written down as it was received."),
    1: _("One piece of evidence speaks for the conclusion; others remain possible."),
    2: _(
        "First-hand evidence, and evidence of another, independent origin; a prudent person "
        "would believe it. From here on a piece counts only if whom it comes from is not "
        "unreliable and someone judged what it says not improbable."
    ),
    3: _("As level 2, and more independent origins speak for the conclusion than against it."),
    4: _("As level 3, with at least three independent origins, two of them first-hand."),
    5: _("As level 2, and the judgment of a court is among the evidence."),
}
NEEDS: Mapping[str, Word] = {
    Need.SUPPORT: _("a piece of evidence on the side of the conclusion"),
    Need.DIRECT: _("first-hand evidence on the side of the conclusion, graded A-D or F and 1-4"),
    Need.INDEPENDENT: _("evidence of a second, independent origin on that side, graded so too"),
    Need.MORE_THAN_CONTRARY: _("more independent origins for the conclusion than against it"),
    Need.THREE_ORIGINS: _("three independent origins for the conclusion"),
    Need.TWO_DIRECT: _("first-hand evidence of two independent origins"),
    Need.JUDGMENT: _("the judgment of a court, as a document on the side of the conclusion"),
    Need.CONCLUSION: _("a conclusion: what could not be verified stays at level 1 at most"),
}
BLOCKS: Mapping[str, Word] = {
    Block.OWN: _("You wrote it. Somebody else has to review it."),
    Block.UNSEEN: _(
        "It rests on evidence that you may not see. Somebody who may has to approve it; you can "
        "refuse it with a reason."
    ),
    Block.WITHDRAWN: _("Something that it rests on was withdrawn. Refuse it, to be written anew."),
    Block.OVERTAKEN: _("Another finding was approved since it was written. Refuse it."),
    Block.ALLEGATION_WITHDRAWN: _("The allegation was withdrawn. Bring it back first."),
}
GROUPS: Mapping[str, Word] = {
    Group.ACT: _("Act"),
    Group.MEANS: _("Means"),
    Group.PURPOSE: _("Purpose"),
    Group.INDICATOR: _("Indicators of forced labour"),
}
SEEN: Mapping[str, Word] = {
    Seen.SEEN: _("Found"),
    Seen.NOT_SEEN: _("Not found"),
    Seen.NOT_KNOWN: _("Not known"),
}
REACHES: Mapping[str, Word] = {
    Reach.ALL: _("Every element that the law asks for was found."),
    Reach.ONLY_IF_CHILD: _(
        "Act and purpose were found, and no means: enough if the person was under 18, not for an "
        "adult. The age is not known."
    ),
    Reach.NOT_ALL: _("Not every element that the law asks for was found."),
}
ELEMENTS: Mapping[tuple[str, str], Word] = {
    (Group.ACT, "recruitment"): _("Recruitment"),
    (Group.ACT, "transportation"): _("Transportation"),
    (Group.ACT, "transfer"): _("Transfer"),
    (Group.ACT, "harbouring"): _("Harbouring"),
    (Group.ACT, "receipt"): _("Receipt of persons"),
    (Group.MEANS, "force"): _("Force, or the threat of it"),
    (Group.MEANS, "coercion"): _("Other coercion"),
    (Group.MEANS, "abduction"): _("Abduction"),
    (Group.MEANS, "fraud"): _("Fraud"),
    (Group.MEANS, "deception"): _("Deception"),
    (Group.MEANS, "abuse_of_power"): _("Abuse of power"),
    (Group.MEANS, "abuse_of_vulnerability"): _("Abuse of a position of vulnerability"),
    (Group.MEANS, "payments_for_consent"): _("Payment to whoever controls the person"),
    (Group.PURPOSE, "prostitution_of_others"): _("Exploiting the prostitution of others"),
    (Group.PURPOSE, "sexual_exploitation"): _("Other sexual exploitation"),
    (Group.PURPOSE, "forced_labour"): _("Forced labour or services"),
    (Group.PURPOSE, "slavery"): _("Slavery"),
    (Group.PURPOSE, "practices_like_slavery"): _("Practices similar to slavery"),
    (Group.PURPOSE, "servitude"): _("Servitude"),
    (Group.PURPOSE, "removal_of_organs"): _("Removal of organs"),
    (Group.PURPOSE, "other_exploitation"): _("Other exploitation"),
    (Group.INDICATOR, "abuse_of_vulnerability"): _("Abuse of vulnerability"),
    (Group.INDICATOR, "deception"): _("Deception"),
    (Group.INDICATOR, "restriction_of_movement"): _("Restriction of movement"),
    (Group.INDICATOR, "isolation"): _("Isolation"),
    (Group.INDICATOR, "physical_and_sexual_violence"): _("Physical and sexual violence"),
    (Group.INDICATOR, "intimidation_and_threats"): _("Intimidation and threats"),
    (Group.INDICATOR, "retention_of_identity_documents"): _("Identity documents kept back"),
    (Group.INDICATOR, "withholding_of_wages"): _("Wages withheld"),
    (Group.INDICATOR, "debt_bondage"): _("Debt bondage"),
    (Group.INDICATOR, "abusive_working_and_living_conditions"): _(
        "Abusive conditions of work and living"
    ),
    (Group.INDICATOR, "excessive_overtime"): _("Excessive overtime"),
}


def outcome_words(outcome: str, other_matter: str) -> str:
    """What was concluded, with the other matter if it was one."""
    said = str(OUTCOMES[outcome])
    return f"{said}: {OTHER_MATTERS[other_matter]}" if other_matter else said


def level_words(level: int) -> str:
    """A level in a line."""
    return gettext("Level %(level)d, %(name)s") % {"level": level, "name": LEVELS[level]}


def refusal_words(level: int, lacking: Sequence[Need]) -> str:
    """Why the evidence does not allow a level, and what is missing."""
    said = gettext("The evidence does not carry level %(level)d yet. Missing: %(lacking)s.")
    return said % {"level": level, "lacking": "; ".join(str(NEEDS[need]) for need in lacking)}
