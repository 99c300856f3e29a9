"""Keeps what stands around every page fresh: menus, words and the site follow the CMS at once."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from home.models import HomePage, SiteMessage, SiteSettings, StandardPage
from home.navigation import forget_surroundings
from home.sites import forget_sites

_RECEIVERS = {
    SiteMessage: forget_surroundings,
    SiteSettings: forget_surroundings,
    StandardPage: forget_surroundings,
    Site: forget_sites,
    HomePage: forget_sites,
}

for _model, _receiver in _RECEIVERS.items():
    post_save.connect(_receiver, sender=_model, dispatch_uid=f"{_model.__name__}-saved")
    post_delete.connect(_receiver, sender=_model, dispatch_uid=f"{_model.__name__}-gone")
