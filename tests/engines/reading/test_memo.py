"""once_per: built once for each object, and not kept for ever."""

from ponleu.engines.reading.memo import HELD, once_per


def test_once_per_builds_once_for_each_object():
    built = []
    length = once_per(lambda source: built.append(source) or len(source))
    one, equal = ["a"], ["a"]

    assert [length(one), length(one), length(equal)] == [1, 1, 1]
    assert len(built) == 2  # an equal list is another object


def test_once_per_lets_the_oldest_go():
    built = []
    length = once_per(lambda source: built.append(source) or len(source))
    sources = [[number] for number in range(HELD + 1)]

    for source in [*sources, sources[0]]:
        length(source)

    assert len(built) == HELD + 2
