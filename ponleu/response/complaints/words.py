"""Codes of complaints as officers read them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.response.complaints.rules import Channel, Outcome, Sign, State

Word = str | Promise

URGENCIES: Mapping[int, Word] = {
    3: _("Now"),
    2: _("Today"),
    1: _("Within days"),
    0: _("In its turn"),
}
SIGNS: Mapping[str, Word] = {
    Sign.CANNOT_LEAVE: _("Cannot leave the place"),
    Sign.PAPERS_TAKEN: _("Passport or papers were taken"),
    Sign.DEBT: _("Told to work off a debt"),
    Sign.VIOLENCE: _("Beaten or threatened"),
    Sign.UNPAID: _("Not paid"),
    Sign.CHILD: _("Someone under 18 is there"),
    Sign.NO_FOOD_OR_CARE: _("Too little food, or no doctor"),
    Sign.FORCED_TO_DECEIVE: _("Made to deceive other people"),
    Sign.OFFICIAL_INVOLVED: _("An official is said to be involved"),
}
CHANNELS: Mapping[str, Word] = {
    Channel.ONLINE_FORM: _("Public page"),
    Channel.HOTLINE: _("Hotline"),
    Channel.MINISTER_FACEBOOK: _("A minister's page"),
    Channel.SOCIAL_MEDIA: _("Social media"),
    Channel.IN_PERSON: _("In person"),
    Channel.POLICE_POST: _("Police post"),
    Channel.EMBASSY: _("Embassy of Cambodia"),
    Channel.FOREIGN_MISSION: _("Embassy of another country"),
    Channel.NGO: _("Organisation (NGO)"),
    Channel.FAMILY: _("Family"),
    Channel.VICTIM_SELF: _("The person themselves"),
    Channel.MEDIA_REPORT: _("News report"),
    Channel.INSPECTION: _("Inspection"),
    Channel.ANONYMOUS_LETTER: _("Anonymous letter"),
    Channel.EMAIL: _("E-mail"),
    Channel.API: _("Another system"),
    Channel.OTHER: _("Another way"),
}
BY_HAND = tuple(channel for channel in Channel if channel not in (Channel.ONLINE_FORM, Channel.API))
"""Channels of which an officer takes complaints down."""

STATES: Mapping[str, Word] = {
    State.RECEIVED: _("Not yet read"),
    State.BEING_READ: _("Being read"),
    State.BEING_CHECKED: _("Being checked"),
    State.ANSWERED: _("Answered"),
    State.CLOSED: _("Closed"),
    State.WITHDRAWN: _("Taken back by the reporter"),
}
OUTCOMES: Mapping[str, Word] = {
    Outcome.PENDING: _("Not decided"),
    Outcome.DUPLICATE: _("The same person told this before"),
    Outcome.NO_JURISDICTION: _("Outside what this body may look into"),
    Outcome.UNFOUNDED: _("Looked into: what was found speaks against it"),
    Outcome.LABOUR_DISPUTE: _("Passed on as a labour dispute"),
    Outcome.IMMIGRATION_MATTER: _("Passed on as an immigration matter"),
    Outcome.INSUFFICIENT_INFORMATION: _("Too little to look into"),
    Outcome.REFERRED: _("Referred to another body"),
    Outcome.VERIFIED_SITE: _("The site was visited and what was told was found there"),
    Outcome.VICTIM_CONTACTED_SAFE: _("The person was reached and is safe"),
    Outcome.VICTIM_DECLINED: _("The person was reached and wants no help"),
    Outcome.CLOSED_NO_ACTION: _("Closed without action"),
}
LANGUAGES: Mapping[str, Word] = {
    "km": _("Khmer"),
    "en": _("English"),
    "zh": _("Chinese"),
    "vi": _("Vietnamese"),
    "th": _("Thai"),
    "id": _("Indonesian or Malay"),
    "my": _("Burmese"),
    "bn": _("Bengali"),
    "hi": _("Hindi"),
    "fil": _("Filipino"),
}
FOR_WHOM: Mapping[str, Word] = {
    "self": _("The person who tells it"),
    "other": _("Someone else"),
}
CONSENTS: Mapping[str, Word] = {
    "agreed": _("Agrees that this is written down and read by those who check it"),
    "not_asked": _("Could not be asked: a letter, a message, the line was cut"),
}
BESIDE: Mapping[str, Word] = {
    "consent": _("Consent"),
    "source": _("Where it came from"),
    "note": _("Note of the officer"),
    "sender": _("Sender"),
    "subject": _("Subject"),
    "sent": _("Sent on"),
    "id": _("Number of the submission"),
    "row": _("The row as it was brought"),
}
"""What was noted beside a complaint, by its name in ``Told.beside``."""
