"""Addresses of following."""

from django.urls import path

from exchange import views

urlpatterns = [
    path("volgen/", views.follow, name="follow"),
    path("volgen/kijk-in-uw-mail/", views.asked, name="follow-asked"),
    path("volgen/overzicht/", views.link, name="follow-link"),
    path("volgen/bevestigen/<str:token>/", views.confirm, name="follow-confirm"),
    path("volgen/overzicht/<str:token>/", views.manage, name="follow-manage"),
    path("volgen/overzicht/<str:token>/feeds.opml", views.opml, name="follow-opml"),
    path("volgen/stoppen/<str:token>/", views.stop, name="follow-stop"),
    path("volgen/meldingen/uit/<str:token>/", views.switch_off, name="notification-off"),
]
