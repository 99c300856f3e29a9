"""A communicator writes a post on one screen: at a desk, on a phone, by keyboard, without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from wagtail import hooks
from wagtail.models import WorkflowState

from cms.core.models import CustomImage
from organisations.models import BlogPostPage, Kind, Role
from organisations.roles.memberships import grant
from tests.browser.conftest import Watch, accessibility_problems
from tests.core.uploads import bomb, photo_of_a_phone
from tests.factories import LocationFactory, TopicFactory
from tests.organisations.people import COMMUNICATOR, Government, draft_by, make_government
from tests.organisations.quick import newest

# Drops files on an element, as a browser does when somebody drags them there.
DROP = """(area, files) => {
  const data = new DataTransfer();
  for (const { name, bytes } of files) {
    data.items.add(new File([new Uint8Array(bytes)], name));
  }
  for (const type of ["dragover", "drop"]) {
    area.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  }
}"""
HUGE = """(field) => {
  const data = new DataTransfer();
  const file = new File(["x"], "reus.jpg");
  Object.defineProperty(file, "size", { value: 200 * 1024 * 1024 });
  data.items.add(file);
  field.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


@pytest.fixture
def government(live_server: Any) -> Government:
    return make_government()


def sit_down(page: Page, government: Government, live_server: Any) -> Page:
    client = Client()
    client.force_login(government.people[COMMUNICATOR])
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


@pytest.fixture
def desk(page: Page, government: Government, live_server: Any) -> Page:
    return sit_down(page, government, live_server)


@pytest.fixture
def touch(
    chromium: Browser, government: Government, live_server: Any, watch: Watch
) -> Iterator[Page]:
    """A phone of today, with fingers."""
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="nl-NL",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    watch.attach(page)
    yield sit_down(page, government, live_server)
    context.close()


def file(name: str, content: bytes | None = None) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content or photo_of_a_phone()}


def rows(page: Page) -> Any:
    return page.locator(".quick__list > li")


def test_from_a_phone_with_two_photos_to_the_moderator(touch: Page, watch: Watch) -> None:
    touch.goto("/cms/")
    touch.get_by_role("link", name="Snel bericht", exact=True).last.tap()
    touch.get_by_label("Tekst").fill("De balie is open. Kom langs!")
    touch.locator("#id_files").set_input_files([file("een.jpg"), file("twee.jpg")])
    expect(rows(touch)).to_have_count(2)
    expect(touch.get_by_text("2 toegevoegd.")).to_be_visible()
    assert accessibility_problems(touch) == []
    assert touch.evaluate("document.documentElement.scrollWidth") == 390

    touch.get_by_role("button", name="Dien in").tap()
    expect(touch.get_by_text("Beschrijf wat er te zien is").first).to_be_visible()
    expect(touch.get_by_label("Tekst")).to_have_value("De balie is open. Kom langs!")
    for number in range(2):
        touch.get_by_label("Wat is er te zien?").nth(number).fill(f"Foto van de balie {number}")
    touch.get_by_role("button", name="Dien in").tap()
    expect(touch.get_by_text("“De balie is open” is ingestuurd.")).to_be_visible()
    post = newest()
    assert WorkflowState.objects.get(object_id=str(post.pk)).status == "in_progress"
    assert [item["image"].contextual_alt_text for item in post.body[1].value] == [
        "Foto van de balie 0",
        "Foto van de balie 1",
    ]
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_dropped_photos_are_kept_and_those_that_fail_are_named(desk: Page, watch: Watch) -> None:
    desk.goto("/cms/snel/?soort=fotos")
    good = list(photo_of_a_phone())
    files = [{"name": f"foto{number}.jpg", "bytes": good} for number in range(4)]
    files[2:2] = [
        {"name": "bom.png", "bytes": list(bomb())},
        {"name": "brief.txt", "bytes": [104]},
    ]
    desk.locator(".quick__drop").evaluate(DROP, files)
    expect(rows(desk)).to_have_count(4)
    refused = desk.get_by_role("list", name="Niet toegevoegd")
    expect(
        refused.get_by_text("bom.png: Deze afbeelding heeft te veel beeldpunten")
    ).to_be_visible()
    expect(refused.get_by_text("brief.txt: Dit soort bestand kan hier niet")).to_be_visible()
    expect(desk.get_by_text("4 toegevoegd, 2 niet toegevoegd.")).to_be_visible()
    names = desk.locator(".quick__list [data-part=name]").all_text_contents()
    assert names == ["foto0", "foto1", "foto2", "foto3"]
    assert accessibility_problems(desk) == []


def test_a_photo_of_200_mb_is_not_even_sent(desk: Page) -> None:
    desk.goto("/cms/snel/")
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url))
    desk.locator(".quick__drop").evaluate(HUGE)
    expect(desk.get_by_text("reus.jpg: Deze foto is te groot")).to_be_visible()
    assert not [url for url in sent if url.endswith("/cms/snel/foto/")]


def test_by_keyboard_alone(desk: Page) -> None:
    desk.goto("/cms/snel/?soort=fotos")
    desk.locator("#id_files").set_input_files([file("een.jpg"), file("twee.jpg"), file("drie.jpg")])
    expect(rows(desk)).to_have_count(3)
    names = desk.locator(".quick__list [data-part=name]")

    desk.get_by_role("button", name="Omlaag: Foto 1").focus()
    desk.keyboard.press("Enter")
    expect(names).to_have_text(["twee", "een", "drie"])
    expect(desk.get_by_role("button", name="Omlaag: Foto 2")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(names).to_have_text(["twee", "drie", "een"])
    # Nowhere to go any more: the focus stays with this photo.
    expect(desk.get_by_role("button", name="Omhoog: Foto 3")).to_be_focused()
    desk.get_by_role("button", name="Haal weg: Foto 2").focus()
    desk.keyboard.press("Enter")
    expect(names).to_have_text(["twee", "een"])
    expect(desk.get_by_role("button", name="Haal weg: Foto 2")).to_be_focused()
    expect(desk.get_by_text("Foto weggehaald.")).to_be_visible()

    desk.get_by_role("textbox", name="Titel").focus()
    desk.keyboard.type("De opening")
    desk.get_by_role("button", name="Bewaar als concept").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/edit/")
    titles = [item["image"].title for item in newest().body[0].value]
    assert titles == ["twee", "een"]


def test_fields_follow_the_kind_and_places_the_organisation(
    desk: Page, government: Government
) -> None:
    grant(government.people[COMMUNICATOR], government.duo, Role.COMMUNICATOR, by=None)
    here = LocationFactory(page=government.logius, label="Balie Logius")
    there = LocationFactory(page=government.duo, label="Balie DUO")
    desk.goto("/cms/snel/")
    phase = desk.get_by_label("Fase")
    expect(phase).to_be_hidden()
    desk.get_by_label("Initiatief").check()
    expect(phase).to_be_visible()
    desk.get_by_label("Vraag").check()
    expect(phase).to_be_hidden()
    expect(desk.get_by_text("Zet uw vraag in de titel.")).to_be_visible()

    place = desk.get_by_label("Plaats")
    desk.get_by_label("Organisatie").select_option("Logius")
    place.select_option(str(here.pk))
    desk.get_by_label("Organisatie").select_option("DUO")
    expect(place).to_have_value("")
    place.select_option(str(there.pk))
    expect(place).to_have_value(str(there.pk))


def test_what_others_tell_follows_the_form(desk: Page) -> None:
    def tell(request: Any, page: BlogPostPage) -> str:
        return f"Soort: {page.get_kind_display()}, {page.get_parent().title}"

    with hooks.register_temporarily("before_submitting", tell):
        desk.goto("/cms/snel/")
        expect(desk.get_by_text("Soort: Kort bericht, Logius")).to_be_visible()
        desk.get_by_label("Behoefte").check()
        expect(desk.get_by_text("Soort: Behoefte, Logius")).to_be_visible()


def test_leaving_with_typed_text_warns_also_after_a_preview(desk: Page) -> None:
    desk.goto("/cms/snel/")
    desk.get_by_label("Tekst").fill("Nog niet af.")
    with desk.expect_popup() as popup:
        desk.get_by_role("button", name="Voorbeeld").click()
    expect(popup.value.get_by_role("heading", name="Nog niet af")).to_be_visible()
    popup.value.close()
    with desk.expect_event("dialog") as asked:
        desk.evaluate("setTimeout(() => { window.location.href = '/cms/'; })")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(desk).to_have_url("/cms/snel/")
    assert not BlogPostPage.objects.exists()


def test_pressing_again_while_it_is_sent_sends_nothing_more(desk: Page) -> None:
    desk.goto("/cms/snel/")
    desk.get_by_label("Tekst").fill("De balie is open.")
    sent: list[str] = []

    def answer_late(route: Any) -> None:
        sent.append(route.request.method)
        # "No content": the browser stays on this screen, as it does while it waits.
        route.fulfill(status=204)

    desk.route("**/cms/snel/", answer_late)
    for _time in range(2):
        with desk.expect_event("console", lambda message: message.text == "pressed"):
            desk.get_by_role("button", name="Dien in").click()
            desk.evaluate("setTimeout(() => console.log('pressed'), 300)")
    assert sent == ["POST"]


def test_without_script_in_one_form(
    page_without_script: Page, government: Government, live_server: Any
) -> None:
    page = sit_down(page_without_script, government, live_server)
    TopicFactory(name="dienstverlening")
    page.goto("/cms/snel/")
    page.get_by_label("Initiatief").check()
    expect(page.get_by_label("Fase")).to_be_visible()
    page.get_by_role("textbox", name="Titel").fill("Minder papier")
    page.locator("#id_files").set_input_files(
        [file("een.jpg"), file("bom.png", bomb()), file("drie.jpg")]
    )
    page.get_by_role("button", name="Voeg deze foto's toe").click()
    expect(rows(page)).to_have_count(2)
    expect(page.get_by_text("bom.png: Deze afbeelding heeft te veel beeldpunten")).to_be_visible()
    expect(page.get_by_role("textbox", name="Titel")).to_have_value("Minder papier")
    page.get_by_label("Volgorde").first.fill("3")
    page.get_by_label("Wat is er te zien?").first.fill("Een balie")
    page.get_by_label("Haal deze foto uit het bericht").last.check()
    page.get_by_label("Tekst").fill("Wij proberen het.")
    page.get_by_role("button", name="Dien in").click()
    expect(page).to_have_url("/cms/")
    post = newest()
    assert (post.kind, post.title) == (Kind.INITIATIVE, "Minder papier")
    assert [block.block_type for block in post.body] == ["text", "image"]


def test_many_photos_at_once_in_the_ordinary_editor(
    desk: Page, watch: Watch, government: Government
) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    desk.goto(f"/cms/pages/{post.pk}/edit/")
    desk.get_by_label("Foto's", exact=True).check()
    expect(desk.get_by_text("Kies bij Tekst het blok Fotoserie")).to_be_visible()
    desk.locator(".c-sf-add-button:visible").last.click()
    desk.get_by_role("option", name="Fotoserie", exact=True).click()
    desk.locator(".gallery-photos input").set_input_files(
        [file("een.jpg"), file("bom.png", bomb()), file("drie.jpg")]
    )
    expect(desk.get_by_text("2 toegevoegd, 1 niet toegevoegd.")).to_be_visible()
    expect(desk.get_by_text("bom.png: Deze afbeelding heeft te veel beeldpunten")).to_be_visible()
    texts = desk.locator("[name^=body-0-value-][name$=-alt_text]:visible")
    expect(texts).to_have_count(2)
    texts.nth(0).fill("Een balie")
    texts.nth(1).fill("Een zaal")
    desk.locator("button.action-save").first.click()
    expect(desk.get_by_text("is gewijzigd")).to_be_visible()
    (gallery,) = newest().body
    assert [item["image"].contextual_alt_text for item in gallery.value] == [
        "Een balie",
        "Een zaal",
    ]
    assert CustomImage.objects.count() == 2
    # The one that was refused.
    assert all("400" in error for error in watch.console_errors)
