"""The facets of the filter. A new one is a module in this folder with one subclass of `Facet`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from search.facets.base import Choice, Facet

__all__ = ["Choice", "Facet", "facet_classes"]


@cache
def facet_classes() -> tuple[type[Facet], ...]:
    """All facets, in the order in which they stand in addresses and on the page."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    classes = (cls for cls in _subclasses(Facet) if cls.parameter)
    return tuple(sorted(classes, key=lambda cls: (cls.position, cls.parameter)))


def _subclasses(cls: type[Facet]) -> list[type[Facet]]:
    direct = cls.__subclasses__()
    return direct + [below for child in direct for below in _subclasses(child)]
