"""Fingerprints: hand-worked sets, laws that hold for every text, a slow and simple reference."""

from hashlib import blake2b
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.reading import alike, alike_shingles
from ponleu.engines.reading.alike import (
    BINS,
    LEAST,
    SAMPLE,
    Kind,
    bands,
    containment,
    fingerprint,
    from_bytes,
    likeness,
    relation,
)
from ponleu.engines.reading.alike_details import details
from ponleu.engines.reading.types import Zone, ZoneKind

WORDS = [f"w{number}" for number in range(40)]
some_words = st.lists(st.sampled_from(WORDS), min_size=LEAST + 3, max_size=120).map(" ".join)
any_text = st.text(max_size=300) | st.text(alphabet="ab.1 \nក្ខា២中\u0301\u200b", max_size=300)


def runs(text, size=4):
    """The slow reference: every run of four words, as a set."""
    words = text.split()
    return {tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))}


def jaccard(one, other):
    return len(one & other) / len(one | other)


def words(rng, count):
    return [f"n{rng.randrange(10**9)}" for _ in range(count)]


@given(some_words, some_words)
def test_likeness_of_short_texts_is_the_true_share(one, other):
    a, b = runs(one), runs(other)

    assert likeness(fingerprint(one), fingerprint(other)) == pytest.approx(jaccard(a, b))
    assert containment(fingerprint(one), fingerprint(other)) == pytest.approx(
        len(a & b) / len(a) if len(a) >= LEAST else 0
    )


@given(any_text, any_text)
def test_likeness_is_the_same_from_both_sides(one, other):
    a, b = fingerprint(one), fingerprint(other)
    there, back = relation(a, b), relation(b, a)

    assert likeness(a, b) == likeness(b, a)
    mirrored = {Kind.LONGER: Kind.SHORTER, Kind.SHORTER: Kind.LONGER}
    assert back.kind == mirrored.get(there.kind, there.kind)
    assert (back.inside, back.changed) == (there.inside, there.changed)


@given(any_text)
def test_a_text_is_like_itself(text):
    made = fingerprint(text)

    assert likeness(made, made) == (1.0 if made.sample else 0.0)
    expected = Kind.SAME_WORDS if len(made.sample) >= LEAST else Kind.NONE
    assert relation(made, made).kind is expected
    assert bands(made) == bands(fingerprint(text))


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8, 0.95])
def test_likeness_of_long_texts_is_estimated_within_its_error(share):
    # n runs each, k shared: k / (2n - k) = share; standard error sqrt(r (1 - r) / 256) <= .031
    rng, size, errors = Random(7), 1500, []
    for _ in range(40):
        shared = words(rng, round(2 * size * share / (1 + share)))
        one, other = (" ".join(shared + words(rng, size - len(shared))) for _ in range(2))
        true = jaccard(runs(one), runs(other))
        errors.append(likeness(fingerprint(one), fingerprint(other)) - true)

    error = (share * (1 - share) / SAMPLE) ** 0.5
    assert max(map(abs, errors)) < 4 * error
    assert abs(sum(errors) / len(errors)) < 4 * error / len(errors) ** 0.5


@pytest.mark.slow
def test_containment_of_a_part_of_a_long_text_is_estimated():
    rng = Random(8)
    found = []
    for _ in range(30):
        part = words(rng, 300)
        whole = " ".join(words(rng, 1200) + part + words(rng, 1200))
        found.append(containment(fingerprint(" ".join(part)), fingerprint(whole)))

    assert min(found) == 1.0
    assert containment(fingerprint(whole), fingerprint(" ".join(part))) == pytest.approx(
        300 / 2700, abs=0.08
    )


@pytest.mark.slow
@pytest.mark.parametrize(("share", "least"), [(0.2, 0.73), (0.3, 0.951), (0.4, 0.996)])
def test_bands_find_as_many_pairs_as_they_say(share, least):
    rng, size, times = Random(9), 150, 300
    found = 0
    for _ in range(times):
        shared = words(rng, round(2 * size * share / (1 + share)))
        one, other = (" ".join(shared + words(rng, size - len(shared))) for _ in range(2))
        found += not set(bands(fingerprint(one))).isdisjoint(bands(fingerprint(other)))

    slack = 4 * (least * (1 - least) / times) ** 0.5
    assert found / times > least - slack


def test_bands_of_unlike_texts_do_not_meet():
    rng = Random(10)
    made = [bands(fingerprint(" ".join(words(rng, 200)))) for _ in range(60)]

    assert len({value for each in made for value in each}) == 60 * BINS // 2
    assert all(-(2**63) <= value < 2**63 for each in made for value in each)


def test_a_fingerprint_is_the_same_on_every_machine():
    # worked with the reference implementation of BLAKE2b: two runs of four words
    hashes = [
        int.from_bytes(blake2b(run, digest_size=8).digest(), "big")
        for run in (b"the gate was locked", b"gate was locked twice")
    ]

    made = fingerprint("The gate was LOCKED; twice!")

    assert made.sample == tuple(sorted(hashes))
    assert made.words == blake2b(b"the gate was locked twice ", digest_size=16).hexdigest()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nine thousand: 9,000 people — all of them", "nine thousand 9000 people all of them"),
        ("They said “don’t open it” to the guard", "They said don't open it, to the GUARD."),
        ("cafe\u0301 in the old town hall", "café in the old town hall"),
        ("សូម ចូលមក ក្នុងផ្ទះ ១២ នាក់", "សូមចូលមក\u200bក្នុងផ្ទះ 12 នាក់"),
        ("大约15人被 带到院子里。", "大约１５人被带到院子里"),
        ("a depart-\n  ment of labour in town", "a department of labour in town"),
        ("soft\u00adhyphen words are kept whole", "softhyphen words are kept whole"),
    ],
)
def test_typing_and_setting_are_folded_away(one, other):
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It was 9.5 of ten", "It was 95 of ten"),
        ("Nine were found there", "Ten were found there"),
        ("មាន ១២ នាក់", "មាន ១៣ នាក់"),
    ],
)
def test_what_says_something_else_is_not_folded_away(one, other):
    assert fingerprint(one).words != fingerprint(other).words


def test_khmer_is_compared_by_letters_with_their_marks():
    (stretch,) = alike_shingles.stretches("ភ្នំពេញក្នុងផ្ទះនោះ")

    assert stretch.is_unspaced
    assert list(stretch.tokens) == ["ភ្នំ", "ពេ", "ញ", "ក្នុ", "ង", "ផ្ទះ", "នោះ"]
    assert list(stretch.shingles()) == ["ភ្នំពេញក្នុងផ្ទះនោះ"]  # too short for two


def test_a_text_in_two_writings_is_cut_where_the_writing_changes():
    made = alike_shingles.stretches("police said 12 នៅភ្នំពេញ 12 នាក់ and left")

    assert [(" ".join(s.tokens), s.is_unspaced) for s in made] == [
        ("police said 12", False),
        ("នៅ ភ្នំ ពេ ញ 12 នា ក់", True),
        ("and left", False),
    ]


def test_boilerplate_is_left_out():
    menu, story = "Home News Sport and more of it\n", "Six people left the house by the river."
    zones = [
        Zone(ZoneKind.BOILERPLATE, 0, len(menu)),
        Zone(ZoneKind.ARTICLE, len(menu), len(menu + story)),
        Zone(ZoneKind.QUOTATION, len(menu) + 4, len(menu) + 10),
    ]

    assert fingerprint(menu + story, zones) == fingerprint(story)


def test_details_are_numbers_and_names_with_the_words_before_them():
    text = "Police found 27 people at the Paper Crane on 4 March. Later the man said it to Dara."

    assert list(details(text)) == [  # fewer than three words stand before 27; Dara may be cut off
        ("people at the", "paper crane"),
        ("at the on", "4 march"),
    ]


RAID = (
    "On {day} inspectors of the labour department opened the gate of the {house} and found {many} "
    "people behind a locked door. The governor, {who}, told reporters that some of them had asked "
    "for help by telephone. The guard was paid {pay} dollars a month and had never seen a contract."
)
FIRST = RAID.format(day="4 March", house="Paper Crane", many=27, who="Sok Dara", pay=250)
CORRECTED = RAID.format(day="4 March", house="Paper Crane", many=27, who="Sok Dara", pay=251)
OTHERWISE = RAID.format(day="9 July", house="Iron Lotus", many=63, who="Keo Pisey", pay=180)
MORE = " ".join(f"more{number} was told{number} of it" for number in range(40))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (FIRST, FIRST.upper(), Kind.SAME_WORDS),
        (f"Another headline\n\n{FIRST}", FIRST, Kind.NEAR),
        (f"{FIRST}\n\n{MORE}", FIRST, Kind.LONGER),
        (FIRST, f"{MORE}\n\n{FIRST}", Kind.SHORTER),
        (FIRST, OTHERWISE, Kind.NONE),
        (f"{FIRST}\n\n{MORE}", OTHERWISE, Kind.NONE),
        (MORE, FIRST, Kind.NONE),
        ("No comment at all.", "No comment at all.", Kind.NONE),
    ],
)
def test_relation_of_worked_examples(one, other, kind):
    assert relation(fingerprint(one), fingerprint(other)).kind is kind


def test_relation_counts_the_details_that_differ():
    found = relation(fingerprint(FIRST), fingerprint(OTHERWISE))

    assert (found.compared, found.changed) == (4, 4)  # house, many, who, pay; a day has no 3 words
    assert relation(fingerprint(FIRST), fingerprint(CORRECTED)).changed == 1


def test_words_that_come_before_two_details_tell_neither():
    text = "He was seen near the Paper Crane today. She was seen near the Iron Lotus today."

    made, once = fingerprint(text), fingerprint(text[: text.index(" She")])

    assert relation(made, once).compared == 0
    assert len(made.details) == 1


def test_of_many_details_the_same_ones_are_kept_of_every_text(monkeypatch):
    tags = [one + other for one in "abcdefghij" for other in "abcdefghijklmnopqrst"]
    sentences = [f"He saw {tag} at number {at} there." for at, tag in enumerate(tags)]
    whole, half = " ".join(sentences), " ".join(sentences[:100])
    contexts = {  # the slow reference: the 64 smallest hashes of the words before
        int.from_bytes(blake2b(f"{tag} at number".encode(), digest_size=8).digest(), "big")
        for tag in tags
    }
    monkeypatch.setattr(alike_shingles, "PIECE", 1000)  # pruned once for each piece

    made = fingerprint(whole)

    assert len(made.details) == 64
    assert len({context for context, _detail in made.details} & set(sorted(contexts)[:64])) > 60
    assert relation(made, fingerprint(half)).changed == 0


@pytest.mark.parametrize("limit", [5, 40, 1000])
def test_working_in_portions_changes_nothing(monkeypatch, limit):
    text = " ".join(words(Random(3), 400)) + MORE + FIRST
    whole = fingerprint(text)

    monkeypatch.setattr(alike, "_AT_ONCE", limit)

    assert fingerprint(text) == whole


def test_cutting_a_very_long_text_into_pieces_loses_only_their_edges(monkeypatch):
    text = " ".join(words(Random(4), 2000))
    whole = fingerprint(text)

    monkeypatch.setattr(alike_shingles, "PIECE", 2000)  # about ten pieces

    assert likeness(fingerprint(text), whole) > 0.9


@given(any_text)
def test_a_kept_fingerprint_compares_like_the_made_one(text):
    made = fingerprint(text)

    kept = from_bytes(made.words, made.to_bytes())

    assert (kept.words, kept.sample, kept.details) == (made.words, made.sample, made.details)


@pytest.mark.parametrize(
    "kept",
    [b"", b"1234567", bytes(7) + b"\x02" + bytes(8), (300).to_bytes(8, "big") + bytes(8 * 300)],
)
def test_bytes_that_are_no_fingerprint_are_refused(kept):
    with pytest.raises(EngineError, match="fingerprint"):
        from_bytes("", kept)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\u0301" * 5000,
        "1 " * 5000,
        "ក" * 5000,
        "\u17d2" * 5000,
        ". " * 5000,
        "A " * 5000,
    ],
)
def test_strange_texts_have_fingerprints(text):
    made = fingerprint(text)

    assert len(made.minima) in (0, BINS)
    assert relation(made, made).likeness in (0.0, 1.0)
