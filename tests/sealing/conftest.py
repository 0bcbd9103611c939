"""Key pairs of three people, the same in every test; drawing fresh ones is slow and no better."""

from __future__ import annotations

import pytest

from ponleu.engines.sealing import KeyPair

SOKHA, DARA, CHANTHY = (KeyPair(bytes([number]) * 32) for number in (1, 2, 3))


@pytest.fixture
def sokha():
    """An officer."""
    return SOKHA


@pytest.fixture
def dara():
    """Another officer."""
    return DARA


@pytest.fixture
def chanthy():
    """Someone to whom nothing was sealed yet."""
    return CHANTHY
