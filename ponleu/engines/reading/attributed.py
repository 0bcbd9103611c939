"""Words and the one who is said to have spoken them."""

from __future__ import annotations

from dataclasses import dataclass

from ponleu.engines.reading.content_spans import Content
from ponleu.engines.reading.narration import Line
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.types import Part


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words and the one who is said to have spoken them.

    Attributes:
        sort: "claim", "denial", "request" by the verb; "frame" only hands its speaker on.
        pattern: "quotation", "reported", "according".
        cue: the reporting word.
        start: of speaker, cue or content, whichever comes first; ``end`` likewise.
        inherits: the speaker is that of the verb before ("... and said").
        goes_on: a further quotation without a verb of its own.
    """

    sort: str
    pattern: str
    cue: str
    start: int
    end: int
    speaker: Speaker
    content: Content
    line: Line
    through: Part | None = None
    inherits: bool = False
    goes_on: bool = False

    @property
    def is_quoted(self) -> bool:
        return self.pattern == "quotation"
