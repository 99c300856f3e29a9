"""The page of a change project: its course, drawn and in words, and its posts."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils import timezone

from organisations.contexts.organisation import POSTS_PER_PAGE, list_page
from organisations.contexts.post import pictures_in
from organisations.contexts.timeline import timeline_of
from organisations.listing import MINISTRY_DEPTH
from organisations.models import BlogPostPage, ChangeProjectPage
from organisations.models.project_parts import current_phase
from organisations.owners import owner_in


def project_context(project: ChangeProjectPage, params: QueryDict) -> dict[str, Any]:
    """Whose project it is, how it goes and what is written about it.

    Adds `organisation`, `ministry`, `phases`, `now` (the current phase), `milestones`, `topics`,
    `places`, `has_points`, `timeline`, `lead_image` (None when the body shows it),
    `page_obj`, `query` (what stays in links of the list), `own_query` (which finds the project with
    its posts) and `notices` (what was asked and cannot be).
    """
    notices: list[str] = []
    phases, milestones = list(project.phases.all()), list(project.milestones.all())
    posts = _posts(project)
    page = list_page(Paginator(posts, POSTS_PER_PAGE), params.get("pagina", ""), notices)
    pictures = [item.lead_image for item in (project, *page.object_list) if item.lead_image]
    prefetch_related_objects(pictures, "renditions")
    places = list(project.places.all())
    return {
        "organisation": owner_in(project.trail),
        "ministry": next((page for page in project.trail if page.depth == MINISTRY_DEPTH), None),
        "phases": phases,
        "now": current_phase(phases),
        "milestones": milestones,
        "topics": list(project.topics.all()),
        "places": places,
        "has_points": any(place.latitude is not None for place in places),
        "timeline": timeline_of(phases, milestones, posts, timezone.localdate(), project.language),
        "lead_image": None
        if project.lead_image_id in pictures_in(project.body)
        else project.lead_image,
        "page_obj": page,
        "query": "",
        "own_query": f"traject={project.pk}",
        "notices": notices,
    }


def _posts(project: ChangeProjectPage) -> list[BlogPostPage]:
    """All its posts with what a card shows, the newest first; none before the project exists."""
    if not project.path:
        return []
    posts = BlogPostPage.objects.published().children_of(project.path)
    # All at once: a project has some dozens, and the timeline needs to know of each.
    return list(posts.listing().select_related("lead_image"))
