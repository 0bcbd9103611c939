"""States, aims, decisions and gaps in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ponleu.engines.planning import Why
from ponleu.engines.planning.unannounced.leaving import Nothing
from ponleu.foundation.packs.operations import load_code_names, load_operation_roles
from ponleu.response.operations.rules.covert import Flaw, Technique
from ponleu.response.operations.rules.draw import Left, Stage
from ponleu.response.operations.rules.flags import Flag, Wrong
from ponleu.response.operations.rules.kinds import Aim, Decision, Opened, State
from ponleu.response.operations.rules.order import Order
from ponleu.response.operations.rules.signing import Gap, Standing

Word = str | Promise

STATES: Mapping[State, Word] = {
    State.PLANNED: _("Planned"),
    State.POSTPONED: _("Postponed"),
    State.STARTED: _("Started"),
    State.ENDED: _("Ended"),
    State.ABORTED: _("Given up"),
}
AIMS: Mapping[Aim, Word] = {
    Aim.RESCUE: _("bring people to safety"),
    Aim.CLOSE: _("close the site"),
    Aim.ARREST: _("arrest suspects"),
    Aim.SECURE: _("secure papers and recordings"),
    Aim.CHECK: _("see whether the law is kept"),
}
DECISIONS: Mapping[Decision, Word] = {
    Decision.ASKED: _("Waits for sign-off"),
    Decision.SIGNED: _("Signed"),
    Decision.NARROWED: _("Signed with a narrower scope"),
    Decision.REFUSED: _("Refused"),
    Decision.TAKEN_BACK: _("Taken back"),
}
OPENED: Mapping[Opened, Word] = {
    Opened.ORDER: _("the whole order"),
    Opened.SCOPE: _("scope and grounds"),
    Opened.ASK: _("what they are asked for"),
    Opened.BRIEFING: _("a briefing sheet"),
}
GAPS: Mapping[Gap, Word] = {
    Gap.NOBODY_ASKED: _("No prosecutor was asked to sign. Ask one."),
    Gap.WAITS: _("The prosecutor has not decided yet."),
    Gap.REFUSED: _("The prosecutor refused. Change the order and ask again."),
    Gap.CHANGED: _("Sites, times, persons or scope changed since it was signed. Ask again."),
    Gap.EXPIRED: _("The sign-off has expired. Ask again."),
    Gap.TOO_EARLY: _("The time that was signed for has not begun."),
    Gap.TOO_LATE: _("The time that was signed for is over. Ask again."),
}


STANDINGS: Mapping[Standing, Word] = {
    Standing.VALID: _("This sign-off was given by this record and holds."),
    Standing.EXPIRED: _("This sign-off was given by this record. It has expired."),
    Standing.REPLACED: _("Another sign-off was asked for since. This sheet holds no longer."),
    Standing.TAKEN_BACK: _("This sign-off was taken back. It holds no longer."),
    Standing.OVER: _("The operation is over. This sign-off allows nothing more."),
    Standing.NOT_OURS: _("This code is not of this record, or it was typed wrongly."),
}
TECHNIQUES: Mapping[Technique, Word] = {
    Technique.SURVEILLANCE: _("watching places or people"),
    Technique.INTERCEPTION: _("listening to or reading what is sent"),
    Technique.UNDERCOVER: _("an officer under another identity"),
    Technique.DELIVERY: _("letting goods or money pass under watch"),
    Technique.ONLINE: _("a concealed presence online"),
}
DUTIES: Mapping[str, Sequence[Word]] = {
    "command": (
        _("Hold the roll call before anybody is told the place."),
        _("See that telephones of the teams are put away until the teams are inside."),
        _("Enter start, end and every change of plan at once."),
    ),
    "law": (
        _("Stay within the scope that was signed; ask the prosecutor before doing more."),
        _("Women and girls are searched by a female officer only."),
        _("Whoever is found is treated as a possible victim until they are screened."),
    ),
    "inspect": (
        _("Look at exits, locks, rooms where people sleep, passports and debt books."),
        _("Write down what you see, with the time and the place in the building."),
    ),
    "record": (
        _("Note the clock of each device beside the true time before anything is touched."),
        _("Nothing is opened or played on the device itself."),
        _("Write who was present, and when they came and left."),
    ),
    "care": (
        _("People come first: water, rest, a doctor, then questions."),
        _("Talk to each person apart from those who kept them, in their language."),
        _("Give each person a wristband code. Names stay with you."),
    ),
    "watch": (
        _("You watch and note; you question nobody."),
        _("Say at once to the lead what looks wrong to you."),
    ),
}
"""What a sort of role does, for the briefing sheet: our own words."""
FLAWS: Mapping[Flaw, Word] = {
    Flaw.ORDER_OF_DAYS: _("The last day lies before the first."),
    Flaw.PAST: _("The last day is over already."),
    Flaw.TOO_LONG: _("It may last half a year at most. Ask again when it ends."),
    Flaw.REVIEW_OUTSIDE: _("The day of review lies between the first and the last day."),
}


def in_language(english: str, khmer: str) -> str:
    """A word of a table in the reader's language."""
    return khmer if khmer and (get_language() or "").startswith("km") else english


def code_name_words(name: str) -> str:
    """A code name in the reader's language."""
    return in_language(name, load_code_names(settings.PONLEU_COUNTRY).get(name, ""))


def span_words(span: timedelta) -> str:
    """A stretch of time in days and hours, or hours and minutes."""
    minutes = int(span.total_seconds()) // 60
    if minutes >= 24 * 60:
        days, hours = divmod(minutes // 60, 24)
        return gettext("%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    hours, rest = divmod(minutes, 60)
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


WHYS: Mapping[Why, Word] = {
    Why.NO_SKILL: _("Nobody of the teams can do this"),
    Why.NO_TIME: _("No team gets there in its window and its shift"),
    Why.TOO_HEAVY: _("No vehicle has room for it"),
    Why.NOT_WORTH: _("Another site would have to be left out that is worth more"),
    Why.BUNDLE: _("The sites that are linked with it cannot all be struck together"),
    Why.OTHERS_FIRST: _("Sites that come first take the teams"),
}


NOTHING_TO_DRAW: Mapping[Nothing, Word] = {
    Nothing.NO_SITE: _(
        "The chosen teams visit every site that may be drawn. Leave a larger part to the draw."
    ),
    Nothing.NO_TEAM: _("No drawn team can visit a site that may be drawn. Leave another part."),
}
STAGES: Mapping[Stage, Word] = {
    Stage.COMMITTING: _("People commit"),
    Stage.REVEALING: _("Whoever committed reveals"),
    Stage.DRAWN: _("Drawn, not taken over"),
    Stage.TAKEN: _("Taken over"),
}
LEFTS: Mapping[Left, Word] = {
    Left.NOT_DRAWN: _("Left to the draw with probability %(share)s, and not drawn"),
    Left.OUT_OF_REACH: _("Left to the draw, and no drawn team can visit it"),
    Left.URGENT: _("Somebody is in danger, and no chosen team gets there: it is never drawn"),
    Left.NOT_CHOSEN: _("The chosen teams do not visit it, and it cannot be drawn"),
}


def left_words() -> Mapping[Left, str]:
    """Why a site is left out of a drawn plan, in the reader's language."""
    return {left: str(words) for left, words in LEFTS.items()}


def gap_words(gap: Gap) -> str:
    """Why an order may not start, and what to do."""
    return str(GAPS[gap])


FLAGS: Mapping[Wrong, Word] = {
    Wrong.NO_ROLE: _("%(sites)s: nobody who comes brings %(roles)s."),
    Wrong.TOO_EARLY: _(
        "%(sites)s: team %(team)d gets there %(minutes)d minutes after it is to begin."
    ),
    Wrong.OUTSIDE: _("%(sites)s: team %(team)d begins outside the hours of the site."),
    Wrong.LATE_BACK: _("Team %(team)d is back %(minutes)d minutes after its shift ends."),
    Wrong.APART: _("%(sites)s: linked by “%(linked)s”, and begun %(minutes)d minutes apart."),
}
LEFT_OF_LINKED = _(
    "%(sites)s: linked by “%(linked)s” with a site that is planned, and not planned."
)


def flag_words(flag: Flag, order: Order) -> str:
    """What a plan breaks, with the names of the sites that it is about."""
    roles = load_operation_roles(settings.PONLEU_COUNTRY)
    is_left = flag.wrong is Wrong.APART and not flag.minutes
    named = [order.site(entry) for entry in flag.entries]
    return str(LEFT_OF_LINKED if is_left else FLAGS[flag.wrong]) % {
        "sites": ", ".join(site.name for site in named if site),
        "roles": ", ".join(
            in_language(roles[code].name, roles[code].name_km) if code in roles else code
            for code in flag.roles
        ),
        "team": flag.team,
        "minutes": flag.minutes,
        "linked": flag.linked,
    }
