"""The page of a change project: its course, drawn and in words, and its posts."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import Page

from organisations.contexts.organisation import POSTS_PER_PAGE, list_page
from organisations.contexts.post import pictures_in
from organisations.contexts.timeline import timeline_of
from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
from organisations.models.project_parts import current_phase


class ListedPosts(Paginator):
    """Posts of which it is known which there are: only those of one page are read."""

    def __init__(self, ids: list[int]) -> None:
        super().__init__(ids, POSTS_PER_PAGE)

    def page(self, number: Any) -> Any:
        """A page of posts, with their pictures; two queries."""
        page = super().page(number)
        posts = BlogPostPage.objects.listing().select_related("lead_image")
        page.object_list = list(posts.filter(pk__in=page.object_list))
        return page


def project_context(project: ChangeProjectPage, params: QueryDict) -> dict[str, Any]:
    """Whose project it is, how it goes and what is written about it.

    Adds `organisation`, `ministry`, `phases`, `now` (the current phase), `milestones`, `members`,
    `topics`, `places`, `has_points`, `timeline`, `lead_image` (None when the body shows it),
    `page_obj`, `query` (what stays in links of the list), `own_query` (which finds the project with
    its posts) and `notices` (what was asked and cannot be).
    """
    notices: list[str] = []
    phases, milestones = list(project.phases.all()), list(project.milestones.all())
    posts = _posts(project)
    page = list_page(ListedPosts([post.pk for post in posts]), params.get("pagina", ""), notices)
    pictures = [item.lead_image for item in (project, *page.object_list) if item.lead_image]
    prefetch_related_objects(pictures, "renditions")
    places = list(project.places.all())
    return {
        "organisation": _last(project, OrganisationPage),
        "ministry": _last(project, MinistryPage),
        "phases": phases,
        "now": current_phase(phases),
        "milestones": milestones,
        "members": list(project.members.all()),
        "topics": list(project.topics.all()),
        "places": places,
        "has_points": any(place.latitude is not None for place in places),
        "timeline": timeline_of(phases, milestones, posts, timezone.localdate()),
        "lead_image": None
        if project.lead_image_id in pictures_in(project.body)
        else project.lead_image,
        "page_obj": page,
        "query": "",
        "own_query": f"traject={project.pk}",
        "notices": notices,
    }


def _posts(project: ChangeProjectPage) -> list[BlogPostPage]:
    """All its posts with what a timeline tells of them, the newest first; none before it exists."""
    if not project.path:
        return []
    posts = BlogPostPage.objects.published().children_of(project.path)
    fields = ("title", "url_path", "first_published_at", "kind")
    return list(posts.only(*fields).order_by("-first_published_at", "-pk"))


def _last(project: ChangeProjectPage, model: type[Page]) -> Page | None:
    return next((page for page in reversed(project.trail) if page.specific_class is model), None)
