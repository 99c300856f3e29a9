"""Takes away everything that is marked as an example, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from wagtail.models import Collection, Page, ReferenceIndex

from cms.core.models import CustomImage
from home.examples.loader import COLLECTION, CREDIT, read
from organisations.models import OrganisationPage

MARK = "is_example"


@dataclass
class Removed:
    """What a run took away, and what it left because somebody's own work depends on it."""

    pages: int = 0
    others: int = 0
    images: int = 0
    organisations: int = 0
    kept_pages: list[str] = field(default_factory=list)
    kept_images: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was taken away."""
        return bool(self.pages or self.others or self.images or self.organisations)


def marked_models() -> Iterator[type[models.Model]]:
    """Every model of the site that can be marked as an example, of whatever app."""
    for model in apps.get_models():
        try:
            model._meta.get_field(MARK)
        except FieldDoesNotExist:
            continue
        yield model


@transaction.atomic
def remove_examples() -> Removed:
    """Remove all examples: all of it or, when something fails, nothing.

    An example page with somebody's own page below it stays, and so do an organisation with a draft
    and a picture that somebody used. The empty collection of the pictures stays too: by it
    `setup_site` knows that the examples were here, so that they do not come back.
    """
    result = Removed()
    for model in marked_models():
        if not issubclass(model, Page):
            result.others += model._default_manager.filter(**{MARK: True}).delete()[0]
    for page in _example_pages():
        _remove_page(page, result)
    _clear_organisations(result)
    _remove_images(result)
    return result


def _example_pages() -> list[Page]:
    """The marked pages, from the bottom of the tree up."""
    pages = [
        page
        for model in marked_models()
        if issubclass(model, Page)
        for page in model._default_manager.filter(**{MARK: True})
    ]
    return sorted(pages, key=lambda page: page.depth, reverse=True)


def _remove_page(page: Page, result: Removed) -> None:
    # Read again: what hung below it may be gone by now.
    fresh = Page.objects.get(pk=page.pk)
    if fresh.get_children().exists():
        result.kept_pages.append(fresh.title)
        return
    fresh.specific.delete()
    result.pages += 1


def _clear_organisations(result: Removed) -> None:
    """Take out what the loader wrote at a few organisations, unless somebody changed it since."""
    for entry in read("organisations.toml")["organisation"]:
        page = OrganisationPage.objects.filter(
            register_id=entry["register_id"], intro=entry["intro"]
        ).first()
        if page is None:
            continue
        if page.has_unpublished_changes:
            result.kept_pages.append(page.title)
            continue
        page.intro = ""
        if page.visit_report.strip() == entry["visit_report"].strip():
            page.visit_report, page.visited_on = "", None
        if page.lead_image and _is_example(page.lead_image):
            page.lead_image = None
        if page.colour == entry["colour"]:
            page.colour = OrganisationPage._meta.get_field("colour").get_default()
        names = {name.lower() for name in entry["topics"]}
        page.topics = [topic for topic in page.topics.all() if topic.name.lower() not in names]
        page.save_revision().publish()
        result.organisations += 1


def _is_example(image: Any) -> bool:
    return bool(image.credit == CREDIT and image.collection.name == COLLECTION)


def _remove_images(result: Removed) -> None:
    collection = Collection.objects.filter(name=COLLECTION).first()
    for image in CustomImage.objects.filter(collection=collection, credit=CREDIT):
        if ReferenceIndex.get_references_to(image).exists():
            result.kept_images.append(image.title)
            continue
        image.delete()
        result.images += 1
