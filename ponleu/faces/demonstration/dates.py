"""Days and numbers as each language writes them."""

from __future__ import annotations

from datetime import date

ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ENGLISH_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
KHMER_MONTHS = [
    "មករា",
    "កុម្ភៈ",
    "មីនា",
    "មេសា",
    "ឧសភា",
    "មិថុនា",
    "កក្កដា",
    "សីហា",
    "កញ្ញា",
    "តុលា",
    "វិច្ឆិកា",
    "ធ្នូ",
]
KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


def khmer_digits(text: str) -> str:
    """The same text with Khmer digits."""
    return text.translate(KHMER_DIGITS)


def written(day: date, form: str) -> str:
    """A day in one of the forms that texts may ask for.

    date: 7 March 2026; day: 7 March; us: March 7; weekday: Saturday; month: March 2026;
    iso: 2026-03-07; km, zh, vi: the full date in that language.
    """
    month = ENGLISH_MONTHS[day.month - 1]
    km_month = KHMER_MONTHS[day.month - 1]
    forms = {
        "date": f"{day.day} {month} {day.year}",
        "day": f"{day.day} {month}",
        "us": f"{month} {day.day}",
        "weekday": ENGLISH_WEEKDAYS[day.weekday()],
        "month": f"{month} {day.year}",
        "iso": day.isoformat(),
        "km": khmer_digits(f"ថ្ងៃទី {day.day} ខែ{km_month} ឆ្នាំ {day.year}"),
        "zh": f"{day.year}年{day.month}月{day.day}日",
        "vi": f"ngày {day.day} tháng {day.month} năm {day.year}",
    }
    return forms[form]
