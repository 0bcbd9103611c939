"""How long finding takes on SQLite: ``python -m benchmarks.search.find [ROWS]``.

Fills a database of its own, in a folder that is removed, with made-up names and texts in four
languages, then asks as a person of one province and as one of the whole country.
Prints p50 and p95 in milliseconds for each sort of question.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

AT = datetime(2026, 11, 22, tzinfo=UTC)


def _words(text: str) -> list[str]:
    return text.split()


LATIN = _words("""
ba bo chan da dara heng keo kim leak lim ly mean meng mony nary nimol om phal pich rith
roth sam san seng sok sov srey su tha thy vann vey
""")
KHMER = _words("""
កុ ខេ គឹម ចន្ទ ឆាយ ជា ដារ៉ា តារា ថន ធា នារី បុប្ផា ផល ពៅ ភា មាស យ៉ាន រ័ត្ន លី វណ្ណ សុខ
ហេង អ៊ុំ
""")
CHINESE = "王李张刘陈杨黄赵周吴徐孙朱马胡林郭何高罗纸灯笼酒店金龙海天华明伟芳娜敏静丽强磊军洋勇艳杰"
VIETNAMESE = _words("""
Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đức Hạnh Thảo Tuấn
Hương
""")
COMMON = _words("""
the workers said that police inspected hotel district commune report passport office
people found complaint province
""")
PROVINCES = [f"{number:02d}" for number in range(1, 26)]


def made_up_rows(count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    """Rows as rooms would index them: mostly short records, some long documents."""
    latin = [a + b for a in LATIN for b in LATIN]
    for number in range(count):
        names = [
            " ".join(chance.sample(latin, 2)).title(),
            "".join(chance.sample(KHMER, 3)),
            "".join(chance.sample(CHINESE, 3)),
            " ".join(chance.sample(VIETNAMESE, 3)),
        ]
        length = 400 if number % 20 == 0 else 30
        body = " ".join(chance.choices(COMMON + names + latin[:200], k=length))
        yield {"number": number, "title": names[number % 4], "body": body}


def fill(count: int) -> None:
    """Put the made-up rows into the table, as the service would."""
    from ponleu.foundation.core.references import reference
    from ponleu.foundation.search.models import Findable
    from ponleu.foundation.search.rules import indexed

    chance = random.Random(1)
    batch = []
    for row in made_up_rows(count, chance):
        number, title, body = int(str(row["number"])), str(row["title"]), str(row["body"])
        province = chance.choice(PROVINCES)
        code = reference("S", 2026, number)
        batch.append(
            Findable(
                target_type="register.entry", target=UUID(int=number), kind="site",
                reference=code, title=title, body=body, **indexed(code, title, body),
                read_action="register.read", unit_path=f"KH/{province}/", territory=province,
                changed_at=AT,
            )
        )  # fmt: skip
        if len(batch) == 5000:
            Findable.objects.bulk_create(batch)
            batch.clear()
    Findable.objects.bulk_create(batch)


def questions(chance: random.Random) -> dict[str, list[str]]:
    """Some forty questions of each sort."""
    from ponleu.foundation.core.references import reference

    latin = [a + b for a in LATIN for b in LATIN]
    return {
        "two rare words": [" ".join(chance.sample(latin, 2)) for _ in range(40)],
        "Khmer name": ["".join(chance.sample(KHMER, 2)) for _ in range(40)],
        "Chinese name, 3 signs": ["".join(chance.sample(CHINESE, 3)) for _ in range(40)],
        "Chinese name, 2 signs": ["".join(chance.sample(CHINESE, 2)) for _ in range(40)],
        "Chinese, 1 sign": chance.choices(CHINESE, k=40),
        "Latin word, 2 letters": ["ly", "om", "le", "ho"] * 10,
        "Vietnamese, no marks": ["nguyen duc", "tran hanh", "huynh", "le thao", "dang tuan"] * 8,
        "reference": [reference("S", 2026, chance.randrange(10_000)) for _ in range(40)],
        "a word in most rows": chance.choices(COMMON, k=40),
        "a word in no row": ["qwertz", "xylophone"] * 20,
    }


class Asker:
    """A person whose grants are read already."""

    def __init__(self, unit_path: str) -> None:
        self.unit_path = unit_path

    def reaches(self, action: str) -> list[Any]:
        from ponleu.foundation.accounts.rules import Reach

        return [Reach(action, self.unit_path, "")] if action == "register.read" else []


def measure(asked: list[str], unit_path: str) -> tuple[float, float, float]:
    """p50 and p95 in milliseconds, and the mean number of hits."""
    from ponleu.foundation.search import queries

    took, hits = [], []
    for text in asked:
        began = time.perf_counter()
        hits.append(len(queries.find(Asker(unit_path), text)))  # type: ignore[arg-type]  # a stand-in
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[18], statistics.mean(hits)


def main(count: int) -> None:
    """Fill, ask, print."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", "search", verbosity=0, skip_checks=True)
    began = time.perf_counter()
    fill(count)
    print(f"{count} rows put in and indexed in {time.perf_counter() - began:.0f} s")
    print(f"{'question':24} {'one province':>24} {'whole country':>24}   (p50 / p95 ms, hits)")
    for name, asked in questions(random.Random(2)).items():
        cells = [measure(asked, path) for path in ("KH/18/", "KH/")]
        print(f"{name:24}" + "".join(f" {a:9.1f} / {b:6.1f}, {c:3.0f}" for a, b, c in cells))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PONLEU_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponleu.faces.config.settings")
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 250_000)
