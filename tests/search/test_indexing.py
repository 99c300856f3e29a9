"""The index follows the tree: what readers may see has an entry, and nothing else has."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from organisations.models import BlogPostPage, Kind, MinistryPage
from organisations.signals import tree_changed
from search.models import Entry, EntryPlace, EntryTopic, EntryType
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


def entry(page) -> Entry:
    return Entry.objects.get(pk=page.pk)


def has_entry(page) -> bool:
    return Entry.objects.filter(pk=page.pk).exists()


def test_publishing_makes_an_entry_with_all_that_the_filter_needs() -> None:
    theme = TopicFactory()
    topic = TopicFactory(parent=theme)
    organisation = OrganisationFactory()
    place = LocationFactory(page=organisation)
    post = BlogPostPage(title="Een vraag", kind=Kind.QUESTION, place=place, live=False)
    organisation.add_child(instance=post)
    post.topics.set([topic])
    assert not has_entry(post)
    post.save_revision().publish()
    found = entry(post)
    assert (found.entry_type, found.kind) == (EntryType.POST, Kind.QUESTION)
    assert found.organisation_id == organisation.pk
    assert found.ministry_id == organisation.get_parent().pk
    assert found.date == BlogPostPage.objects.get(pk=post.pk).first_published_at
    assert set(found.entry_topics.values_list("topic", flat=True)) == {topic.pk, theme.pk}
    assert found.places.get().building_key == "turfmarkt-147-den-haag"


def test_a_draft_of_a_published_post_changes_nothing_until_it_is_published() -> None:
    post = PostFactory(title="Oud")
    index_everything()
    post.title = "Nieuw"
    revision = post.save_revision()
    assert entry(post).title == "Oud"
    revision.publish()
    assert entry(post).title == "Nieuw"


def test_withdrawing_and_deleting_take_the_entry_away() -> None:
    withdrawn, deleted = PostFactory(), PostFactory()
    index_everything()
    withdrawn.unpublish()
    deleted.delete()
    assert not has_entry(withdrawn)
    assert not has_entry(deleted)


def test_a_post_expires_by_itself() -> None:
    post = PostFactory(expire_at=timezone.now() + datetime.timedelta(hours=1))
    index_everything()
    assert Entry.objects.visible().filter(pk=post.pk).exists()
    Entry.objects.filter(pk=post.pk).update(expires_at=timezone.now())
    assert not Entry.objects.visible().filter(pk=post.pk).exists()


def test_posts_move_along_with_their_organisation() -> None:
    unit = OrganisationFactory(parent=OrganisationFactory())
    post = PostFactory(parent=unit)
    other = MinistryFactory()
    index_everything()
    assert entry(post).parent_organisation_id == unit.get_parent().pk
    unit.move(other, pos="last-child")
    assert entry(post).ministry_id == entry(unit).ministry_id == other.pk
    assert entry(post).parent_organisation_id is None


def test_a_part_of_the_tree_that_becomes_private_has_no_entries_until_it_is_public_again() -> None:
    post = PostFactory()
    outside = PostFactory()
    index_everything()
    restriction = PageViewRestriction.objects.create(
        page=post.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert not has_entry(post)
    assert not has_entry(post.get_parent())
    assert has_entry(outside)
    restriction.delete()
    assert has_entry(post)


def test_a_post_that_moves_into_a_private_part_disappears() -> None:
    post = PostFactory()
    private = OrganisationFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    index_everything()
    post.move(private, pos="last-child")
    assert not has_entry(post)


def test_a_bulk_change_of_the_tree_is_followed_in_a_few_queries(
    django_assert_max_num_queries,
) -> None:
    ministry = MinistryFactory()
    organisations = [OrganisationFactory(parent=ministry) for _ in range(12)]
    with django_assert_max_num_queries(25):
        tree_changed.send(
            sender=MinistryPage, page_ids=frozenset(page.pk for page in organisations)
        )
    assert Entry.objects.filter(entry_type=EntryType.ORGANISATION).count() == 12


def test_a_topic_that_gets_another_theme_takes_its_posts_along() -> None:
    topic, theme = TopicFactory(), TopicFactory()
    post = PostFactory()
    post.topics.set([topic])
    post.save()
    index_everything()
    topic.parent = theme
    topic.save()
    assert EntryTopic.objects.filter(entry=post.pk, topic=theme).exists()


def test_an_ended_organisation_stays_findable_and_is_marked() -> None:
    ended = OrganisationFactory(ended_on=timezone.localdate())
    ends_later = OrganisationFactory(ended_on=timezone.localdate() + datetime.timedelta(days=1))
    index_everything()
    assert entry(ended).has_ended
    assert not entry(ends_later).has_ended


def check(**options) -> str:
    out = StringIO()
    call_command("check_index", stdout=out, **options)
    return out.getvalue()


def test_check_index_says_what_differs_and_repairs_it() -> None:
    missing, stale, gone = PostFactory(), PostFactory(), PostFactory()
    place = LocationFactory(page=stale.get_parent())
    index_everything()
    assert "right" in check()
    Entry.objects.filter(pk=missing.pk).delete()
    Entry.objects.filter(pk=stale.pk).update(title="iets anders")
    EntryPlace.objects.filter(location_id=place.pk).update(latitude=0)
    BlogPostPage.objects.filter(pk=gone.pk).update(live=False)
    with pytest.raises(SystemExit) as stopped:
        check()
    assert stopped.value.code == 1
    assert "4 entries repaired" in check(repair=True)
    assert "right" in check()
    assert has_entry(missing)
    assert not has_entry(gone)
    assert entry(stale).title == stale.title
