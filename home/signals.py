"""Keeps what stands around every page fresh: menus and words follow the CMS at once."""

from django.db.models.signals import post_delete, post_save

from home.models import SiteMessage, SiteSettings, StandardPage
from home.navigation import forget_surroundings

for _model in (SiteMessage, SiteSettings, StandardPage):
    post_save.connect(forget_surroundings, sender=_model, dispatch_uid=f"{_model.__name__}-saved")
    post_delete.connect(forget_surroundings, sender=_model, dispatch_uid=f"{_model.__name__}-gone")
