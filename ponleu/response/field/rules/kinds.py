"""What is entered at a site: kinds of entries, and the words that may stand in their fields."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an entry tells of."""

    CHECK = "check"
    HEADCOUNT = "headcount"
    PERSON = "person"
    PERSON_CHANGE = "person_change"
    NOTE = "note"
    PHOTO = "photo"
    VOICE = "voice"
    SKETCH = "sketch"
    EXHIBIT = "exhibit"


WITH_FILE = frozenset({Kind.PHOTO, Kind.VOICE})
"""Entries to which a sealed file belongs."""

SEALED = frozenset({Kind.NOTE, Kind.PHOTO, Kind.VOICE, Kind.SKETCH, Kind.EXHIBIT})
"""Entries that are nothing without their sealed part."""

FOLDED = frozenset({Kind.CHECK, Kind.PERSON, Kind.PERSON_CHANGE})
"""Entries from which standing values follow."""


class AnswerKind(StrEnum):
    """What a question of a checklist is answered with. Words are never: they go into a note."""

    YES_NO_UNKNOWN = "yes_no_unknown"
    NUMBER = "number"
    CHOICE = "choice"


class Fault(StrEnum):
    """Why an entry was set aside."""

    NOT_YOURS = "not_yours"
    WRONG_FORM = "wrong_form"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_QUESTION = "unknown_question"
    TOO_LARGE = "too_large"
    CHANGED = "changed"


class Flag(StrEnum):
    """What is odd about an entry that is kept."""

    CLOCK = "clock"
    ODD_TIME = "odd_time"
    SAME_PHOTO = "same_photo"
    NOT_OPENABLE = "not_openable"


PERSON_FIELDS = ("wristband", "language", "age_band", "needs")
"""All that is kept of a person found. No name, no nationality, nothing about guilt."""

YES_NO_UNKNOWN = ("yes", "no", "unknown")

LANGUAGES = (
    *("km", "vi", "zh", "th", "lo", "my", "id", "ms", "tl", "bn", "hi", "ur", "ne", "si", "ta"),
    *("ja", "ko", "ru", "en", "fr", "sw", "am", "ar", "signed", "other", "unknown"),
)
"""ISO 639-1 where there is one; "signed" is a sign language."""

AGE_BANDS = ("under_5", "5_11", "12_14", "15_17", "18_24", "25_59", "60_over", "unknown")
"""As they look; nobody is asked for papers."""

NEEDS = (
    *("doctor_now", "injured", "medicine", "pregnant", "small_child", "child_alone", "disability"),
    *("food_water", "distress", "keep_apart", "interpreter"),
)

NOTE_KINDS = ("seen", "heard", "said", "done", "other")
EXHIBIT_KINDS = (
    *("recorder", "camera", "computer", "phone", "storage", "document", "passports"),
    *("debt_book", "money", "vehicle", "restraint", "weapon", "other"),
)
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif")
VOICE_TYPES = ("audio/webm", "audio/ogg", "audio/mp4", "audio/mpeg", "audio/wav")

MOST_PEOPLE = 20_000
MOST_SECONDS = 5 * 60
MOST_STROKES = 20_000
MOST_NUMBER = 10_000_000
MOST_FILE_BYTES = 48 * 1024 * 1024
MOST_SEALED_BYTES = 1024 * 1024
"""Of the sealed part of one entry."""
