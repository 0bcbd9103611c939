"""Drafts in two languages, made of a finding's plain values by templates of our own. Pure.

No template names anyone, says where more exactly than the province, or calls anybody guilty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ponleu.response.public_answers.rules.numbers import day_of, in_khmer, month_of

COURT_JUDGMENT = 5


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in Khmer and in English; they go out together."""

    km: str
    en: str

    def __add__(self, other: Both) -> Both:
        return Both(f"{self.km} {other.km}".strip(), f"{self.en} {other.en}".strip())

    def in_language(self, code: str) -> str:
        """The Khmer words for Khmer, the English ones for any other language."""
        return self.km if code.startswith("km") else self.en


@dataclass(frozen=True, slots=True)
class Facts:
    """What a finding says, in codes.

    Attributes:
        outcome, other: codes of the finding; ``other`` is which other matter, if it is one.
        level: of proof, 0 to 5.
        reviewed: the day of its review.
        about: "site", "organisation" or "person".
        province: its name; never a place more exact.
        seen, not_seen: codes of the indicators that were, and were not, found.
    """

    outcome: str
    level: int
    reviewed: date
    about: str = "site"
    province: Both = Both("", "")
    other: str = ""
    seen: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()


ABOUT: Mapping[str, Both] = {
    "site": Both("ទីកន្លែងអាជីវកម្មមួយ", "a place of business"),
    "organisation": Both("ក្រុមហ៊ុន ឬអង្គការមួយ", "a company or organisation"),
    "person": Both("បុគ្គលម្នាក់", "a person"),
}
OUTCOMES: Mapping[str, Both] = {
    "substantiated": Both(
        "ភស្តុតាងគាំទ្រអ្វីដែលត្រូវបានចោទប្រកាន់។", "The evidence bears out what was alleged."
    ),
    "partly": Both(
        "ភស្តុតាងគាំទ្រផ្នែកខ្លះនៃអ្វីដែលត្រូវបានចោទប្រកាន់ ប៉ុន្តែមិនគាំទ្រផ្នែកផ្សេងទៀតទេ។",
        "The evidence bears out part of what was alleged, and does not bear out the rest.",
    ),
    "could_not_verify": Both(
        "យើងមិនអាចបញ្ជាក់អ្វីដែលត្រូវបានចោទប្រកាន់បានទេ។ នេះមិនមានន័យថា វាមិនបានកើតឡើងទេ។",
        "We could not verify what was alleged. That does not mean that it did not happen.",
    ),
    "not_substantiated": Both(
        "អ្វីដែលយើងបានរកឃើញ ផ្ទុយពីអ្វីដែលត្រូវបានចោទប្រកាន់។",
        "What we found speaks against what was alleged.",
    ),
    "other_matter": Both(
        "អ្វីដែលយើងបានរកឃើញ គឺជារឿងផ្សេងពីអ្វីដែលត្រូវបានចោទប្រកាន់៖ {other}។",
        "What we found is another matter than the one alleged: {other}.",
    ),
}
OTHERS: Mapping[str, Both] = {
    "labour_dispute": Both("វិវាទការងារ", "a labour dispute"),
    "immigration": Both("បញ្ហាអន្តោប្រវេសន៍", "a matter of stay and papers"),
    "debt": Both("វិវាទអំពីបំណុល", "a dispute about a debt"),
    "family": Both("រឿងក្នុងគ្រួសារ", "a matter within a family"),
    "other": Both("រឿងប្រភេទផ្សេង", "a matter of another kind"),
}
LEVELS: Sequence[Both] = (
    Both("បានកត់ត្រា", "recorded"),
    Both("ការសង្ស័យសមហេតុផល", "reasonable suspicion"),
    Both("មូលហេតុសមស្របដើម្បីជឿ", "reasonable grounds to believe"),
    Both("តុល្យភាពនៃលទ្ធភាព", "balance of probabilities"),
    Both("ភស្តុតាងច្បាស់លាស់ និងគួរឱ្យជឿជាក់", "clear and convincing"),
    Both("សាលក្រមរបស់តុលាការ", "court judgment"),
)
INDICATORS: Mapping[str, Both] = {
    "abuse_of_vulnerability": Both("ការកេងចំណេញពីភាពងាយរងគ្រោះ", "use of a person's weak position"),
    "deception": Both("ការបោកបញ្ឆោត", "deception"),
    "restriction_of_movement": Both("ការរឹតត្បិតសេរីភាពធ្វើដំណើរ", "limits on moving freely"),
    "isolation": Both("ការដាក់ឱ្យនៅដាច់ពីអ្នកដទៃ", "isolation"),
    "physical_and_sexual_violence": Both("អំពើហិង្សា", "violence"),
    "intimidation_and_threats": Both("ការគំរាមកំហែង", "threats"),
    "retention_of_identity_documents": Both(
        "ការរក្សាទុកលិខិតឯកសារដោយអ្នកដទៃ", "papers kept by someone else"
    ),
    "withholding_of_wages": Both("ការមិនបើកប្រាក់ឈ្នួល", "wages held back"),
    "debt_bondage": Both("ការងារដោយចំណងបំណុល", "work held by a debt"),
    "abusive_working_and_living_conditions": Both(
        "លក្ខខណ្ឌការងារ ឬការរស់នៅមិនសមរម្យ", "abusive conditions of work or living"
    ),
    "excessive_overtime": Both("ការងារលើសម៉ោងហួសប្រមាណ", "too many hours of work"),
}
NEXT: Mapping[str, Both] = {
    "labour_dispute": Both(
        "វិវាទការងារ ជាភារកិច្ចរបស់អធិការការងារ។", "Labour disputes are for the labour inspectors."
    ),
    "immigration": Both(
        "បញ្ហាស្នាក់នៅ និងលិខិតឯកសារ ជាភារកិច្ចរបស់មន្ត្រីអន្តោប្រវេសន៍។",
        "Matters of stay and papers are for the immigration officers.",
    ),
    "decided": Both(
        "អ្វីដែលត្រូវធ្វើបន្ទាប់ ត្រូវសម្រេចដោយស្ថាប័នមានសមត្ថកិច្ច។",
        "What follows is decided by the bodies whose task it is.",
    ),
    "tell_more": Both(
        "អ្នកណាដែលដឹងបន្ថែម អាចប្រាប់យើងបានគ្រប់ពេល ដោយមិនចាំបាច់ប្រាប់ឈ្មោះ។",
        "Whoever knows more can tell us at any time, without giving a name.",
    ),
}
CLOSING = Both(
    "បើមានព័ត៌មានថ្មី យើងនឹងកែចម្លើយនេះ ហើយទុកចម្លើយចាស់ឱ្យមើលឃើញ។",
    "If new information comes, we will correct this answer and keep the old one visible.",
)
NOT_A_JUDGMENT = Both("នេះមិនមែនជាសាលក្រមរបស់តុលាការទេ។", "This is not a court judgment.")
LISTS: Mapping[str, Both] = {
    "seen": Both("យើងបានរកឃើញសញ្ញានៃ៖ {these}។", "We found signs of: {these}."),
    "not_seen": Both("យើងមិនបានរកឃើញសញ្ញានៃ៖ {these}ទេ។", "We found no signs of: {these}."),
}
TO_A_REPORTER: Mapping[str, Both] = {
    "substantiated": Both(
        "យើងបានពិនិត្យអ្វីដែលអ្នកបានប្រាប់យើង ហើយភស្តុតាងគាំទ្រវា។",
        "We looked into what you told us, and the evidence bears it out.",
    ),
    "partly": Both(
        "យើងបានពិនិត្យអ្វីដែលអ្នកបានប្រាប់យើង ហើយភស្តុតាងគាំទ្រផ្នែកខ្លះនៃវា។",
        "We looked into what you told us, and the evidence bears out part of it.",
    ),
    "could_not_verify": Both(
        "យើងបានពិនិត្យអ្វីដែលអ្នកបានប្រាប់យើង ហើយមិនទាន់អាចបញ្ជាក់បានទេ នេះមិនមានន័យថា វាមិនបានកើតឡើងទេ។",
        "We looked into what you told us and could not verify it, which does not mean that it "
        "did not happen.",
    ),
    "not_substantiated": Both(
        "យើងបានពិនិត្យអ្វីដែលអ្នកបានប្រាប់យើង ហើយអ្វីដែលយើងបានរកឃើញចង្អុលទៅផ្លូវផ្សេង។",
        "We looked into what you told us, and what we found points another way.",
    ),
    "other_matter": Both(
        "យើងបានពិនិត្យអ្វីដែលអ្នកបានប្រាប់យើង ហើយអ្វីដែលយើងបានរកឃើញគឺ{other}។",
        "We looked into what you told us, and what we found is {other}.",
    ),
}
PUBLIC_FROM = Both(
    "យើងនឹងឆ្លើយជាសាធារណៈ មិនមុន{day}ទេ ហើយចម្លើយនោះមិនប្រាប់ថាអ្នកណាបានរាយការណ៍ឡើយ។",
    "We will answer in public, not before {day}, and that answer does not say who reported.",
)
WRITE_HERE = Both("បើអ្នកដឹងបន្ថែម សូមសរសេរមកយើងនៅទីនេះ។", "If you know more, write to us here.")
REPLACES = Both(
    "ចម្លើយនេះកែចម្លើយដែលយើងបានផ្តល់នៅ{month}។ ចម្លើយចាស់នៅតែមើលឃើញ។",
    "This answer corrects the one that we gave in {month}. The old one stays visible.",
)


def draft(facts: Facts, *, corrects: date | None = None) -> Both:
    """A draft for a person to edit: what it is about, what was found and not, what follows.

    Args:
        corrects: when the answer was published that this one corrects.
    """
    parts = [_beginning(facts), _conclusion(facts), *_lists(facts), _next(facts) + CLOSING]
    if corrects is not None:
        parts.insert(0, _filled(REPLACES, month=Both(*month_of(corrects))))
    return Both(
        "\n\n".join(part.km for part in parts if part.km),
        "\n\n".join(part.en for part in parts if part.en),
    )


def sentence(outcome: str, other: str = "") -> Both:
    """What became of what someone told us, in one sentence that tells nothing of others."""
    return _filled(TO_A_REPORTER[outcome], other=OTHERS.get(other, OTHERS["other"]))


def to_a_reporter(outcome: str, other: str, public_from: date) -> Both:
    """What is proposed for one reporter, before the public hears; a person sends it."""
    told = sentence(outcome, other)
    return told + _filled(PUBLIC_FROM, day=Both(*day_of(public_from))) + WRITE_HERE


def _beginning(facts: Facts) -> Both:
    month = Both(*month_of(facts.reviewed))
    about = ABOUT.get(facts.about, ABOUT["site"])
    place = facts.province
    where = Both(f" នៅ{place.km}" if place.km else "", f" in {place.en}" if place.en else "")
    return Both(
        f"ចម្លើយនេះនិយាយអំពីការចោទប្រកាន់ពាក់ព័ន្ធនឹង{about.km}{where.km}។ "
        f"យើងបានពិនិត្យរឿងនេះ ហើយអ្នកពិនិត្យម្នាក់ទៀតបានយល់ព្រមលើសេចក្តីសន្និដ្ឋាននៅ{month.km}។",
        f"This answer is about what was alleged of {about.en}{where.en}. We looked into it, and "
        f"another reviewer agreed with the finding in {month.en}.",
    )


def _conclusion(facts: Facts) -> Both:
    found = _filled(OUTCOMES[facts.outcome], other=OTHERS.get(facts.other, OTHERS["other"]))
    level = LEVELS[facts.level]
    rests = Both(
        f"សេចក្តីសន្និដ្ឋាននេះស្ថិតនៅកម្រិត {in_khmer(str(facts.level))} ក្នុងចំណោម ៥៖ {level.km}។",
        f"This conclusion rests on level {facts.level} of 5: {level.en}.",
    )
    return found + rests + (NOT_A_JUDGMENT if facts.level < COURT_JUDGMENT else Both("", ""))


def _lists(facts: Facts) -> list[Both]:
    found = []
    for kind, template in LISTS.items():
        these = [INDICATORS[code] for code in getattr(facts, kind) if code in INDICATORS]
        if these:
            km, en = " · ".join(each.km for each in these), "; ".join(each.en for each in these)
            found.append(_filled(template, these=Both(km, en)))
    return found


def _next(facts: Facts) -> Both:
    if facts.outcome == "other_matter":
        return NEXT.get(facts.other, NEXT["decided"])
    is_open = facts.outcome in ("could_not_verify", "not_substantiated")
    return NEXT["tell_more"] if is_open else NEXT["decided"]


def _filled(template: Both, **values: Both) -> Both:
    return Both(
        template.km.format(**{name: value.km for name, value in values.items()}),
        template.en.format(**{name: value.en for name, value in values.items()}),
    )
