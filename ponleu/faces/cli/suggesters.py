"""Which models `ponleu read --suggest` asks, and what is told of how they fared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ponleu.foundation.suggesters.options import BadSetting, Options, options_from
from ponleu.foundation.suggesters.reading import Suggested
from ponleu.foundation.suggesters.spacy_model import DEFAULT

SPACY, LANGUAGE_MODEL = "spacy", "llm"
SUGGESTERS = (SPACY, LANGUAGE_MODEL)


def suggesters_for(chosen: Collection[str], environ: Mapping[str, str]) -> Options:
    """Those that the command names, and no other, as the environment sets them up.

    Raises:
        BadSetting: one is named that is not set up, or set up badly.
    """
    if not chosen:
        return Options()
    known = options_from(environ)
    if LANGUAGE_MODEL in chosen and known.language_model is None:
        raise BadSetting("no language model is set up: set PONLEU_LLM_URL and PONLEU_LLM_MODEL")
    return Options(
        spacy_model=(known.spacy_model or DEFAULT) if SPACY in chosen else "",
        language_model=known.language_model if LANGUAGE_MODEL in chosen else None,
    )


def remarks(found: Suggested) -> Iterator[str]:
    """One line for each model that could not help, and one for what a language model offered."""
    yield from (str(refusal) for refusal in found.refused)
    if found.taken or found.dropped:
        dropped = "; ".join(f"{times} {why}" for why, times in sorted(found.dropped.items()))
        yield f"the language model: {found.taken} offers taken, dropped: {dropped or 'none'}"
