"""What this app adds to the CMS."""

from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from organisations.before_submitting import ADDRESSES, BEFORE_SUBMITTING, WHILE_WRITING, about_draft
from organisations.blocks.link_handlers import ReadersPageLinkHandler, SharedDocumentLinkHandler
from organisations.desk import hooks as desk_hooks  # noqa: F401  registers hooks
from organisations.desk import report_menu, upkeep  # noqa: F401  register hooks
from organisations.geo.views import address_search
from organisations.moderation import approval_hooks, approval_log  # noqa: F401  register hooks
from organisations.moderation import hooks as moderation_hooks  # noqa: F401  registers hooks
from organisations.quick import hooks as quick_hooks  # noqa: F401  registers hooks
from organisations.readership import hooks as readership_hooks  # noqa: F401  registers hooks
from organisations.roles import (  # noqa: F401  register hooks
    absence_hooks,
    accounts,
    choosers,
    invited_identities,
    log,
    people_menu,
    second_factor,
)
from organisations.views import fetch_social_post
from organisations.viewsets import TopicViewSet
from organisations.writing import hooks as writing_hooks  # noqa: F401  registers hooks
from organisations.writing.languages import register_languages

register_snippet(TopicViewSet)


@hooks.register("register_admin_urls")
def helping_urls() -> list[URLPattern]:
    """Addresses below /cms/ that forms ask for help: Wagtail lets in only who may use the CMS."""
    return [
        path("locaties/adres/", address_search, name="location_address_search"),
        path("sociaal-bericht/", fetch_social_post, name="fetch_social_post"),
        path(
            "voor-het-insturen/<key:page_id>/",
            about_draft,
            {"hook": BEFORE_SUBMITTING},
            name=ADDRESSES[BEFORE_SUBMITTING],
        ),
        path(
            "tijdens-het-schrijven/<key:page_id>/",
            about_draft,
            {"hook": WHILE_WRITING},
            name=ADDRESSES[WHILE_WRITING],
        ),
    ]


@hooks.register("register_rich_text_features", order=100)  # after Wagtail's own
def running_text_for_readers(features: Any) -> None:
    """Links lead to what readers may see, and are fetched together; words can be in a language."""
    features.register_link_type(ReadersPageLinkHandler)
    features.register_link_type(SharedDocumentLinkHandler)
    register_languages(features)
