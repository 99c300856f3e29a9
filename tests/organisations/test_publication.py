"""Only what is published leaves the house."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from organisations.models import BlogPostPage
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_a_reader_gets_what_is_live() -> None:
    post = PostFactory()
    assert list(BlogPostPage.objects.published()) == [post]


def test_drafts_private_and_expired_posts_stay_inside() -> None:
    PostFactory(live=False)
    PostFactory(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    private = PostFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert not BlogPostPage.objects.published().exists()
