"""Several processes on one index: killed writers lose nothing, readers see whole states."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from ponleu.engines.matching.types import Record
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon
from ponleu.foundation.screening import register_index
from ponleu.foundation.screening.changes import Changes
from ponleu.foundation.screening.register_index import RegisterIndex
from tests.screening.making import make_record

BATCH = 3
pytestmark = pytest.mark.slow


def write_until_killed(file, acknowledged, first):
    """Put in batches of three, one after another; tell each once it is acknowledged."""
    register_index.LEAST_TO_MERGE = 12  # so that merging is killed too
    index = RegisterIndex(file, load_matching_lexicon("kh"))
    for batch in range(first, first + 10_000):
        index.apply(Changes(tuple(make_record(100 + BATCH * batch + nth) for nth in range(BATCH))))
        acknowledged.send(batch)


def read_states(file, stop, wrong):
    """Count entries again and again: base plus whole batches, never fewer than before."""
    index = RegisterIndex(file, load_matching_lexicon("kh"))
    seen = 0
    while not stop.is_set():
        index.refresh()
        count = len(index)
        if count < seen or (count - 8) % BATCH:
            wrong.put(count)
        seen = count
        index.find(Record("", "Sok Chea"), 3)


@pytest.fixture
def processes():
    return multiprocessing.get_context("fork")


def drained(pipe):
    last = None
    while pipe.poll():
        try:
            last = pipe.recv()
        except EOFError:
            break
    return last


def test_a_killed_writer_loses_nothing_that_was_acknowledged(
    make_index, reopen, processes, tmp_path
):
    make_index()
    first = 0
    for turn in range(6):
        here, there = processes.Pipe(duplex=False)
        writer = processes.Process(
            target=write_until_killed, args=(tmp_path / "names.index", there, first)
        )
        writer.start()
        there.close()
        here.poll(20)
        time.sleep(0.05 + 0.07 * turn)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        last = drained(here)

        index = reopen()

        assert last is not None
        assert index.damaged() == []
        whole, rest = divmod(len(index) - 8, BATCH)
        assert rest == 0
        assert whole >= last + 1
        assert found_all(index, last)
        first = whole
    index.apply(Changes(withdrawn=("p0",)))  # the next writer can go on


def found_all(index, last):
    """Whether the entries of the newest acknowledged batch are there, each by its name."""
    records = [make_record(100 + BATCH * last + nth) for nth in range(BATCH)]
    return all(index.find(Record("", one.name), 1)[0].record.name == one.name for one in records)


def test_readers_beside_a_writer_see_whole_batches_only(make_index, reopen, processes, tmp_path):
    make_index()
    stop, wrong = processes.Event(), processes.Queue()
    readers = [
        processes.Process(target=read_states, args=(tmp_path / "names.index", stop, wrong))
        for _ in range(2)
    ]
    for reader in readers:
        reader.start()
    index = reopen()
    for batch in range(12):
        index.apply(Changes(tuple(make_record(100 + BATCH * batch + nth) for nth in range(BATCH))))
        if batch % 4 == 3:
            index.merge()
    time.sleep(0.2)
    stop.set()
    for reader in readers:
        reader.join(30)

    assert [reader.exitcode for reader in readers] == [0, 0]
    assert wrong.empty()


def test_two_writers_wait_for_each_other(make_index, reopen, processes, tmp_path):
    make_index()
    pipes, writers = [], []
    for first in (0, 5_000):
        here, there = processes.Pipe(duplex=False)
        writers.append(
            processes.Process(
                target=write_until_killed, args=(tmp_path / "names.index", there, first)
            )
        )
        writers[-1].start()
        there.close()
        pipes.append(here)
    assert all(pipe.poll(30) for pipe in pipes)
    time.sleep(0.5)
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()

    index = reopen()

    assert all(found_all(index, drained(pipe)) for pipe in pipes)
