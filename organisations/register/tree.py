"""The tree as it stands, read once, to compare the records with."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from organisations.addresses import ROOT_LEVEL_DEPTH
from organisations.models import Location, MinistryPage, OrganisationPage
from organisations.register.records import Record

SHARED_FIELDS = (
    "pk",
    "path",
    "slug",
    "title",
    "abbreviation",
    "other_names",
    "register_id",
    "register_values",
    "tooi_uri",
    "website",
    "began_on",
    "ended_on",
    "successor_id",
)
LOCATION_FIELDS = (
    "pk",
    "page_id",
    "street",
    "house_number",
    "postcode",
    "city",
    "municipality",
    "province",
    "point",
    "precision",
    "source",
    "register_address",
)


@dataclass(eq=False, slots=True)
class Node:
    """A ministry, group or organisation: in the tree already, or about to be.

    `parent` is the node above it now, `goal` the one above it when the import is done.
    `values` are the fields of the page as they are stored (empty for a new one).
    """

    is_ministry: bool
    page_id: int | None = None
    path: str = ""
    parent: "Node | None" = None
    goal: "Node | None" = None
    values: dict[str, Any] = field(default_factory=dict)
    locations: list[dict[str, Any]] = field(default_factory=list)
    record: Record | None = None

    @property
    def key(self) -> str:
        """The key of the record, or the one stored with the page."""
        return self.record.key if self.record else str(self.values.get("register_id", ""))

    @property
    def depth(self) -> int:
        """Depth in the tree that it will have."""
        above = self.goal or self.parent
        return above.depth + 1 if above else ROOT_LEVEL_DEPTH


class Tree:
    """All ministries and organisations of the site, findable by register id, TOOI URI and name."""

    def __init__(self) -> None:
        """Read the tree in three queries."""
        self.nodes: dict[str, Node] = {}
        self._by_key: dict[str, Node] = {}
        self._by_tooi: dict[str, Node] = {}
        self._by_name: dict[str, list[Node]] = defaultdict(list)
        self._slugs: dict[str, set[str]] = {}
        by_page: dict[int, Node] = {}
        for values in MinistryPage.objects.order_by("path").values(*SHARED_FIELDS, "is_group"):
            by_page[values["pk"]] = self._add(Node(True, values=values))
        for values in OrganisationPage.objects.order_by("path").values(
            *SHARED_FIELDS, "organisation_type", "end_reason"
        ):
            by_page[values["pk"]] = self._add(Node(False, values=values))
        for location in Location.objects.values(*LOCATION_FIELDS):
            if node := by_page.get(location["page_id"]):
                node.locations.append(location)

    def _add(self, node: Node) -> Node:
        values = node.values
        node.page_id, node.path = values["pk"], values["path"]
        node.parent = self.nodes.get(node.path[: -Page.steplen])
        self.nodes[node.path] = node
        if values["register_id"]:
            self._by_key.setdefault(values["register_id"], node)
        if values["tooi_uri"]:
            self._by_tooi.setdefault(values["tooi_uri"], node)
        self._by_name[values["title"].casefold()].append(node)
        return node

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    def find(self, record: Record) -> Node | None:
        """The page of a record: by its key, else by its TOOI URI."""
        if node := self._by_key.get(record.key):
            return node
        return self._by_tooi.get(record.tooi_uri) if record.tooi_uri else None

    def nameless(self, record: Record) -> list[Node]:
        """Pages with the name of a record, without an id, that no record is about yet."""
        return [
            node
            for node in self._by_name.get(record.name.casefold(), [])
            if node.is_ministry == record.is_ministry
            and node.record is None
            and not node.values["tooi_uri"]
            and not node.values["register_id"].isdigit()
        ]

    def by_key(self, key: str) -> Node | None:
        """The page with this key."""
        return self._by_key.get(key)

    def slugs_below(self, parent: Node | None, home_path: str) -> set[str]:
        """The slugs in use directly below a page, those given out in this import included."""
        path = parent.path if parent else home_path
        name = path or str(id(parent))
        if name not in self._slugs:
            below = Page.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)
            self._slugs[name] = set(below.values_list("slug", flat=True)) if path else set()
        return self._slugs[name]
