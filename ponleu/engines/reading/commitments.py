"""Commitments: who will do what, by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ponleu.engines.reading.commitment_actors import Actor, actor_before
from ponleu.engines.reading.commitment_presents import present_promises
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind, Part
from ponleu.engines.reading.word_sets import word_set

_STRENGTHS: Final = ("strong", "plain", "weak")
_NEGATIVES: Final = frozenset({"not", "never", "no", "neither"})
_ADVERBS: Final = frozenset({"also", "then", "now", "soon", "always", "still", "immediately"})
_RESPONSIBLE: Final = ("be", "responsible", "for")
_PROMISING_SORTS: Final = frozenset({"authority", "person", "organisation", "document", "group"})
_BARE: Final = frozenset({"promised", "plans", "foreseen"})
"""Labels of marks that a thing follows and not a verb: "promised a joint inspection"."""
_THINGS: Final = word_set(
    "a an the to that it its his her their he she they we i me us him them another two three "
    "four five six more new free full joint further help action support every all on in by for "
    "no before within next some this"
)
_PARTICIPLES: Final = word_set(
    "made done held sent put set shut paid brought taken given kept built found cut let left "
    "told met sold sought taught withdrawn written drawn begun shown split spent"
)
_NOT_DONE: Final = word_set(
    "affected expected needed remembered surprised concerned seen known interested involved hit "
    "hurt felt limited delayed missed based located required disappointed satisfied supposed "
    "allowed forced tempted used called fined jailed imprisoned sentenced tested ruined "
    "punished killed beaten arrested caught sold lost better"
)
_DUE_WORDS: Final = word_set(
    "by before within until till tomorrow next soon coming shortly tonight later early upcoming"
)
_VOWING: Final = word_set("vowed vows pledged pledges")
_PREPOSITIONS: Final = word_set(
    "in on at by and as for with from during last yesterday of were was are is made have has had"
)
_GATHERINGS: Final = word_set("meeting visit trip workshop event training forum conference talks")
_WITHHELD: Final = word_set(
    "comment say discuss speculate confirm name reveal disclose identify answer elaborate "
    "have help change know"
)
_PERIPHRASES: Final = frozenset({"is to", "are to", "was to", "were to", "plan is to"})
_NOT_TO_DO: Final = word_set("aim goal purpose job task problem objective point question idea what "
                             "all first duty thing answer solution reason best mission why it "
                             "how key way only this that")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promise:
    """A promising word found, with who is to act and what.

    Attributes:
        verb: index of the token that says what is to be done.
        strength: "strong", "plain" or "weak", the last part of the rule's name.
    """

    hit: Hit
    actor: Actor
    verb: int
    strength: str


def commitment_in(narration: Narration, saying: Saying) -> Fact | None:
    """The commitment that the saying makes; of several, the strongest, then the first."""
    promises = _promises(narration, saying)
    if not promises:
        return None
    promise = min(promises, key=lambda found: (_STRENGTHS.index(found.strength), found.verb))
    tokens = narration.tokens
    if promise.hit.label == "gerund":
        begin = tokens[promise.hit.first].start
        saying = replace(saying, start=tokens[promise.verb].start, span_start=begin)
    mark = narration.text[tokens[promise.hit.first].start : tokens[promise.hit.last - 1].end]
    what = narration.text[tokens[promise.verb].start : tokens[promise.verb].end]
    return make_statement(
        narration,
        FactKind.COMMITMENT,
        saying,
        rule=f"commitments.{promise.strength}",
        value=_sort(narration, promise, saying),
        parts=_parts(narration, promise, saying),
        reason=f'"{mark}" with "{what}": {promise.actor.why}.',
    )


def _promises(narration: Narration, saying: Saying) -> list[Promise]:
    first, last = narration.token(saying.start), narration.token(saying.end)
    found = (
        _promise(narration, saying, hit, first, last)
        for hit in narration.hits("commitment_marks", first, last)
    )
    promises = [promise for promise in found if promise is not None]
    if promises:
        return promises
    return [
        Promise(hit, _subject_of(narration, hit), hit.first, "weak")
        for hit in present_promises(narration, saying)
    ]


def _subject_of(narration: Narration, hit: Hit) -> Actor:
    subject = narration.tokens[hit.first - 1]
    return Actor(subject.start, subject.end, "", True, True, "told for a day to come")


def _promise(
    narration: Narration, saying: Saying, hit: Hit, first: int, last: int
) -> Promise | None:
    verb = hit.last - 1 if hit.label == "gerund" else _verb(narration, hit, last)
    if verb is None or _is_no_promise(narration, saying, hit, first):
        return None
    actor = actor_before(narration, saying, hit, first)
    if actor is None:
        return None
    if _is_passive(narration, verb, hit):
        return _passive(narration, saying, hit, actor, verb)
    if hit.label in {"modal", "offer"} and _is_stative(narration, saying, hit, verb):
        return None
    if (hit.label == "foreseen" or not actor.acts) and not _is_due(narration, saying, hit, verb):
        return None
    return Promise(hit, actor, verb, _strength(actor, hit))


def _is_no_promise(narration: Narration, saying: Saying, hit: Hit, first: int) -> bool:
    """ "The aim is to", "would" in nobody's mouth, "were promised jobs", "planned to" flee."""
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > first else ""
    words = " ".join(token.word for token in tokens[hit.first : hit.last])
    if words in _PERIPHRASES:
        earlier = {token.word for token in tokens[max(first, hit.first - 4) : hit.first]}
        is_done = hit.last < len(tokens) and tokens[hit.last].word == "be"
        if earlier & _GATHERINGS and not is_done:
            return True
        return bool(earlier & _NOT_TO_DO) or words in {"was to", "were to"}
    if words in {"plan to", "plans to"} and _is_noun(narration, hit, first):
        return True
    if words == "would" and not saying.pattern and saying.speaker is None:
        return True
    if hit.label in {"pledge", "promised"} and before in {"was", "were", "been", "being", "as"}:
        return True
    if words in {"will", "plan", "plans", "promise", "pledge"}:  # nouns: "the will of the"
        return before in {"the", "a", "no", "his", "her", "their", "this", "free", "at", "of"}
    return before in {"if", "not", "never"} and hit.label != "modal"


def _is_noun(narration: Narration, hit: Hit, first: int) -> bool:
    """ "A follow-up plan to": told of with an article before it."""
    tokens = narration.tokens
    words = [token.word for token in tokens[max(first, hit.first - 4) : hit.first]]
    articles = [at for at, word in enumerate(words) if word in {"a", "an", "the", "its", "their"}]
    if not articles or narration.named_ending(tokens[hit.first - 1].end) is not None:
        return False
    return tokens[hit.first].word == "plan" and not words[-1].endswith("s")


def _is_due(narration: Narration, saying: Saying, hit: Hit, verb: int) -> bool:
    """Whether a day to come is set for what "will" be done by a thing: a file, a shelter."""
    if hit.label in {"pledge", "promised"}:
        return True
    end = narration.tokens[hit.last - 1].end
    last = narration.token(saying.end)
    if any(token.word in _DUE_WORDS for token in narration.tokens[verb + 1 : last]):
        return True
    dates = narration.within(FactKind.DATE, end, saying.end)
    return any(not _is_past(str(date.value), narration.published) for date in dates)


def _passive(
    narration: Narration, saying: Saying, hit: Hit, actor: Actor, verb: int
) -> Promise | None:
    """ "Shall be closed" binds the speaker, if what is done is in a speaker's power."""
    step = verb + 1
    tokens = narration.tokens
    while tokens[step].word in _ADVERBS or tokens[step].word.endswith("ly"):
        step += 1
    done = narration.hit_at("commitment_passives", step)
    speaker = saying.speaker
    if tokens[hit.first - 1].word in {"which", "who"} and not actor.is_speaker:
        return None
    binds = speaker is not None and speaker.sort in _PROMISING_SORTS | {"pronoun"}
    if tokens[step].word in _NOT_DONE:
        return None
    if not (done and (binds or not saying.pattern)) and not _is_due(narration, saying, hit, step):
        return None
    why = "done to something, promised by the speaker"
    return Promise(hit, Actor(actor.start, actor.end, "", True, True, why), step, "plain")


def _strength(actor: Actor, hit: Hit) -> str:
    if hit.label in {"committed", "listed"}:
        return "weak"
    if actor.is_speaker or hit.label in {"pledge", "promised", "offer"}:
        return "strong"
    return "plain" if actor.is_body else "weak"


def _verb(narration: Narration, hit: Hit, last: int) -> int | None:
    """The verb after the mark, adverbs passed over; None if there is none, or a bare "will not"."""
    tokens, at = narration.tokens, hit.last
    if hit.label == "foreseen" or (hit.label == "promised" and _is_vowed(narration, hit)):
        return at if at < last else None
    if hit.label in _BARE:
        is_thing = at < last and (
            tokens[at].word in _THINGS or tokens[at].word[0] in '“"0123456789$'
        )
        return (
            at if is_thing or (at < last and narration.named_starting(tokens[at].start)) else None
        )
    while at < last and (tokens[at].word in _ADVERBS or tokens[at].word.endswith("ly")):
        at += 1
    if at + 1 < last and tokens[at].word in {"not", "never"} and hit.label == "modal":
        at += 1
        if tokens[at].word in _WITHHELD:
            return None
    if at >= last or tokens[at].word in _NEGATIVES or not tokens[at].word.isalpha():
        return None
    if tokens[at].word == "have" and at + 2 < last and tokens[at + 1].word == "to":
        return at + 2
    return at


def _is_vowed(narration: Narration, hit: Hit) -> bool:
    """ "Vowed revenge", "undertook, in a letter, to": no article is needed."""
    tokens = narration.tokens
    word, after = tokens[hit.last - 1].word, tokens[min(hit.last, len(tokens) - 1)].word
    if after == ",":
        return "to" in {token.word for token in tokens[hit.last + 1 : hit.last + 10]}
    return word in _VOWING and after.isalpha() and after not in _PREPOSITIONS


def _is_passive(narration: Narration, verb: int, hit: Hit) -> bool:
    words = [token.word for token in narration.tokens[verb : verb + 4]]
    if hit.label not in {"modal", "plan"} or words[:1] != ["be"]:
        return False
    if tuple(words[:3]) == _RESPONSIBLE:
        return False
    return any(
        word in _PARTICIPLES or word.endswith(("ed", "en", "ht", "up")) for word in words[1:3]
    )


def _is_stative(narration: Narration, saying: Saying, hit: Hit, verb: int) -> bool:
    """A forecast, "will suffer"; "will begin in June" is none, for its day is set."""
    tokens = narration.tokens
    if tuple(token.word for token in tokens[verb : verb + 3]) == _RESPONSIBLE:
        return False
    stop = narration.hit_at("commitment_stops", verb)
    if stop is None:
        return False
    is_own = tokens[hit.first - 1].word in {"i", "we"} and tokens[verb].word == "be"
    if is_own and _is_due(narration, saying, hit, verb):
        return False
    if tokens[hit.first - 1].word == "which":
        return True
    return stop.label != "schedule" or not _is_due(narration, saying, hit, verb)


def _parts(narration: Narration, promise: Promise, saying: Saying) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    actor = promise.actor
    if not actor.is_speaker and actor.acts:
        parts["who"] = Part(narration.text[actor.start : actor.end], actor.start, actor.end,
                            actor.value)  # fmt: skip
        if saying.speaker is None:
            parts["speaker"] = parts["who"]
    due = _due(narration, promise, saying)
    if due is not None:
        parts["due"] = due
    return parts


def _due(narration: Narration, promise: Promise, saying: Saying) -> Part | None:
    """The first date after the promising word, else one before it; never a past one."""
    start = narration.tokens[promise.hit.first].start
    dates = narration.within(FactKind.DATE, saying.start, saying.end)
    for fact in sorted(dates, key=lambda fact: (fact.start < start, fact.start)):
        value = str(fact.value)
        if not _is_past(value, narration.published):
            return Part(fact.text, fact.start, fact.end, value)
        if fact.rule == "dates.weekday" and fact.start > start:
            return Part(fact.text, fact.start, fact.end)  # the day is to come, its date is open
    return None


def _is_past(value: str, published: date | None) -> bool:
    """Compared as far as both are written, so "2022" is not past in August 2022."""
    last = value.rpartition("/")[2]
    if published is None or not last[:1].isdigit():
        return False
    return last < published.isoformat()[: len(last)]


def _sort(narration: Narration, promise: Promise, saying: Saying) -> str:
    start = narration.tokens[promise.verb].start
    passive = narration.label_of("commitment_passives", start, start + 1)
    if passive:
        return passive
    hits = narration.hits("commitment_sorts", promise.verb, narration.token(saying.end))
    if not hits:
        return ""
    return max(hits, key=lambda hit: (hit.last - hit.first, -hit.first)).label
