"""Makes lessons ahead of the training, in processes of their own: a graphics card learns faster than one core writes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from lessons import Batch, Lessons

AHEAD = 2  # pools under way for each worker

_lessons: Lessons | None = None


class Feed:
    """Batches without end. The same number of workers gives the same batches, as long as `progress` is the same."""

    def __init__(self, lessons: Lessons, workers: int, progress: Callable[[], float]) -> None:
        """Begins at once. Call it before CUDA is used: its processes are forks of this one."""
        self._lessons = lessons
        self._progress = progress
        self._number = 0
        self._workers = (
            ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (lessons,))
            if workers
            else None
        )
        self._under_way = deque(self._submit() for _ in range(AHEAD * workers))

    def batches(self) -> Iterator[Batch]:
        while True:
            if self._workers is None:
                yield from self._lessons.pool(self._next_number(), self._progress())
            else:
                pool = self._under_way.popleft().result()
                self._under_way.append(self._submit())
                yield from pool

    def close(self) -> None:
        if self._workers is not None:
            self._workers.shutdown(wait=False, cancel_futures=True)

    def _submit(self):  # noqa: ANN202
        return self._workers.submit(_pool, self._next_number(), self._progress())

    def _next_number(self) -> int:
        self._number += 1
        return self._number


def _begin(lessons: Lessons) -> None:
    global _lessons  # noqa: PLW0603
    _lessons = lessons


def _pool(number: int, progress: float) -> list[Batch]:
    assert _lessons is not None
    return _lessons.pool(number, progress)
