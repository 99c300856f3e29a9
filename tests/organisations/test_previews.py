"""A page can be looked at before anyone else can see it."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
from tests.factories import (
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
)
from tests.organisations.test_editing import HEADING, add_address, edit_address, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def preview(editor: Client, address: str, form: Any) -> Any:
    """Send the form to the preview panel, and look."""
    answer = editor.post(f"{address}preview/", form)
    assert json.loads(answer.content) == {"is_valid": True, "is_available": True}
    response = editor.get(f"{address}preview/?in_preview_panel=true&mode=")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    "make",
    [MinistryFactory, OrganisationFactory, PostFactory, ProjectFactory, StandardPageFactory],
)
def test_a_page_that_was_never_published_has_a_preview(editor: Client, make: Any) -> None:
    page = make(live=False, first_published_at=None)
    form = typed(editor, edit_address(page), [HEADING])
    form["title"] = "Nog niet zichtbaar"
    response = preview(editor, edit_address(page), form)
    shown = BeautifulSoup(response.content, "html.parser")
    assert "Nog niet zichtbaar" in shown.h1.get_text()
    assert "Wat wij deden" in shown.select_one("main").get_text()
    assert shown.select_one("wagtail-userbar"), "the accessibility checker is in the user bar"
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy, "what an editor sees is what a reader gets"


def test_the_home_page_has_a_preview(editor: Client) -> None:
    address = edit_address(home_page())
    form = typed(editor, address)
    form["headline"] = "Kom kijken"
    assert "Kom kijken" in preview(editor, address, form).content.decode()


@pytest.mark.parametrize(
    ("model", "parent"),
    [
        (MinistryPage, home_page),
        (OrganisationPage, MinistryFactory),
        (BlogPostPage, OrganisationFactory),
        (BlogPostPage, ProjectFactory),
        (ChangeProjectPage, OrganisationFactory),
    ],
)
def test_a_page_that_is_not_even_saved_has_a_preview(
    editor: Client, model: type[Page], parent: Any
) -> None:
    app, name = model._meta.app_label, model._meta.model_name
    above = parent()
    form = typed(editor, add_address(model, above), [HEADING])
    form.update({"title": "Net begonnen", "slug": "net-begonnen", "goal": "Anders werken"})
    address = reverse("wagtailadmin_pages:preview_on_add", args=[app, name, above.pk])
    assert json.loads(editor.post(address, form).content)["is_valid"]
    response = editor.get(address)
    assert response.status_code == 200
    assert "Net begonnen" in response.content.decode()
