"""A page that is deleted leaves nothing behind in search."""

import pytest
from django.db import connection

from organisations.models import BlogPostPage
from search.models import Entry, EntryPlace
from tests.factories import LocationFactory, PostFactory

pytestmark = pytest.mark.django_db


def published_post_with_a_place() -> BlogPostPage:
    location = LocationFactory()
    post = PostFactory(parent=location.page, place=location)
    post.save_revision().publish()
    assert EntryPlace.objects.filter(entry=post.pk).exists()
    return post


def test_deleting_a_post_with_a_place_takes_its_entry_along() -> None:
    post = published_post_with_a_place()
    pk = post.pk
    post.delete()
    assert not Entry.objects.filter(pk=pk).exists()
    assert not EntryPlace.objects.filter(entry=pk).exists()
    connection.check_constraints()


def test_deleting_an_organisation_takes_the_entries_of_its_posts_along() -> None:
    post = published_post_with_a_place()
    post.get_parent().delete()
    assert not EntryPlace.objects.exists()
    connection.check_constraints()


def test_an_unpublished_post_is_no_longer_found() -> None:
    post = published_post_with_a_place()
    post.unpublish()
    assert not Entry.objects.filter(pk=post.pk).exists()
