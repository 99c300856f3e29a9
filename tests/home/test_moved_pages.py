"""An address that was handed out keeps working when an editor moves or renames a page."""

import pytest
from django.test import Client
from wagtail.models import Page

from tests.factories import MinistryFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db


def test_a_page_that_is_moved_is_found_at_its_old_address_with_all_below(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    organisation = OrganisationFactory()
    post = PostFactory(parent=organisation)
    old = {page: page.url for page in (organisation, post)}
    with django_capture_on_commit_callbacks(execute=True):
        organisation.move(MinistryFactory(slug="nieuw"), pos="last-child")
    for page, address in old.items():
        now = Page.objects.get(pk=page.pk).url
        assert now.startswith("/nieuw/")
        answer = client.get(address)
        assert answer.status_code == 301
        assert answer["Location"] == now
        assert client.get(now).status_code == 200


def test_a_page_with_another_slug_is_found_at_its_old_address(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    post = PostFactory()
    old = post.url
    post.slug = "een-ander-adres"
    with django_capture_on_commit_callbacks(execute=True):
        post.save_revision().publish()
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith("/een-ander-adres/")
    assert client.get(answer["Location"]).status_code == 200
