"""Room for the calls that a request makes.

Python keeps what its functions work with in pieces of memory of 16 kB. A call that does not fit in
the last piece asks the operating system for another, and gives it back when it returns
(`push_chunk` in CPython's Python/pystate.c, from version 3.11 on). Where the loop of a template
stands at such an edge, a page asks and gives back thousands of times and takes up to twice as long;
which page that is depends on how deep the calls of the web server are.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

ROOM = 70_000
"""Places for values of 8 bytes: with that Python takes a piece of 1 MB, of which half is left."""


def with_room(call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """The same function, called from a place that says to need much, so that one piece holds all.

    Costs some ten microseconds a call; memory that is not used is not taken.
    """

    def roomy(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        return call(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=ROOM)
    return roomy
