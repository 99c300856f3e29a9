"""Addresses of following, of the week, of comments, of help and of getting to know one another."""

from django.urls import path

from exchange import views
from exchange.feeds import ThreadFeed, WeekFeed
from exchange.views import introduce

urlpatterns = [
    path("volgen/", views.follow, name="follow"),
    path("volgen/reacties/<key:pk>/", views.follow_thread, name="follow-thread"),
    path("volgen/reacties/<key:pk>/feed/", ThreadFeed(), name="thread-feed"),
    path("volgen/week/", views.follow_week, name="follow-week"),
    path("volgen/kijk-in-uw-mail/", views.asked, name="follow-asked"),
    path("volgen/overzicht/", views.link, name="follow-link"),
    path("volgen/bevestigen/<str:token>/", views.confirm, name="follow-confirm"),
    path("volgen/overzicht/<str:token>/", views.manage, name="follow-manage"),
    path("volgen/overzicht/<str:token>/feeds.opml", views.opml, name="follow-opml"),
    path("volgen/stoppen/<str:token>/", views.stop, name="follow-stop"),
    path("reageren/<key:pk>/", views.write_comment, name="comment-write"),
    path("reageren/ontvangen/", views.received, name="comment-received"),
    path("reageren/opgave/", views.give_puzzle, name="comment-puzzle"),
    path("reageren/melden/", views.report_comment, name="comment-report"),
    path("reageren/wijzigen/<str:token>/", views.change_comment, name="comment-change"),
    path("reageren/overzicht/", views.ask_own, name="comments-ask-own"),
    path("reageren/overzicht/<str:token>/", views.own_comments, name="comments-own"),
    path(
        "reageren/overzicht/<str:token>/reacties.json",
        views.export_comments,
        name="comments-export",
    ),
    path("week/", views.week, name="week"),
    path("week/feed/", WeekFeed(), name="week-feed"),
    path("volgen/meldingen/uit/<str:token>/", views.switch_off, name="notification-off"),
    path("kennismaken/<key:first>/<key:other>/", introduce.introduce, name="introduce"),
    path("kennismaken/kijk-in-uw-mail/", introduce.asked, name="introduce-asked"),
    path("kennismaken/verstuurd/", introduce.sent, name="introduce-sent"),
    path("kennismaken/bevestigen/<str:token>/", introduce.confirm, name="introduce-confirm"),
    path("helpen/<key:page_id>/", views.offer_help, name="help"),
    path("helpen/<key:page_id>/bedankt/", views.help_offered, name="help-offered"),
]
