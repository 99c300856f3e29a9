"""Writing pages in the CMS, through its own forms."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from home.models import HomePage, StandardPage
from organisations.models import BlogPostPage, Kind, MinistryPage, OrganisationPage, Topic
from tests.factories import (
    ImageFactory,
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    home_page,
)

pytestmark = pytest.mark.django_db

HEADING = ("heading", {"text": "Wat wij deden", "level": "h2"})


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def text(html: str) -> tuple[str, Any]:
    return "text", rich_text(html, features=["bold", "italic", "link"])


def typed(editor: Client, address: str, body: list[tuple[str, Any]] | None = None) -> Any:
    """The form at an address as the browser would send it, with a body (made by script) added."""
    response = editor.get(address)
    assert response.status_code == 200
    form = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    if body is not None:
        form.update(nested_form_data({"body": streamfield(body)}))
    if "goal" in form:  # a change project, whose people are a list made by script
        form.update(nested_form_data({"members": streamfield([])}))
    return form


def add_address(model: type[Page], parent: Page) -> str:
    return reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk]
    )


def edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def complaints(response: Any) -> str:
    """Everything that the form says is wrong."""
    form = response.context["form"]
    return str(form.errors.as_json()) + str([formset.errors for formset in form.formsets.values()])


@pytest.mark.parametrize(
    ("model", "parent"),
    [
        (MinistryPage, home_page),
        (OrganisationPage, MinistryFactory),
        (OrganisationPage, OrganisationFactory),
        (BlogPostPage, OrganisationFactory),
        (StandardPage, home_page),
    ],
)
def test_a_new_page_goes_out_with_its_body(editor: Client, model: Any, parent: Any) -> None:
    address = add_address(model, parent())
    form = typed(editor, address, [HEADING, text("<p>Samen aan één tafel.</p>")])
    form.update({"title": "Samen werken", "slug": "samen-werken"})
    form["action-publish"] = "action-publish"
    response = editor.post(address, form)
    assert response.status_code == 302, complaints(response)
    page = model.objects.get(slug="samen-werken")
    assert page.live
    assert [block.block_type for block in page.body] == ["heading", "text"]


@pytest.mark.parametrize(
    "make", [MinistryFactory, OrganisationFactory, PostFactory, StandardPageFactory]
)
def test_a_page_is_changed(editor: Client, make: Any) -> None:
    page = make()
    form = typed(editor, edit_address(page), [HEADING])
    form["title"] = "Een nieuwe titel"
    form["action-publish"] = "action-publish"
    response = editor.post(edit_address(page), form)
    assert response.status_code == 302, complaints(response)
    page.refresh_from_db()
    assert page.title == "Een nieuwe titel"
    assert page.body[0].value["text"] == "Wat wij deden"


def test_the_home_page_is_changed(editor: Client) -> None:
    page = home_page()
    form = typed(editor, edit_address(page))
    form["headline"] = "Kom kijken"
    form["action-publish"] = "action-publish"
    assert editor.post(edit_address(page), form).status_code == 302
    assert HomePage.objects.get().headline == "Kom kijken"


def test_an_image_without_words_is_kept_as_a_draft_but_does_not_go_out(editor: Client) -> None:
    page = PostFactory()
    silent = {"image": {"image": ImageFactory().pk, "alt_text": ""}, "caption": "Balie"}
    form = typed(editor, edit_address(page), [HEADING, ("image", silent)])
    draft = editor.post(edit_address(page), form)
    assert draft.status_code == 302
    form["action-publish"] = "action-publish"
    response = editor.post(edit_address(page), form)
    assert response.status_code == 200
    shown = response.content.decode()
    assert "Beschrijf wat er te zien is" in shown
    assert "Wat wij deden" in shown, "what was typed is still there"
    page.refresh_from_db()
    assert not page.body


def test_a_heading_that_skips_a_level_is_refused_at_the_field(editor: Client) -> None:
    page = PostFactory()
    form = typed(editor, edit_address(page), [("heading", {"text": "Te diep", "level": "h4"})])
    form["action-publish"] = "action-publish"
    response = editor.post(edit_address(page), form)
    assert response.status_code == 200
    assert "Hier is een niveau overgeslagen" in response.content.decode()
    assert "Te diep" in response.content.decode()


@pytest.mark.parametrize("make", [OrganisationFactory, PostFactory])
@pytest.mark.parametrize("key", ["9" * 30, "onzin", "-1"])
def test_a_topic_that_does_not_exist_is_refused_at_its_field(
    editor: Client, make: Any, key: str
) -> None:
    page = make()
    form = typed(editor, edit_address(page), [HEADING])
    form["topics"] = key
    form["action-publish"] = "action-publish"
    response = editor.post(edit_address(page), form)
    assert response.status_code == 200
    assert response.context["form"].errors["topics"]
    assert "Wat wij deden" in response.content.decode(), "what was typed is still there"


def test_an_upload_that_is_no_image_gets_a_message_and_keeps_what_was_typed(
    editor: Client,
) -> None:
    response = editor.post(
        reverse("wagtailimages:add"),
        {
            "title": "De balie",
            "description": "Drie mensen",
            "credit": "Jan Foto",
            "licence": "own",
            "collection": 1,
            "file": SimpleUploadedFile("balie.jpg", b"%PDF-1.4 geen foto", "image/jpeg"),
        },
    )
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors["file"]
    shown = BeautifulSoup(response.content, "html.parser")
    assert shown.select_one("[name=title]")["value"] == "De balie"
    assert shown.select_one("[name=credit]")["value"] == "Jan Foto"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"postcode": "0000 AA"}, "postcode"),
        ({"postcode": "onzin"}, "postcode"),
        ({"point": "48.85, 2.35"}, "point"),
        ({"point": "hier ergens"}, "point"),
    ],
)
def test_an_impossible_place_is_refused_at_its_field(
    editor: Client, changes: dict[str, str], field: str
) -> None:
    page = OrganisationFactory()
    place = {
        **{"label": "Hoofdkantoor", "street": "Turfmarkt", "house_number": "147"},
        **{"postcode": "2511 DP", "city": "Den Haag", "municipality": "", "province": ""},
        **{"point": "", "precision": "", "find": "", **changes},
    }
    form = typed(editor, edit_address(page), [])
    form.update(nested_form_data({"locations": inline_formset([place])}))
    form["action-publish"] = "action-publish"
    response = editor.post(edit_address(page), form)
    assert response.status_code == 200
    (errors,) = response.context["form"].formsets["locations"].errors
    assert list(errors) == [field]
    assert "Turfmarkt" in response.content.decode()
    assert not page.locations.exists()


def test_a_post_can_only_be_at_a_location_of_its_own_organisation(editor: Client) -> None:
    ours, second, theirs = LocationFactory(), LocationFactory(), LocationFactory()
    organisation = ours.page.specific
    second.page = ours.page
    second.save()
    post = PostFactory(parent=organisation)
    for address in (edit_address(post), add_address(BlogPostPage, organisation)):
        page = BeautifulSoup(editor.get(address).content, "html.parser")
        offered = [option["value"] for option in page.select("[name=place] option")]
        assert offered == ["", str(ours.pk), str(second.pk)]
    form = typed(editor, edit_address(post), [])
    form["place"] = str(theirs.pk)
    response = editor.post(edit_address(post), form)
    assert "place" in response.context["form"].errors


def test_the_only_location_is_chosen_already_for_a_new_post(editor: Client) -> None:
    location = LocationFactory()
    form = typed(editor, add_address(BlogPostPage, location.page))
    assert form["place"] == str(location.pk)
    other = typed(editor, add_address(BlogPostPage, OrganisationFactory()))
    assert other["place"] == ""


def test_a_post_that_moved_keeps_its_place_until_another_is_chosen(editor: Client) -> None:
    location = LocationFactory()
    post = PostFactory(parent=location.page.specific, place=location)
    post.move(OrganisationFactory(), "last-child")
    post.refresh_from_db()
    form = typed(editor, edit_address(post), [])
    assert form["place"] == str(location.pk)
    assert editor.post(edit_address(post), form).status_code == 302


def test_the_panels_of_a_post_follow_its_kind(editor: Client) -> None:
    page = BeautifulSoup(editor.get(edit_address(PostFactory())).content, "html.parser")
    rules = page.select_one("[data-controller~=w-rules]")
    assert rules.select("[name=kind][type=radio]")
    panel = rules.select_one("[name=phase]").find_parent(attrs={"data-w-rules": True})
    assert "initiatief" in panel["data-w-rules"]
    assert panel["data-w-rules-target"] == "show"
    # Whether there is an answer is said on the screen with the answers, not in a version.
    assert not rules.select("[name=state]")


def test_what_does_not_belong_to_the_kind_is_not_kept(editor: Client) -> None:
    post = PostFactory(kind=Kind.INITIATIVE, phase="proef")
    form = typed(editor, edit_address(post), [])
    form["kind"] = Kind.QUESTION
    form["action-publish"] = "action-publish"
    assert editor.post(edit_address(post), form).status_code == 302
    post.refresh_from_db()
    assert (post.phase, post.state) == ("", "open")


def test_topics_are_ticked_by_theme(editor: Client) -> None:
    Topic.objects.all().delete()
    themes = [TopicFactory(name=name) for name in ("bestuur", "economie")]
    topics = [TopicFactory(name=f"onder {theme.name}", parent=theme) for theme in themes]
    post = PostFactory(topics=[topics[1]])
    page = BeautifulSoup(editor.get(edit_address(post)).content, "html.parser")
    groups = page.select("[data-controller=topics] details")
    assert ["open" in group.attrs for group in groups] == [False, True]
    assert [box["value"] for box in groups[0].select("input")] == [
        str(themes[0].pk),
        str(topics[0].pk),
    ]
    form = typed(editor, edit_address(post), [])
    form.setlist("topics", [str(topics[0].pk), str(themes[1].pk)])
    form["action-publish"] = "action-publish"
    # The test client sends only the last value of a QueryDict's list.
    assert editor.post(edit_address(post), dict(form.lists())).status_code == 302
    post = BlogPostPage.objects.get()
    assert set(post.topics.all()) == {topics[0], themes[1]}


def test_the_list_of_topics_can_be_narrowed(editor: Client) -> None:
    Topic.objects.all().delete()
    theme = TopicFactory(name="bestuur")
    TopicFactory(name="gemeenten", parent=theme)
    other = TopicFactory(name="economie")
    address = reverse("wagtailsnippets_organisations_topic:list")

    def listed(**query: Any) -> set[str]:
        return {topic.name for topic in editor.get(address, query).context["object_list"]}

    assert listed() == {"bestuur", "economie", "gemeenten"}
    assert listed(parent=theme.pk) == {"gemeenten"}
    assert listed(is_theme="true") == {"bestuur", other.name}
    assert listed(q="gemeen") == {"gemeenten"}
