"""The site around the tree: pages, settings and messages."""

from home.models.gone import GonePage
from home.models.message import Level, SiteMessage
from home.models.pages import HomePage, StandardPage
from home.models.settings import SiteSettings

__all__ = ["GonePage", "HomePage", "Level", "SiteMessage", "SiteSettings", "StandardPage"]
