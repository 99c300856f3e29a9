"""Deciding what an import has to change, without writing anything.

Records are laid beside the tree: first which page each record is about, then below which page it
belongs, then which fields and places differ. What comes out is a list of changes, parents before
children; a dry run stops here.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import EndReason
from organisations.register import kinds
from organisations.register.fields import compare_fields
from organisations.register.keys import ministry_reference
from organisations.register.places import PlaceChanges, compare_places
from organisations.register.records import Record, Remark
from organisations.register.result import Outcome
from organisations.register.slugs import new_slug, short_slug
from organisations.register.successors import Successors
from organisations.register.tree import Node, Tree


@dataclass(slots=True)
class Change:
    """What has to happen to one page. `successor` is a node, because it may be new itself."""

    node: Node
    fields: dict[str, Any]
    places: PlaceChanges
    slug: str = ""
    moves_to: Node | None = None
    successor: Node | None = None
    outcomes: set[Outcome] = field(default_factory=set)


class Planner:
    """Compares records with the tree; call `plan` once."""

    def __init__(self, records: list[Record], tree: Tree, home_path: str) -> None:
        self.tree = tree
        self.home_path = home_path
        self.rejected: list[Remark] = []
        self._successors = Successors()
        self._records = records
        self._nodes: dict[str, Node] = {}
        self._ministries: dict[str, Node] = {}
        self._groups: dict[str, Node] = {}
        self._new_groups: list[Change] = []

    def plan(self) -> list[Change]:
        """All changes, parents before their children; what cannot be placed is in `rejected`."""
        self._match()
        self._adopt(ministries=True)
        self._index_ministries()
        self._adopt(ministries=False)
        for node in self._nodes.values():
            try:
                node.goal = self._parent_for(node)
            except ValueError as error:
                self._reject(node.record, str(error))
                node.record = None
        placed = [node for node in self._nodes.values() if self._can_be_placed(node)]
        placed.sort(key=lambda node: (node.depth, not node.is_ministry))
        changes = [self._compare(node) for node in placed]
        self._link_successors(changes)
        ministries = sum(change.node.is_ministry for change in changes)
        return [*changes[:ministries], *self._new_groups, *changes[ministries:]]

    def _reject(self, record: Record | None, reason: str) -> None:
        if record is not None:
            self.rejected.append(Remark(record.line, record.name, reason))

    def _match(self) -> None:
        """Find the page of each record, or a node for a new one; ministries of today first."""
        taken: dict[int, Record] = {}
        for record in sorted(self._records, key=lambda r: (not r.is_ministry, _has_ended(r))):
            try:
                self._nodes[record.key] = self._node_for(record, taken)
            except ValueError as error:
                self._reject(record, str(error))

    def _node_for(self, record: Record, taken: dict[int, Record]) -> Node:
        """The node of a record. Raises ValueError when another record has it already."""
        if double := self._nodes.get(record.key):
            raise ValueError(
                _("Het nummer %(key)s staat ook op regel %(line)s.")
                % {"key": record.key, "line": double.record.line if double.record else 0}
            )
        node = self.tree.find(record) or Node(record.is_ministry)
        if node.is_ministry != record.is_ministry:
            raise ValueError(_("Een ministerie kan geen organisatie worden, of andersom."))
        if node.page_id:
            if node.page_id in taken:
                raise ValueError(
                    _("Dit is dezelfde organisatie als op regel %(line)s.")
                    % {"line": taken[node.page_id].line}
                )
            taken[node.page_id] = record
        node.record = record
        return node

    def _adopt(self, *, ministries: bool) -> None:
        """Give new records the page that an editor made by hand, or that came without an id.

        Only where one page below the same ministry has this name and no id of its own.
        """
        for key, node in self._nodes.items():
            record = node.record
            if node.page_id or record is None or node.is_ministry != ministries:
                continue
            try:
                top = _top(self._parent_for(node))
            except ValueError:
                continue
            found = [other for other in self.tree.nameless(record) if _top(other.parent) is top]
            if len(found) == 1:
                found[0].record = record
                self._nodes[key] = found[0]

    def _index_ministries(self) -> None:
        """Ministries by every reference a record may use: key, TOOI URI, abbreviation."""
        known = [node for node in self.tree if node.is_ministry and not node.values["is_group"]]
        new = [node for node in self._nodes.values() if node.is_ministry]
        for node in [*new, *(node for node in known if node.record is None)]:
            tooi_uri = node.record.tooi_uri if node.record else node.values["tooi_uri"]
            for reference in (node.key, tooi_uri):
                if reference:
                    self._ministries.setdefault(reference, node)
            abbreviation = node.record.abbreviation if node.record else node.values["abbreviation"]
            if abbreviation and not _node_ended(node):
                self._ministries.setdefault(ministry_reference(abbreviation), node)
        for node in self.tree:
            if node.is_ministry and node.values["is_group"]:
                self._groups[node.key] = node
                self._groups.setdefault(node.values["slug"], node)

    def _parent_for(self, node: Node) -> Node | None:
        """The page below which a record belongs; None is the home page.

        Raises ValueError when the record names a ministry that is nowhere to be found.
        """
        record = node.record
        if record is None or record.is_ministry:
            return None
        if unit_of := self._organisation_above(record):
            return unit_of
        if record.ministry and record.organisation_type not in kinds.OUTSIDE_MINISTRIES:
            return self._ministry_for(record)
        if node.parent is not None and node.parent.is_ministry:
            return node.parent
        return self._group_for(record)

    def _organisation_above(self, record: Record) -> Node | None:
        """The organisation that a unit hangs below: the highest one, because units go one deep.

        Raises ValueError when organisations are said to be parts of each other.
        """
        seen = {record.key}
        above: Node | None = None
        key = record.parent
        while key:
            if key in seen:
                raise ValueError(
                    _("Deze organisatie is volgens het bestand een deel van zichzelf.")
                )
            seen.add(key)
            node = self._nodes.get(key) or self.tree.by_key(key)
            if node is None or node.is_ministry:
                break
            above = node
            if node.record is None:
                parent = node.parent
                return parent if parent and not parent.is_ministry else node
            key = node.record.parent
        return above

    def _ministry_for(self, record: Record) -> Node:
        """The ministry of a record; if that ended while the body lives on, the one that followed."""
        node = self._ministries.get(record.ministry)
        if node is None:
            raise ValueError(
                _("Het ministerie %(name)s staat niet in dit bestand en niet op de site.")
                % {"name": record.ministry.removeprefix("afk-")[:80]}
            )
        seen: set[int] = set()
        while _node_ended(node) and not _has_ended(record) and id(node) not in seen:
            seen.add(id(node))
            following = self._successor_of(node)
            if following is None:
                break
            node = following
        return node

    def _successor_of(self, node: Node) -> Node | None:
        tooi_uri = node.record.tooi_uri if node.record else node.values.get("tooi_uri", "")
        for reference in (
            node.record.successor if node.record else "",
            self._successors.of(tooi_uri),
        ):
            if found := self._find(reference):
                return found
        stored = node.values.get("successor_id")
        return next((other for other in self.tree if stored and other.page_id == stored), None)

    def _find(self, reference: str) -> Node | None:
        if not reference:
            return None
        return self._ministries.get(reference) or self._nodes.get(reference)

    def _group_for(self, record: Record) -> Node:
        """The group page for bodies of this type, made when it is needed for the first time."""
        key, slug, title = (
            kinds.GROUPS.get(record.organisation_type, kinds.OTHER_GROUP)
            if record.organisation_type
            else kinds.OTHER_GROUP
        )
        if slug in self._groups:
            self._groups.setdefault(key, self._groups[slug])
        if key not in self._groups:
            node = Node(True, values={"register_id": key})
            taken = self.tree.slugs_below(None, self.home_path)
            self._new_groups.append(
                Change(
                    node,
                    {"title": str(title), "register_id": key, "is_group": True},
                    PlaceChanges(),
                    slug=slug if slug not in taken else f"{slug}-groep",
                )
            )
            taken.add(slug)
            self._groups[key] = node
        return self._groups[key]

    def _can_be_placed(self, node: Node) -> bool:
        """Whether a record is still good, and what it hangs below too."""
        if node.record is None:
            return False
        if node.goal is None or _is_there(node.goal):
            return True
        self._reject(node.record, _("De organisatie waar dit een onderdeel van is, is afgewezen."))
        return False

    def _compare(self, node: Node) -> Change:
        record, parent = node.record, node.goal
        assert record is not None  # noqa: S101  plan() leaves these out
        change = Change(
            node,
            compare_fields(record, node.values),
            compare_places(record.places, node.locations),
        )
        moved = node.page_id is not None and parent is not None and parent is not node.parent
        taken = self.tree.slugs_below(parent, self.home_path)
        if node.page_id is None or (moved and node.values["slug"] in taken):
            change.slug = new_slug(
                record, taken, node.depth, dated=self._shares_abbreviation(record)
            )
        if node.page_id is None or moved:
            taken.add(change.slug or node.values["slug"])
        if moved:
            change.moves_to = parent
        change.outcomes = _outcomes(change)
        return change

    def _shares_abbreviation(self, record: Record) -> bool:
        """Whether an ended ministry has the abbreviation of another in the same source."""
        if not (record.is_ministry and _has_ended(record)):
            return False
        return self._ministry_slugs()[short_slug(record)] > 1

    def _ministry_slugs(self) -> Counter[str]:
        return Counter(short_slug(record) for record in self._records if record.is_ministry)

    def _link_successors(self, changes: list[Change]) -> None:
        """Point ended bodies at what came after them, where no one did so before."""
        for change in changes:
            node, record = change.node, change.node.record
            if record is None or node.values.get("successor_id") or not _has_ended(record):
                continue
            successor = self._successor_of(node)
            if successor is None or successor is node or successor.is_ministry != node.is_ministry:
                continue
            change.successor = successor
            if node.page_id and Outcome.UNCHANGED in change.outcomes:
                change.outcomes = {Outcome.UPDATED}
        followers = Counter(id(change.successor) for change in changes if change.successor)
        for change in changes:
            node = change.node
            if change.successor and not (node.is_ministry or node.values.get("end_reason")):
                merged = followers[id(change.successor)] > 1
                reason = EndReason.MERGED if merged else EndReason.RENAMED
                change.fields["end_reason"] = reason.value


def _outcomes(change: Change) -> set[Outcome]:
    node = change.node
    if node.page_id is None:
        return {Outcome.CREATED}
    outcomes = set()
    if change.moves_to is not None:
        outcomes.add(Outcome.MOVED)
    fields = dict(change.fields)
    if node.record and "ended_on" in fields and _has_ended(node.record):
        outcomes.add(Outcome.ENDED)
        fields = {n: v for n, v in fields.items() if n not in {"ended_on", "register_values"}}
    if fields or change.places:
        outcomes.add(Outcome.UPDATED)
    return outcomes or {Outcome.UNCHANGED}


def _has_ended(record: Record) -> bool:
    """Whether the record says that the body has ended; an end in the future does not count yet."""
    return record.ended_on is not None and record.ended_on <= timezone.localdate()


def _top(node: Node | None) -> Node | None:
    """The ministry or group at the top of a branch."""
    while node is not None and not node.is_ministry:
        node = node.goal or node.parent
    return node


def _node_ended(node: Node) -> bool:
    ended_on = node.record.ended_on if node.record else node.values.get("ended_on")
    return ended_on is not None and ended_on <= timezone.localdate()


def _is_there(node: Node) -> bool:
    """Whether a parent is in the tree or on its way into it (its own record was not rejected)."""
    return node.page_id is not None or node.record is not None or node.key.startswith("groep-")
