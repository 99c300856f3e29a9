"""Puts the example pictures and posts in the tree. What is there already stays as it is."""

import datetime
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page

from cms.core.models import CustomImage, Licence
from exchange.models import Adoption
from home.examples.body import BodyWriter
from home.examples.comments import add_comments
from home.examples.projects import Days, unsaved_project
from home.models import HomePage
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    OrganisationPage,
    PostAuthor,
    Topic,
)
from organisations.roles.groups import ensure_collection

COLLECTION = "Voorbeelden"
CREDIT = "Rijkslocaties (computerbeeld)"
EXAMPLES = Path(settings.BASE_DIR) / "data" / "examples"
PHOTOS = Path(__file__).parent / "photos"
SATURDAY = 5


@dataclass
class Result:
    """What a run did: numbers by what they count, and the organisations that are not here."""

    images: int = 0
    organisations: int = 0
    posts: int = 0
    projects: int = 0
    missing: set[str] = field(default_factory=set)

    @property
    def changed(self) -> bool:
        """Whether anything was added."""
        added = (self.images, self.organisations, self.posts, self.projects)
        return any(added)


def read(name: str) -> dict[str, Any]:
    """An example file."""
    with (EXAMPLES / name).open("rb") as file:
        return tomllib.load(file)


def examples_were_loaded() -> bool:
    """Whether the examples were put here before, even if some were thrown away since."""
    return Collection.objects.filter(name=COLLECTION).exists()


class ExampleLoader:
    """One run of loading. `progress` is told what comes: (done, of how many, what)."""

    def __init__(self, progress: Callable[[int, int, str], None] = lambda *_: None) -> None:
        self.progress = progress
        self.result = Result()
        self.now = timezone.now()
        self.images: dict[str, CustomImage] = {}
        self.topics: dict[str, Topic] = {}

    @transaction.atomic
    def run(self) -> Result:
        """Add what is not there yet: all of it or, when something fails, nothing."""
        self.topics = {topic.name.lower(): topic for topic in Topic.objects.all()}
        self.load_images()
        self.writer = BodyWriter(self.images)
        self.load_organisations()
        self.load_posts()
        self.load_projects()
        return self.result

    def load_images(self) -> None:
        """The pictures, in a collection of their own."""
        collection = Collection.objects.filter(name=COLLECTION).first()
        if collection is None:
            # Below the shared collection, so that every communicator may choose them.
            shared = ensure_collection(HomePage.objects.get())
            collection = shared.add_child(name=COLLECTION)
        here = {image.title: image for image in CustomImage.objects.filter(collection=collection)}
        catalogue = read("images.toml")
        for number, (key, entry) in enumerate(catalogue.items(), 1):
            if entry["title"] not in here:
                self.progress(number, len(catalogue), _("beelden"))
                content = (PHOTOS / f"{key}.jpg").read_bytes()
                here[entry["title"]] = CustomImage.objects.create(
                    title=entry["title"],
                    description=entry["alt"],
                    credit=CREDIT,
                    licence=Licence.CC0,
                    collection=collection,
                    file=ContentFile(content, name=f"voorbeeld-{key}.jpg"),
                )
                self.result.images += 1
            self.images[key] = here[entry["title"]]

    def load_organisations(self) -> None:
        """An introduction and a report of a visit for a few organisations that have none."""
        for entry in read("organisations.toml")["organisation"]:
            page = self.organisation(entry["register_id"])
            if page is None or page.intro or page.visited_on:
                continue
            page.intro = entry["intro"]
            page.lead_image = self.images[entry["image"]]
            page.colour = entry["colour"]
            page.visited_on = (self.now - datetime.timedelta(days=entry["visited_days_ago"])).date()
            page.visit_report = entry["visit_report"].strip()
            page.topics = list(self.topics_named(entry["topics"]))
            page.save_revision().publish()
            self.result.organisations += 1

    def load_posts(self) -> None:
        """The posts, each below its organisation."""
        entries = [*read("posts-1.toml")["post"], *read("posts-2.toml")["post"]]
        self.comments = read("comments.toml")
        for number, entry in enumerate(entries, 1):
            parent = self.organisation(entry["organisation"])
            if parent is not None and self.add_post(parent, parent, entry, number):
                self.progress(number, len(entries), _("berichten"))
                self.result.posts += 1

    def load_projects(self) -> None:
        """The change projects, each with its posts."""
        entries = read("projects.toml")["project"]
        for number, entry in enumerate(entries, 1):
            organisation = self.organisation(entry["organisation"])
            if organisation is None:
                continue
            self.progress(number, len(entries), _("verandertrajecten"))
            project = self.project(organisation, entry, number)
            for post in entry.get("post", []):
                self.result.posts += self.add_post(organisation, project, post, number)

    def project(
        self, organisation: OrganisationPage, entry: dict[str, Any], number: int
    ) -> ChangeProjectPage:
        """The project below its organisation, published when it is not there yet."""
        slug = slugify(entry["title"])[:60].strip("-")
        found = ChangeProjectPage.objects.child_of(organisation).filter(slug=slug).first()
        if found:
            return found
        moment = self.moment(entry["days_ago"], number)
        project = unsaved_project(organisation, entry, slug, Days(timezone.localdate(self.now)))
        project.body = self.writer.write(entry["body"])
        project.lead_image = self.images.get(entry["image"])
        project.topics = list(self.topics_named(entry["topics"]))
        project.first_published_at = moment
        organisation.add_child(instance=project)
        project.save_revision().publish()
        ChangeProjectPage.objects.filter(pk=project.pk).update(last_published_at=moment)
        self.result.projects += 1
        return project

    def add_post(
        self, organisation: OrganisationPage, parent: Page, entry: dict[str, Any], number: int
    ) -> bool:
        """Publish a post below its organisation or project; False if it is there already."""
        slug = slugify(entry["title"])[:60].strip("-")
        if BlogPostPage.objects.child_of(parent).filter(slug=slug).exists():
            return False
        moment = self.moment(entry["days_ago"], number)
        page = BlogPostPage(
            title=entry["title"],
            slug=slug,
            kind=entry["kind"],
            summary=entry["summary"],
            lead_image=self.images.get(entry.get("image", "")),
            body=self.writer.write(entry["body"]),
            phase=entry.get("phase", ""),
            state=entry.get("state", ""),
            place=organisation.locations.first(),
            is_example=True,
            live=False,
            first_published_at=moment,
        )
        page.topics = list(self.topics_named(entry["topics"]))
        page.authors = [PostAuthor(name=name, role=role) for name, role in entry["authors"]]
        parent.add_child(instance=page)
        page.save_revision().publish()
        BlogPostPage.objects.filter(pk=page.pk).update(last_published_at=moment)
        self.note_adoption(page, entry.get("adopts", ""))
        add_comments(page, organisation, self.comments.get(entry["title"], []), moment, self.now)
        return True

    def note_adoption(self, page: BlogPostPage, title: str) -> None:
        """Say that a post takes over the example initiative with this title, if that is here."""
        source = BlogPostPage.objects.filter(is_example=True, title=title).first()
        if source is not None:
            # After it was published: so nobody is mailed about it.
            Adoption.objects.create(post=page, source=source, root=source.pk)

    def organisation(self, register_id: str) -> OrganisationPage | None:
        """The organisation with this number in the register, or None (and the result says so)."""
        page = OrganisationPage.objects.filter(register_id=register_id).first()
        if page is None:
            self.result.missing.add(register_id)
        return page

    def topics_named(self, names: list[str]) -> Iterator[Topic]:
        """The topics with these names, as far as they are loaded."""
        return (self.topics[name.lower()] for name in names if name.lower() in self.topics)

    def moment(self, days_ago: int, number: int) -> datetime.datetime:
        """A moment in office hours on or before that day, and never in the future."""
        day = timezone.localtime(self.now) - datetime.timedelta(days=days_ago)
        day -= datetime.timedelta(days=max(0, day.weekday() - SATURDAY + 1) if days_ago else 0)
        moment = day.replace(
            hour=8 + number * 7 % 9, minute=number * 13 % 60, second=0, microsecond=0
        )
        return min(moment, self.now - datetime.timedelta(minutes=5 + number))
