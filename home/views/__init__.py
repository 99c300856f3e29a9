"""Addresses of the site that are no pages of the tree."""

from home.views.cards import card, site_card
from home.views.overview import sitemap_page
from home.views.serving import serve
from home.views.well_known import favicon, manifest, opensearch, robots, security

__all__ = [
    "card",
    "favicon",
    "manifest",
    "opensearch",
    "robots",
    "security",
    "serve",
    "site_card",
    "sitemap_page",
]
