"""Carrying out a plan: the only place of the register that writes."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from organisations.models import Location, MinistryPage, OrganisationPage
from organisations.register.children import Children
from organisations.register.drafts import update_drafts
from organisations.register.log import write_log
from organisations.register.plan import Change
from organisations.register.tree import Node

Progress = Callable[[int, int], None]


class Writer:
    """Writes changes in the order of the plan; parents come before their children."""

    def __init__(self, home: Page) -> None:
        self.home = home
        self.written: dict[type[Page], set[int]] = {MinistryPage: set(), OrganisationPage: set()}
        self.moved: set[int] = set()
        self._now = timezone.now()
        self._children: dict[int, Children] = {}
        self._new_locations: list[Location] = []
        self._log: list[tuple[Page, dict[str, Any]]] = []

    def write(self, changes: list[Change], progress: Progress) -> None:
        """Write all changes; `progress` hears how many of how many are done."""
        for done, change in enumerate(changes, start=1):
            if change.node.page_id is None:
                self._create(change)
            else:
                self._update(change)
            progress(done, len(changes))
        for change in changes:
            if change.successor is not None:
                self._set_successor(change)
        Location.objects.bulk_create(self._new_locations, batch_size=500)
        write_log(self._log, self._now)

    def _create(self, change: Change) -> None:
        model = MinistryPage if change.node.is_ministry else OrganisationPage
        page = model(
            **change.fields,
            slug=change.slug,
            first_published_at=self._now,
            last_published_at=self._now,
        )
        self._below(change.node.goal).append(page)
        change.node.page_id, change.node.path = page.pk, page.path
        self._new_locations += [
            self._location(page, order, fields) for order, fields in enumerate(change.places.create)
        ]
        self._note(page, {"created": True})

    def _update(self, change: Change) -> None:
        node = change.node
        if not (change.fields or change.places or change.moves_to):
            return
        page = self._page(node)
        if change.moves_to is not None:
            page = self._move(page, change)
        self._set_fields(page, change.fields)
        self._write_places(page, change)
        moved = {"slug": change.slug} if change.slug else {}
        update_drafts(page, change.fields | moved, change.places)
        self._note(page, {"fields": sorted(change.fields.keys() - {"register_values"})})

    def _set_fields(self, page: Page, fields: dict[str, Any]) -> None:
        """Write the register's fields and no other: an editor may be saving the page right now."""
        for name, value in fields.items():
            setattr(page, name, value)
        if "title" in fields:
            page.draft_title = page.title
        page.last_published_at = self._now
        page.clean_fields(exclude={f.name for f in page._meta.fields} - fields.keys())
        page.save(clean=False, update_fields=[*fields, "draft_title", "last_published_at"])

    def _move(self, page: Page, change: Change) -> Page:
        """Move a page with what is below it; Wagtail makes the redirects."""
        if change.slug:
            # Only the slug: the move finds the old address in `url_path` and makes one redirect
            # from there, for this page and each one below it.
            page.slug = change.slug
            Page.objects.filter(pk=page.pk).update(slug=change.slug)
        self.moved.add(page.pk)
        target = change.moves_to.page_id if change.moves_to else self.home.pk
        page.move(Page.objects.get(pk=target or 0), pos="last-child")
        self._children.clear()
        return self._page(change.node)

    def _set_successor(self, change: Change) -> None:
        page = self._page(change.node)
        page.successor_id = change.successor.page_id if change.successor else None
        page.save(clean=False, update_fields=["successor"])
        update_drafts(page, {"successor": page.successor_id}, None)
        self._note(page, {"fields": ["successor"]})

    def _write_places(self, page: Page, change: Change) -> None:
        Location.objects.filter(pk__in=change.places.delete).delete()
        for location in Location.objects.filter(pk__in=change.places.update):
            for name, value in change.places.update[location.pk].items():
                setattr(location, name, value)
            location.save()
        last = page.locations.count()
        for order, fields in enumerate(change.places.create, start=last):
            self._location(page, order, fields).save()

    def _location(self, page: Page, order: int, fields: dict[str, Any]) -> Location:
        location = Location(page_id=page.pk, sort_order=order, **fields)
        location.derive()
        return location

    def _page(self, node: Node) -> Page:
        """The page of a node as it stands now: a move changes the paths of others too."""
        model = MinistryPage if node.is_ministry else OrganisationPage
        return model.objects.get(pk=node.page_id or 0)

    def _below(self, node: Node | None) -> Children:
        """Where to add children of a page: its place in the tree is read once for all of them."""
        key: int = (node.page_id or 0) if node else self.home.pk
        if key not in self._children:
            self._children[key] = Children(key)
        return self._children[key]

    def _note(self, page: Page, data: dict[str, Any]) -> None:
        self.written[type(page)].add(page.pk)
        self._log.append((page, data))
