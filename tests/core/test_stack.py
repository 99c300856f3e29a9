"""Room for the calls of a request, however deep the calls of the web server are."""

import resource
from collections.abc import Callable

from cms.core.stack import with_room
from cms.wsgi import application

DEPTHS = range(0, 240, 4)
ROUNDS = 200


def loop() -> None:
    """Calls of functions in functions, as a template makes them."""
    for _number in range(ROUNDS):
        deep(6, lambda: None)


def deep(depth: int, call: Callable[[], object]) -> object:
    return call() if depth == 0 else deep(depth - 1, call)


def memory_asked(call: Callable[[], object]) -> int:
    """How often the operating system had to hand out a page of memory meanwhile."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    call()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_a_loop_asks_for_no_memory_wherever_it_stands() -> None:
    asked = [deep(depth, lambda: memory_asked(with_room(loop))) for depth in DEPTHS]
    assert max(asked) < ROUNDS / 2, asked


def test_what_is_called_gets_what_was_given_and_gives_its_answer() -> None:
    assert with_room(divmod)(7, 2) == (3, 1)
    assert with_room(int)("11", base=2) == 3


def test_the_site_is_served_with_room() -> None:
    assert application.__code__.co_stacksize == with_room(loop).__code__.co_stacksize
