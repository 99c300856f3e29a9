"""Generated posts, a thousand at a time; each thousand is there as a whole or not at all."""

import datetime
import random
import uuid
from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Substr
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.models import CustomImage
from home.generated import words
from home.generated.bulk import insert_pages, place_below
from home.generated.tree import GeneratedTree
from organisations.indexing import index_pages
from organisations.models import (
    ASKING_KINDS,
    BlogPostPage,
    Kind,
    Location,
    OrganisationPage,
    Phase,
    PostAuthor,
    State,
    Topic,
)
from search import indexing

POSTS_AT_A_TIME = 1000
DAYS = 3 * 365
KIND_WEIGHTS = {
    Kind.MESSAGE: 45,
    Kind.UPDATE: 20,
    Kind.PHOTOS: 10,
    Kind.INITIATIVE: 10,
    Kind.QUESTION: 9,
    Kind.NEED: 6,
}
WITH_IMAGE = 0.4
WITH_PLACE = 0.5


class PostWriter:
    """Writes the posts of one generated tree."""

    def __init__(
        self,
        tree: GeneratedTree,
        organisations: list[OrganisationPage],
        images: list[CustomImage],
        progress: Callable[[int, int, str], None],
    ) -> None:
        self.tree = tree
        self.organisations = organisations
        self.images = images
        self.progress = progress
        self.topics = list(Topic.objects.order_by("slug").values_list("pk", flat=True))
        self.locations: dict[int, list[int]] = {}
        owners = [page.pk for page in organisations]
        for pk, page_id in Location.objects.filter(page__in=owners).values_list("pk", "page_id"):
            self.locations.setdefault(page_id, []).append(pk)
        # Few organisations write much and many write little, as in life.
        self.weights = [1 / (rank + 3) for rank in range(len(organisations))]
        self.prefix = f"g{tree.seed}-"
        self.last_moment = tree.began()

    def done(self) -> int:
        """How many posts of this tree were made: one more than the highest number in an address."""
        mine = BlogPostPage.objects.filter(slug__startswith=self.prefix, is_example=True)
        slugs = mine.values_list("slug", flat=True).iterator()
        return max((int(slug.rsplit("-", 1)[1]) for slug in slugs), default=-1) + 1

    def last_steps(self) -> dict[str, int]:
        """For every organisation that has children, the number of the last one in the tree."""
        depth = self.organisations[0].depth + 1
        last = (
            Page.objects.filter(depth=depth)
            .annotate(above=Substr("path", 1, (depth - 1) * Page.steplen))
            .values_list("above")
            .annotate(last=Max("path"))
            .order_by()
        )
        return {above: int(path[-Page.steplen :], 36) for above, path in last}

    def write(self, wanted: int) -> int:
        """Add posts until there are this many; returns how many were added."""
        done = self.done()
        steps = self.last_steps()
        for start in range(done, wanted, POSTS_AT_A_TIME):
            numbers = range(start, min(start + POSTS_AT_A_TIME, wanted))
            with transaction.atomic():
                self.write_some(numbers, steps)
            self.progress(numbers.stop, wanted, _("berichten"))
        return max(0, wanted - done)

    def write_some(self, numbers: range, steps: dict[str, int]) -> None:
        """Write the posts with these numbers, with all that hangs on them."""
        posts, topics, added = [], [], Counter[str]()
        for number in numbers:
            rng = self.tree.rng("post", number)
            parent = rng.choices(self.organisations, self.weights)[0]
            post = self.post(rng, number, parent)
            steps[parent.path] = steps.get(parent.path, 0) + 1
            place_below(post, parent, steps[parent.path])
            added[parent.path] += 1
            posts.append(post)
            topics.append(rng.sample(self.topics, min(len(self.topics), rng.randint(1, 3))))
        insert_pages(BlogPostPage, posts)
        PostAuthor.objects.bulk_create(
            PostAuthor(page=post, name="Team Proef", role="gegenereerd", sort_order=0)
            for post in posts
        )
        through = BlogPostPage.topics.through
        through.objects.bulk_create(
            through(blogpostpage_id=post.pk, topic_id=topic)
            for post, chosen in zip(posts, topics, strict=True)
            for topic in chosen
        )
        grown = [page for page in self.organisations if page.path in added]
        for page in grown:
            page.numchild += added[page.path]
        Page.objects.bulk_update([Page(pk=p.pk, numchild=p.numchild) for p in grown], ["numchild"])
        ids = [post.pk for post in posts]
        index_pages(BlogPostPage, ids)
        indexing.write(ids)

    def post(self, rng: random.Random, number: int, parent: OrganisationPage) -> BlogPostPage:
        """Post `number`, not yet in the tree."""
        kind = rng.choices(list(KIND_WEIGHTS), list(KIND_WEIGHTS.values()))[0]
        title = words.title(rng)
        moment = self.last_moment - datetime.timedelta(minutes=rng.randint(1, DAYS * 24 * 60))
        places = self.locations.get(parent.pk, [])
        return BlogPostPage(
            title=title,
            slug=f"{self.prefix}{slugify(title)[:60].strip('-')}-{number}",
            kind=kind,
            summary=words.paragraph(rng, 2),
            body=words.body(rng, number),
            lead_image=rng.choice(self.images)
            if self.images and rng.random() < WITH_IMAGE
            else None,
            place_id=rng.choice(places) if places and rng.random() < WITH_PLACE else None,
            phase=rng.choice(Phase.values) if kind == Kind.INITIATIVE else "",
            state=rng.choice(State.values) if kind in ASKING_KINDS else "",
            first_published_at=moment,
            last_published_at=moment,
            translation_key=uuid.UUID(int=rng.getrandbits(128)),
            is_example=True,
        )
