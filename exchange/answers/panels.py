"""What *Mijn overzicht* says of questions: who offers help, and what lies without an answer."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from exchange.answers.report import lying_since, unanswered, unanswered_for
from organisations.desk.my_posts import writes_for
from organisations.desk.panels import OLDEST_SHOWN, DeskPanel
from organisations.desk.waiting import below
from organisations.listing import attach_owners
from organisations.models import BlogPostPage
from organisations.permissions import permission_paths

TEMPLATES = "exchange/answers/admin"


class OffersPanel(DeskPanel):
    """For a writer: open questions of the own organisations to which somebody offered help."""

    name = "help_offers"
    template_name = f"{TEMPLATES}/offers_panel.html"
    order = 115

    @cached_property
    def posts(self) -> list[BlogPostPage]:
        """The questions, those with the newest offers first; read once."""
        organisations = [organisation.path for organisation in writes_for(self.request.user)]
        if not organisations:
            return []
        found = (
            unanswered()
            .filter(below(organisations))
            .annotate(offers=Count("help_offers"))
            .filter(offers__gt=0)
        )
        return list(found[:OLDEST_SHOWN])

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The questions with how many offered help."""
        return {"posts": attach_owners(self.posts)}


class UnansweredPanel(DeskPanel):
    """For a moderator: how many questions are open, and those that lie too long."""

    name = "unanswered"
    template_name = f"{TEMPLATES}/unanswered_panel.html"
    order = 112

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.found = unanswered_for(request.user)

    @property
    def is_shown(self) -> bool:
        """For who moderates by role: an account for emergencies answers for nothing."""
        user = self.request.user
        return not user.is_superuser and bool(permission_paths(user, "publish"))

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The oldest few, and the numbers of the whole."""
        long = self.found.filter(open_since__lt=lying_since())
        return {
            "posts": attach_owners(self.found[:OLDEST_SHOWN]),
            "number": self.found.count(),
            "long": long.count(),
            "report_url": reverse("report_unanswered"),
        }
