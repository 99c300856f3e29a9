"""What this app adds to the CMS."""

from django.urls import URLPattern, path
from wagtail import hooks

from organisations.geo.views import address_search


@hooks.register("register_admin_urls")
def location_urls() -> list[URLPattern]:
    """Addresses below /cms/: Wagtail lets in only who may use the CMS."""
    return [path("locaties/adres/", address_search, name="location_address_search")]
