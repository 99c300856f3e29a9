"""How an initiative spread: where it came from, and who took it over, as a tree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from organisations.models import BlogPostPage, Kind, Location, Phase

# So many fit the address of a map (search.facets.base.MAX_VALUES).
MOST_ON_MAP = 20


@dataclass
class Adopter:
    """A published initiative that was taken over, with those that took it over in turn."""

    post: BlogPostPage
    organisation: str
    organisation_id: int
    children: list["Adopter"] = field(default_factory=list)

    @property
    def date(self) -> datetime | None:
        """Since when it is on the site."""
        return self.post.first_published_at

    @property
    def phase(self) -> str:
        """How far it is, in words."""
        return str(Phase(self.post.phase).label) if self.post.phase in Phase.values else ""


@dataclass
class Spread:
    """Where an initiative came from, and who took it over."""

    page: BlogPostPage
    is_adopted: bool = False
    source: Adopter | None = None
    """What it was taken over from; None when it was not, or when readers may not see that."""
    adopters: list[Adopter] = field(default_factory=list)
    """The nearest ones that readers may see, the first to take it over first."""

    @cached_property
    def everybody(self) -> list[Adopter]:
        """All adopters, whatever the step."""
        found, waiting = [], list(self.adopters)
        while waiting:
            adopter = waiting.pop(0)
            found.append(adopter)
            waiting += adopter.children
        return found

    @cached_property
    def number(self) -> int:
        """How many organisations take part, the one of the page itself not counted."""
        return len({adopter.organisation_id for adopter in self.everybody})

    @property
    def on_map(self) -> list[BlogPostPage]:
        """The page and its adopters that have a place."""
        posts = [self.page, *(adopter.post for adopter in self.everybody)]
        return [post for post in posts if post.place][:MOST_ON_MAP]

    @property
    def places(self) -> list[Location]:
        """Where they are."""
        return [post.place for post in self.on_map if post.place]

    @property
    def query(self) -> str:
        """The same for the filter, as in an address."""
        return urlencode([("bericht", post.pk) for post in self.on_map])


def spread_from(page: BlogPostPage, posts: Iterable[Any]) -> Spread:
    """The spread of a page, from the posts of its tree.

    Each post has `source_id`, `adopted` (whether it was taken over), `organisation_pk`, `organisation_title` and
    `is_visible`: what readers may not see is among them, to know what lies behind it.
    """
    spread = Spread(page)
    by_source: dict[int | None, list[Any]] = defaultdict(list)
    by_pk = {post.pk: post for post in posts}
    own = by_pk.get(page.pk)
    if own is not None and own.adopted:
        spread.is_adopted = True
        source = by_pk.get(own.source_id)
        if source is not None and _is_shown(source):
            spread.source = _adopter(source)
    for post in by_pk.values():
        if post.adopted and post.pk != page.pk:
            by_source[post.source_id].append(post)
    spread.adopters = _below(page.pk, by_source)
    return spread


def _below(pk: int, by_source: dict[int | None, list[Any]]) -> list[Adopter]:
    """The adopters below a page; in the place of one that readers may not see those below it."""
    found: list[Adopter] = []
    for post in by_source.pop(pk, []):
        children = _below(post.pk, by_source)
        if _is_shown(post):
            found.append(_adopter(post, children))
        else:
            found += children
    return sorted(found, key=lambda one: (one.date is None, one.date, one.post.pk))


def _is_shown(post: Any) -> bool:
    return bool(post.is_visible and post.kind == Kind.INITIATIVE)


def _adopter(post: Any, children: Iterable[Adopter] = ()) -> Adopter:
    return Adopter(post, post.organisation_title or "", post.organisation_pk or 0, list(children))
