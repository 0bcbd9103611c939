"""Learning spellings by EM, on pairs small enough to work out by hand."""

import numpy as np
import pytest

from benchmarks.matching.sound_alignment import GAP, even_start, learn


def pair(khmer, latin):
    return np.array(khmer, dtype=np.int64), np.array(latin, dtype=np.int64)


def test_learn_counts_what_can_only_be_one_way():
    counts = learn([pair([1], [1]), pair([1], [2])], even_start(2, 3), rounds=30)

    assert counts[1, 1] == pytest.approx(1, abs=0.05)
    assert counts[1, 2] == pytest.approx(1, abs=0.05)


def test_learn_finds_which_unit_writes_which_from_their_company():
    pairs = [pair([1, 2], [1, 2]), pair([2, 1], [2, 1]), pair([1], [1]), pair([2], [2])]

    counts = learn(pairs, even_start(3, 3))

    assert counts[1, 1] == pytest.approx(3, abs=0.1)
    assert counts[2, 2] == pytest.approx(3, abs=0.1)
    assert counts[1, 2] + counts[2, 1] == pytest.approx(0, abs=0.1)


def test_learn_finds_what_is_left_out():
    pairs = [pair([1, 2], [1]), pair([1], [1]), pair([2, 1], [1])]

    counts = learn(pairs, even_start(3, 2))

    assert counts[2, GAP] == pytest.approx(2, abs=0.1)


def test_learn_shares_out_every_unit_once():
    counts = learn([pair([1, 2, 1], [1, 2])], even_start(3, 3), rounds=3)

    assert counts.sum(axis=1)[1:] == pytest.approx([2, 1], abs=1e-3)
    assert counts.sum(axis=0)[1:] == pytest.approx([1, 1], abs=1e-3)


def test_learn_gives_the_same_twice():
    pairs = [pair([1, 2], [1, 2]), pair([2], [1])]

    assert np.array_equal(learn(pairs, even_start(3, 3)), learn(pairs, even_start(3, 3)))
