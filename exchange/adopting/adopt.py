"""Makes the draft with which an organisation takes over an initiative."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from exchange.models import Adoption
from organisations.models import BlogPostPage, Kind, OrganisationPage, Phase
from organisations.owners import owner_of
from organisations.quick.places import open_to
from organisations.quick.posts import fill, store
from search.models import Entry

# A chain longer than this is an error in the data.
MOST_STEPS = 50


class CannotAdoptError(Exception):
    """Why not, in Dutch."""


def adoptable(pk: int) -> BlogPostPage | None:
    """The initiative with this page id, if readers may see it now."""
    visible = Entry.objects.visible().filter(pk=pk, kind=Kind.INITIATIVE)
    return BlogPostPage.objects.filter(pk__in=visible.values("pk")).first()


def existing(source: BlogPostPage, organisation: OrganisationPage) -> BlogPostPage | None:
    """What this organisation made of an initiative before."""
    return (
        BlogPostPage.objects.filter(adoption__source=source)
        .on_blog_of(organisation.path)
        .order_by("pk")
        .first()
    )


@transaction.atomic
def adopt(source: BlogPostPage, organisation: OrganisationPage, user: Any) -> BlogPostPage:
    """A draft of an initiative below an organisation, or the one that is there already.

    Raises CannotAdoptError when it may not be, or when the page refuses what it would hold.
    """
    # Two at once wait for one another here, so that the second finds what the first made.
    Page.objects.select_for_update().get(pk=organisation.pk)
    if not open_to(user).filter(pk=organisation.pk).exists():
        raise CannotAdoptError(_("U kunt bij deze organisatie nu niet schrijven."))
    if began_at(source, organisation):
        raise CannotAdoptError(
            _("Dit initiatief is van uw eigen organisatie. U kunt het niet overnemen.")
        )
    if made := existing(source, organisation):
        return made
    post = BlogPostPage(
        kind=Kind.INITIATIVE,
        title=source.title,
        summary=source.summary,
        phase=Phase.EXPLORE,
        language=source.language,
        place=organisation.locations.first(),
    )
    try:
        store(
            fill(post, text=[], photos=[], topics=list(source.topics.all())),
            organisation,
            user,
            photos=[],
        )
    except ValidationError as error:
        raise CannotAdoptError(" ".join(error.messages)) from error
    above = Adoption.objects.filter(post=source).first()
    Adoption.objects.create(
        post=post, source=source, root=above.root if above else source.pk, by=user
    )
    return post


def began_at(source: BlogPostPage, organisation: OrganisationPage) -> bool:
    """Whether an initiative, or what it was taken over from, stands on this organisation's blog."""
    step: BlogPostPage | None = source
    for _number in range(MOST_STEPS):
        if step is None:
            return False
        owner = owner_of(step)
        if owner and owner.pk == organisation.pk:
            return True
        above = Adoption.objects.filter(post=step).select_related("source").first()
        step = above.source if above else None
    return False
