"""Names that a model outside the rules believes in, let in where no rule found anything.

The engine knows no model: it takes spans. What a suggestion offers passes the same checks as
the rules' own finds: words that are no names, titles and offices cut off, capitals.
"""

from __future__ import annotations

from collections.abc import Sequence

from ponleu.engines.reading.runs import Covered, longest_only
from ponleu.engines.reading.suggested_bodies import suggested_bodies
from ponleu.engines.reading.suggested_names import CONFIDENCES, RULE, SHORT
from ponleu.engines.reading.suggested_people import suggested_people
from ponleu.engines.reading.types import Document, Fact, Lexicon, Suggestion

__all__ = ["RULE", "SHORT", "find_suggested"]


def find_suggested(
    document: Document,
    lexicon: Lexicon,
    mentions: Sequence[Fact],
    suggestions: Sequence[Suggestion],
) -> list[Fact]:
    """People and organisations among the suggestions that no rule speaks against.

    Args:
        mentions: what the rules found; nothing that overlaps any of it is added.
        suggestions: in any order; other kinds than the two are passed over.
    """
    offered = sorted(
        (one for one in suggestions if one.kind in CONFIDENCES and one.start < one.end),
        key=lambda one: (one.start, one.end),
    )
    if not offered:
        return []
    held = Covered(mentions)
    bodies = longest_only(suggested_bodies(document, lexicon, offered, held))
    return [*bodies, *suggested_people(document, lexicon, [*mentions, *bodies], offered)]
