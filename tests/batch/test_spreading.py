"""Calls spread over workers: few under way at a time, and what must wait for others waits."""

from collections.abc import Iterator

import pytest

from jiping.batch.spreading import Cluster, Processes, Workers, in_order


@pytest.fixture(scope="module", params=["here", "cluster"])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    if request.param == "here":
        here = Processes(2)
        yield here
        here.close()
        return
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0"
    ) as made:
        there = Cluster(made.scheduler_address)
        yield there
        there.close()


@pytest.mark.filterwarnings("default")
def test_every_call_is_done_once_and_has_its_number(workers: Workers) -> None:
    assert list(in_order(workers.spread(abs, range(-20, 0)))) == list(range(20, 0, -1))
    assert list(workers.spread(abs, [])) == []


@pytest.mark.filterwarnings("default")
def test_what_follows_from_answers_waits_for_them(workers: Workers) -> None:
    answers: list[int] = []

    def given() -> Iterator[int | None]:
        yield from (-1, -2, -3)
        while len(answers) < 3:
            yield None
        yield -sum(answers)

    for _, answer in workers.spread(abs, given()):
        answers.append(answer)

    assert answers[-1] == 6


@pytest.mark.filterwarnings("default")
def test_few_calls_are_under_way_at_a_time(workers: Workers) -> None:
    asked: list[int] = []

    def given() -> Iterator[int]:
        for number in range(50):
            asked.append(number)
            yield number

    for done, _ in enumerate(workers.spread(abs, given()), 1):
        assert len(asked) <= done + 2 * workers.count
