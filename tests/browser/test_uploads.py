"""A communicator uploads files and chooses them; what is refused is said in the right place."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.test import Client
from playwright.sync_api import Page, expect

from cms.core.models import CustomDocument, CustomImage
from organisations.models import BlogPostPage
from organisations.roles.groups import ensure_collection
from tests.browser.conftest import Watch
from tests.core.uploads import PDF, bomb, photo_of_a_phone
from tests.organisations.people import COMMUNICATOR, Government, draft_by, make_government


@pytest.fixture
def government() -> Government:
    return make_government()


@pytest.fixture
def desk(page: Page, live_server: Any, government: Government) -> Page:
    """The desk of a communicator of Logius."""
    client = Client()
    client.force_login(government.people[COMMUNICATOR])
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


def test_of_three_photos_at_once_the_one_that_fails_is_named(desk: Page, watch: Watch) -> None:
    desk.goto("/cms/images/multiple/add/")
    desk.locator("input[type=file]").first.set_input_files(
        [
            {"name": "een.jpg", "mimeType": "image/jpeg", "buffer": photo_of_a_phone()},
            {"name": "bom.png", "mimeType": "image/png", "buffer": bomb()},
            {"name": "drie.jpg", "mimeType": "image/jpeg", "buffer": photo_of_a_phone(8)},
        ]
    )
    expect(desk.get_by_text("te veel beeldpunten")).to_be_visible()
    expect(desk.locator("input[name$=-title]")).to_have_count(2)
    assert {image.title for image in CustomImage.objects.all()} == {"een", "drie"}
    assert not watch.console_errors


def test_a_file_of_others_is_refused_at_its_block(desk: Page, government: Government) -> None:
    own, theirs = (
        CustomDocument.objects.create(
            title=name,
            file=ContentFile(PDF, name="verslag.pdf"),
            collection=ensure_collection(place),
        )
        for name, place in (("Ons verslag", government.logius), ("Hun verslag", government.duo))
    )
    draft = draft_by(government.people[COMMUNICATOR], government.logius)
    draft.body = [("text", "<p>Lees ons verslag.</p>"), ("document", {"document": own, "text": ""})]
    draft.save_revision(user=government.people[COMMUNICATOR])
    desk.goto(f"/cms/pages/{draft.pk}/edit/")
    chosen = desk.locator("[name=body-1-value-document]")
    expect(chosen).to_have_value(str(own.pk))
    chosen.evaluate(f"field => {{ field.value = '{theirs.pk}' }}")
    desk.locator("button.action-save").first.click()
    refusal = desk.get_by_text("U mag dit bestand niet gebruiken")
    expect(refusal).to_be_visible()
    # In the second block, not at the first.
    block = desk.locator("section.w-panel", has=refusal).last
    expect(block.locator("[name=body-1-value-document]")).to_have_count(1)
    expect(block.locator("[name^=body-0-]")).to_have_count(0)
    latest = BlogPostPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert latest.body[1].value["document"] == own
