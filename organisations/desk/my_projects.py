"""What a writer finds on *Mijn overzicht* of the change projects of the own organisations."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState, get_default_page_content_type

from organisations.desk.my_posts import writes_for
from organisations.desk.panels import TEMPLATES, DeskPanel
from organisations.desk.waiting import below
from organisations.listing import attach_owners
from organisations.models import ChangeProjectPage

SHOWN = 6

WAITING = {
    WorkflowState.STATUS_IN_PROGRESS: _("bij de moderator"),
    WorkflowState.STATUS_NEEDS_CHANGES: _("teruggekomen: kijk wat er anders moet"),
}


class MyProjectsPanel(DeskPanel):
    """The projects that were worked on last, and where each stands; four queries."""

    name = "my_projects"
    template_name = f"{TEMPLATES}/my_projects_panel.html"
    order = 122

    @cached_property
    def projects(self) -> list[Any]:
        """The projects, each with its `organisation` and with `stands` in words."""
        mine = below(organisation.path for organisation in writes_for(self.request.user))
        found = list(
            ChangeProjectPage.objects.filter(mine)
            .defer_streamfields()
            .order_by("-latest_revision_created_at", "-pk")[:SHOWN]
        )
        if not found:
            return []
        states = WorkflowState.objects.filter(
            base_content_type=get_default_page_content_type(),
            object_id__in=[str(project.pk) for project in found],
            status__in=WAITING,
        )
        waiting = dict(states.values_list("object_id", "status"))
        attach_owners(found)
        for project in found:
            project.stands = WAITING.get(waiting.get(str(project.pk)), _stands(project))
        return found

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The projects."""
        return {"projects": self.projects}


def _stands(project: ChangeProjectPage) -> Any:
    if not project.live:
        return _("concept")
    if project.has_unpublished_changes:
        return _("op de site, met een wijziging die nog niet is ingestuurd")
    return _("op de site")
