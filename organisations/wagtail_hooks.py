"""What this app adds to the CMS."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from organisations.desk import hooks as desk_hooks  # noqa: F401  registers hooks
from organisations.geo.views import address_search
from organisations.moderation import hooks as moderation_hooks  # noqa: F401  registers hooks
from organisations.roles import accounts, choosers, log, people_menu  # noqa: F401  register hooks
from organisations.views import fetch_social_post
from organisations.viewsets import TopicViewSet

register_snippet(TopicViewSet)


@hooks.register("register_admin_urls")
def helping_urls() -> list[URLPattern]:
    """Addresses below /cms/ that forms ask for help: Wagtail lets in only who may use the CMS."""
    return [
        path("locaties/adres/", address_search, name="location_address_search"),
        path("sociaal-bericht/", fetch_social_post, name="fetch_social_post"),
    ]
