"""Addresses of following, and of getting to know one another."""

from django.urls import path

from exchange import views
from exchange.views import introduce

urlpatterns = [
    path("volgen/", views.follow, name="follow"),
    path("volgen/kijk-in-uw-mail/", views.asked, name="follow-asked"),
    path("volgen/overzicht/", views.link, name="follow-link"),
    path("volgen/bevestigen/<str:token>/", views.confirm, name="follow-confirm"),
    path("volgen/overzicht/<str:token>/", views.manage, name="follow-manage"),
    path("volgen/overzicht/<str:token>/feeds.opml", views.opml, name="follow-opml"),
    path("volgen/stoppen/<str:token>/", views.stop, name="follow-stop"),
    path("volgen/meldingen/uit/<str:token>/", views.switch_off, name="notification-off"),
    path("kennismaken/<int:first>/<int:other>/", introduce.introduce, name="introduce"),
    path("kennismaken/kijk-in-uw-mail/", introduce.asked, name="introduce-asked"),
    path("kennismaken/verstuurd/", introduce.sent, name="introduce-sent"),
    path("kennismaken/bevestigen/<str:token>/", introduce.confirm, name="introduce-confirm"),
]
