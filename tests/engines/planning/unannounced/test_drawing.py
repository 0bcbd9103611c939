"""The draw: what binds, what hides, what follows, and how often."""

import hashlib
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced import (
    WHOLE,
    Revealed,
    commitment,
    drawn_number,
    drawn_place,
    is_kept,
    mix_digest,
)

MIX = mix_digest(b"a mix")


def revealed(seed, digest=MIX):
    return Revealed(commitment(digest, seed), seed)


def seed(number):
    return hashlib.sha256(b"a fixed list of seeds %d" % number).digest()


def test_commitment_is_sha256_of_label_mix_and_seed():
    told = hashlib.sha256(b"ponleu draw 1 commitment\0" + MIX + bytes(32)).digest()

    assert commitment(MIX, bytes(32)) == told


def test_drawn_number_is_the_first_eight_bytes_over_all_parts_in_order():
    one, two = sorted([revealed(seed(1)), revealed(seed(2))], key=lambda part: part.commitment)
    joined = one.commitment + one.seed + two.commitment + two.seed
    told = hashlib.sha256(b"ponleu draw 1 number\0" + MIX + joined).digest()

    assert drawn_number(MIX, [two, one]) == int.from_bytes(told[:8], "big")


@given(st.integers(0, 255))
def test_a_seed_with_one_bit_flipped_is_not_kept(bit):
    part = revealed(seed(1))
    flipped = (int.from_bytes(part.seed, "big") ^ (1 << bit)).to_bytes(32, "big")

    assert is_kept(MIX, part)
    assert not is_kept(MIX, Revealed(part.commitment, flipped))
    with pytest.raises(EngineError, match="committed"):
        drawn_number(MIX, [Revealed(part.commitment, flipped)])


def test_a_seed_is_not_kept_for_another_mix():
    assert not is_kept(mix_digest(b"another mix"), revealed(seed(1)))


def test_one_party_changes_the_number_whatever_the_other_does():
    numbers = {drawn_number(MIX, [revealed(seed(0)), revealed(seed(k))]) for k in range(1, 50)}

    assert len(numbers) == 49


@pytest.mark.parametrize("parts", [[], [revealed(seed(1)), revealed(seed(1))]])
def test_a_draw_refuses_nobody_and_one_part_twice(parts):
    with pytest.raises(EngineError, match="part"):
        drawn_number(MIX, parts)


@pytest.mark.parametrize(("digest", "secret"), [(b"short", bytes(32)), (MIX, bytes(31))])
def test_seeds_and_digests_have_32_bytes(digest, secret):
    with pytest.raises(EngineError, match="32"):
        commitment(digest, secret)


@pytest.mark.parametrize(
    ("number", "place"),
    [(0, 0), (2**62 - 1, 0), (2**62, 1), (2**63 - 1, 1), (2**63, 2), (2**64 - 1, 2)],
)
def test_drawn_place_at_every_edge(number, place):
    assert drawn_place([2**62, 2**62, 2**63], number) == place


@pytest.mark.parametrize("weights", [[], [WHOLE - 1], [0, WHOLE], [-1, WHOLE + 1]])
def test_drawn_place_refuses_weights_that_do_not_add_up(weights):
    with pytest.raises(EngineError, match="weights"):
        drawn_place(weights, 0)


@pytest.mark.parametrize("number", [-1, WHOLE])
def test_drawn_place_refuses_a_number_out_of_range(number):
    with pytest.raises(EngineError, match="64 bits"):
        drawn_place([WHOLE], number)


def test_draws_fall_on_plans_as_often_as_their_weights_say():
    # 4,000 fixed seeds; each count lies within the exact binomial bounds of one in a million
    weights = [WHOLE // 2, WHOLE // 4, WHOLE // 8, WHOLE // 8]
    draws = 4000
    counts = [0] * len(weights)
    for number in range(draws):
        counts[drawn_place(weights, drawn_number(MIX, [revealed(seed(number))]))] += 1

    for count, weight in zip(counts, weights, strict=True):
        low, high = binomial_bounds(draws, weight / WHOLE, 1e-6)
        assert low <= count <= high


def binomial_bounds(trials, chance, tail):
    """The smallest and largest count outside whose reach lies at most ``tail`` on each side."""
    below, low, high = 0.0, None, trials
    for count in range(trials + 1):
        term = comb(trials, count) * _power(chance, count) * _power(1 - chance, trials - count)
        below += float(term)
        if low is None and below > tail:
            low = count
        if below >= 1 - tail:
            high = count
            break
    return low, high


def _power(chance, count):
    from fractions import Fraction  # floats of these sizes would underflow

    return Fraction(chance) ** count
