"""What goes into a mixed plan and what comes out: plain, frozen values.

Sites are known by their place in one list of values; who they are, only the caller knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite

from ponleu.engines.errors import EngineError

WHOLE = 2**64
"""What the weights of a mixed plan add up to: one number of 64 bits draws, without rounding."""


@dataclass(frozen=True, slots=True)
class Column:
    """One whole plan that can be carried out.

    Attributes:
        sites: places of the sites that it visits, rising, none twice.
        plan: the plan as its maker knows it; kept, never looked into.
    """

    sites: tuple[int, ...]
    plan: str

    def __post_init__(self) -> None:
        if list(self.sites) != sorted(set(self.sites)) or (self.sites and self.sites[0] < 0):
            raise EngineError("the sites of a column rise, and none stands twice")


@dataclass(frozen=True, slots=True)
class Priced:
    """A plan found for given prizes.

    Attributes:
        column: the best plan found.
        ceiling: no plan collects more of these prizes; None when nothing is proved.
    """

    column: Column
    ceiling: float | None = None


Prove = Callable[[Sequence[float], Sequence["Column"], Callable[[int], bool]], tuple[float, int]]
"""Values, plans found, and whether to go on, to a worst loss that no mix of plans beats, and how
many rounds were done; 0.0 proves nothing."""

Price = Callable[[Sequence[float]], Priced]
"""The route planner: a prize per site, zero or more, to a plan that collects much of them."""


Cross = Callable[[Sequence[float]], Column | None]
"""A plan for such prizes made of parts of plans that the route planner gave before, cheaply."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What every plan keeps: the costs of the sites it visits add up to at most ``room``.

    Attributes:
        costs: per site, zero or more, in the unit of ``room``; minutes for instance.
    """

    costs: tuple[float, ...]
    room: float


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked of a mixed plan.

    Attributes:
        least_bits: entropy asked for, in bits.
        given_up: share of the worst loss that entropy may cost, above 0 and below 1.
        value_kept: share of the best plan's value that the mix collects on average, from 0
            up to below 1; 0 guards against the worst alone.
    """

    least_bits: float = 8.0
    given_up: float = 0.02
    value_kept: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.least_bits < WHOLE.bit_length():
            raise EngineError(f"least_bits lies from 0 to below 65; got {self.least_bits}")
        if not 0 < self.given_up < 1:
            raise EngineError(f"given_up lies between 0 and 1; got {self.given_up}")
        if not 0 <= self.value_kept < 1:
            raise EngineError(f"value_kept lies from 0 to below 1; got {self.value_kept}")


@dataclass(frozen=True, slots=True)
class Done:
    """What a search did: plans sought against the worst, rounds of proving, plans for entropy."""

    guarded: int
    proved: int
    spread: int


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to work. The counts in a result, given in their place, give the same result.

    Attributes:
        guard_on: whether to ask for another plan against the worst, after so many.
        prove_on: whether to work on the bound once more, after so many rounds.
        spread_on: whether to ask for another plan for the sake of entropy, after so many.
    """

    guard_on: Callable[[int], bool]
    prove_on: Callable[[int], bool]
    spread_on: Callable[[int], bool]

    @classmethod
    def counted(cls, done: Done) -> Effort:
        """As much as another search did, whatever the clock says."""
        return cls(
            lambda count: count < done.guarded,
            lambda count: count < done.proved,
            lambda count: count < done.spread,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """What a mixed plan promises, worked out from its whole-number weights.

    A loss is the value of the site that an adversary picks, times the chance that nobody comes.

    Attributes:
        probabilities: per site, that the drawn plan visits it.
        worst_loss: of an adversary who knows the mix and answers best.
        game_value: the least worst loss of any mix of these columns, before entropy.
        bound: no mix of any plans has a smaller worst loss.
        proved: whether a limit or the route planner proved the bound; else it is 0, which
            says nothing.
        entropy_bits: of the sets of sites, in bits.
        likeliest: probability of the likeliest plan.
        enough_bits: whether the entropy asked for was reached.
        leak_loss: loss when the adversary learns of one site whether it will be visited,
            and that site is the one that tells most.
        mean_leak_loss: the same, averaged over the sites.
        open_loss: loss when the whole drawn plan is known.
        expected_value: value of the sites visited, on average.
        best_value: value of the best single plan found.
        out_of_reach: sites that no plan visited, also when nothing else was asked for.
    """

    probabilities: tuple[float, ...]
    worst_loss: float
    game_value: float
    bound: float
    proved: bool
    entropy_bits: float
    likeliest: float
    enough_bits: bool
    leak_loss: float
    mean_leak_loss: float
    open_loss: float
    expected_value: float
    best_value: float
    out_of_reach: tuple[int, ...]

    @property
    def exploitability(self) -> float:
        """Worst loss above the bound: at most so much could a better mix save."""
        return max(0.0, self.worst_loss - self.bound)

    @property
    def loss_for_entropy(self) -> float:
        """Share by which the worst loss grew for the sake of entropy."""
        return self.worst_loss / self.game_value - 1 if self.game_value > 0 else 0.0

    @property
    def price_of_unpredictability(self) -> float:
        """Share of the best plan's value that drawing costs on average."""
        return 1 - self.expected_value / self.best_value if self.best_value > 0 else 0.0


@dataclass(frozen=True, slots=True)
class MixedPlan:
    """Whole plans and how likely each is drawn.

    Attributes:
        values: per site, what an adversary gains there if nobody comes; zero or more.
        columns: in the order in which they are drawn from.
        weights: per column, whole, above 0; they add up to ``WHOLE``.
        done: how much was done for it.
    """

    values: tuple[float, ...]
    columns: tuple[Column, ...]
    weights: tuple[int, ...]
    statement: Statement
    done: Done


def checked_values(values: Sequence[float]) -> tuple[float, ...]:
    """The values as they are.

    Raises:
        EngineError: there is none, or one is below zero or not a number.
    """
    if not values:
        raise EngineError("a mixed plan needs at least one site")
    if not all(isfinite(value) and value >= 0 for value in values):
        raise EngineError("values are finite and not below zero")
    return tuple(float(value) for value in values)
