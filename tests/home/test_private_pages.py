"""A page that is for some people only leads to the one door, and back."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.models import PageViewRestriction

from organisations.models import BlogPostPage
from tests.factories import PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues() -> Group:
    """People who may use the CMS."""
    group = Group.objects.create(name="Collega's")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


@pytest.fixture
def private(colleagues: Group) -> BlogPostPage:
    """A page for these colleagues."""
    page = PostFactory(slug="onder-ons")
    rule = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    rule.groups.add(colleagues)
    return page


def test_a_stranger_is_led_to_the_door(client: Client, private: BlogPostPage) -> None:
    response = client.get(private.url, follow=True)
    assert response.redirect_chain == [(f"/cms/login/?next={private.url}", 302)]
    assert "Aanmelden" in response.content.decode()


def test_a_colleague_reads_it(client: Client, private: BlogPostPage, colleagues: Group) -> None:
    person = UserFactory()
    person.groups.add(colleagues)
    client.force_login(person)
    response = client.get(private.url)
    assert response.status_code == 200
    assert private.title in response.content.decode()


def test_somebody_else_hears_that_it_is_not_for_them(client: Client, private: BlogPostPage) -> None:
    client.force_login(UserFactory())
    response = client.get(private.url)
    assert response.status_code == 403
    assert "U mag deze bladzijde niet zien" in response.content.decode()
    assert private.title not in response.content.decode()


def test_no_page_gets_a_password_of_its_own(private: BlogPostPage) -> None:
    form = PageViewRestrictionForm(
        instance=PageViewRestriction(page=private),
        private_page_options=private.private_page_options,
    )
    offered = dict(form.fields["restriction_type"].choices)
    assert PageViewRestriction.PASSWORD not in offered
    assert PageViewRestriction.LOGIN in offered
