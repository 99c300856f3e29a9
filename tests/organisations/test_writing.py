"""Help with writing: how a text reads, links that say where they go, words in another language."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from organisations.blocks import BodyBlock
from organisations.blocks.words import EVERYTHING
from organisations.models import BlogPostPage
from organisations.writing.level import Level, read, syllables_in
from organisations.writing.links import is_bare_address, says_nothing
from tests.factories import PostFactory, UserFactory

EASY_TEXTS = [
    "Wij hebben een nieuw kantoor. Het is licht en er is veel plek. U kunt er rustig werken. "
    "Wilt u met iemand praten? Dan gaat u naar de grote tafel bij het raam. Daar staat ook "
    "koffie. Op dinsdag is het druk. Kom dan wat eerder, dan hebt u zeker een plek.",
    "Hebt u een vraag over uw pas? Bel ons dan. Wij zijn er elke dag van 9 tot 5 uur. U kunt ook "
    "langskomen bij de balie. Neem uw pas mee. Is uw pas kwijt? Meld dat dan snel. U krijgt "
    "binnen een week een nieuwe pas thuis. Daar betaalt u niets voor.",
    "Vorig jaar deden wij een proef. Drie teams zaten een half jaar bij elkaar op één gang. Wat "
    "leverde dat op? Mensen liepen sneller bij elkaar binnen. Een vraag was vaak in een uur klaar. "
    "Dat duurde eerst een week. Daarom gaan wij ermee door.",
]
HARD_TEXTS = [
    "Ten behoeve van de implementatie van het interdepartementale huisvestingsprogramma wordt, "
    "met inachtneming van de vigerende regelgeving inzake arbeidsomstandigheden, door de "
    "verantwoordelijke beleidsdirecties een integrale afwegingssystematiek ontwikkeld waarmee "
    "de organisatorische randvoorwaarden periodiek geëvalueerd kunnen worden.",
    "De informatievoorziening ten aanzien van de digitaliseringsstrategie dient te worden "
    "geharmoniseerd, teneinde de interoperabiliteit van gegevensuitwisseling tussen "
    "uitvoeringsorganisaties te optimaliseren en de administratieve lastendruk voor betrokken "
    "ketenpartners substantieel te reduceren.",
]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("huis", 1),
        ("tafel", 2),
        ("koeien", 2),
        ("ideeën", 3),
        ("beïnvloeden", 4),
        ("organisatie", 5),
        ("bureau", 2),
        ("mr", 1),
        ("Rijkswaterstaat", 4),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, number: int) -> None:
    assert syllables_in(word) == number


@pytest.mark.parametrize("text", EASY_TEXTS)
def test_a_plain_text_reads_well(text: str) -> None:
    reading = read(text)
    assert reading is not None
    assert reading.level == Level.EASY
    assert reading.long_sentences == []


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_a_text_of_an_office_is_hard_and_shows_why(text: str) -> None:
    reading = read(text)
    assert reading is not None
    assert reading.level == Level.HARD
    assert reading.long_sentences
    assert reading.long_words


def test_the_hardest_words_come_first() -> None:
    reading = read(HARD_TEXTS[0])
    assert reading is not None
    assert reading.long_words[0] in ("interdepartementale", "afwegingssystematiek")
    assert "organisatorische" in reading.long_words


def test_a_few_words_are_not_judged() -> None:
    assert read("") is None
    assert read("Morgen is er taart.") is None


def test_a_point_in_a_number_or_a_short_form_ends_no_sentence() -> None:
    text = "Wij zagen er bijv. in 2.500 gevallen van af om dat te doen, o.a. in het noorden. " * 3
    reading = read(text)
    assert reading is not None
    # Three sentences of fifteen words.
    assert 14 <= reading.words_a_sentence <= 17


def test_items_of_a_list_are_sentences_of_their_own() -> None:
    reading = read("\n".join(["minder papier in de kast van het team"] * 6))
    assert reading is not None
    assert reading.words_a_sentence == 8


@pytest.mark.parametrize("words", ["klik hier", "Lees meer >", " hier ", "Meer  informatie…"])
def test_words_that_say_nothing_are_known(words: str) -> None:
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["meer informatie over parkeren", "hier vandaan", "de balie"])
def test_words_that_say_something_may_stay(words: str) -> None:
    assert not says_nothing(words)


def test_an_address_is_no_text() -> None:
    assert is_bare_address("https://www.rijksoverheid.nl/onderwerpen")
    assert is_bare_address("www.rijksoverheid.nl")
    assert not is_bare_address("rijksoverheid.nl over parkeren")


def problems(name: str, value: Any, *, draft: bool = False) -> str:
    stream = BodyBlock()
    if draft:
        stream.defer_required_validation()
    try:
        stream.clean(stream.to_python([{"type": name, "value": value}]))
    except ValidationError as error:
        return str(error.as_json_data())  # type: ignore[attr-defined]
    finally:
        if draft:
            stream.restore_deferred_validation()
    return ""


LINK = '<p>Wilt u mee? <a href="https://voorbeeld.example/">Klik hier</a>.</p>'


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", LINK),
        ("callout", {"tone": "info", "title": "", "text": LINK}),
        ("accordion", [{"title": "Wie?", "text": LINK}]),
    ],
)
@pytest.mark.django_db
def test_a_link_that_says_nothing_gets_a_message_at_its_block(name: str, value: Any) -> None:
    assert "De link “Klik hier” zegt niet waar hij naartoe gaat." in problems(name, value)
    # What is not finished can be kept.
    assert problems(name, value, draft=True) == ""


@pytest.mark.django_db
def test_a_good_link_and_an_address_can_be_published() -> None:
    good = '<p><a href="https://voorbeeld.example/">Meld u aan voor de open dag</a></p>'
    assert problems("text", good) == ""
    # From a phone addresses come as they are: the writer is told, not stopped.
    bare = '<p><a href="https://voorbeeld.example/">https://voorbeeld.example/</a></p>'
    assert problems("text", bare) == ""


@pytest.mark.parametrize("language", ["en", "fy", "de", "fr"])
@pytest.mark.django_db
def test_words_in_another_language_stay_marked_in_the_editor(language: str) -> None:
    html = f'<p data-block-key="a1b2c">Dit heet <span lang="{language}">co-working</span>.</p>'
    converter = ContentstateConverter(features=EVERYTHING)
    state = converter.from_database_format(html)
    [styled] = json.loads(state)["blocks"][0]["inlineStyleRanges"]
    assert styled["style"] == f"LANG_{language.upper()}"
    assert converter.to_database_format(state) == html


@pytest.mark.django_db
def test_words_in_another_language_are_marked_for_readers(client: Client) -> None:
    post = PostFactory(body=[("text", '<p>Dit heet <span lang="en">co-working</span>.</p>')])
    soup = BeautifulSoup(client.get(post.url).content, "html.parser")
    assert soup.select_one(".prose span[lang=en]").get_text() == "co-working"


def told(post: BlogPostPage) -> str:
    """What the editor tells about the draft of a post."""
    post.save_revision()
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    response = client.get(reverse("about_draft", args=[post.pk]))
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def as_body(text: str) -> list[tuple[str, str]]:
    return [("text", f"<p>{text}</p>")]


@pytest.mark.django_db
def test_a_writer_is_told_how_a_post_reads() -> None:
    assert "Goed te lezen: ongeveer taalniveau B1." in told(
        PostFactory(body=as_body(EASY_TEXTS[0]))
    )
    hard = told(PostFactory(summary="", body=as_body(HARD_TEXTS[0])))
    assert "Moeilijk: ver boven taalniveau B1." in hard
    assert "Is hier een gewoner woord voor?" in hard
    assert "U kunt uw bericht altijd insturen." in hard


@pytest.mark.django_db
def test_a_text_in_english_is_not_measured_as_dutch() -> None:
    text = told(PostFactory(language="en", body=as_body("These are words in English. " * 20)))
    assert "Dit is er alleen voor teksten in het Nederlands." in text
    assert "taalniveau" not in text


@pytest.mark.django_db
def test_a_writer_is_told_of_links_that_are_addresses() -> None:
    link = '<a href="https://voorbeeld.example/">https://voorbeeld.example/</a>'
    accordion = ("accordion", [{"title": "Waar?", "text": f"<p>{link}</p>"}])
    text = told(PostFactory(body=[accordion]))
    assert "Geef deze links woorden die zeggen waar ze naartoe gaan: https://voorbeeld" in text
    assert "Geef deze links" not in told(PostFactory(body=as_body("Geen link.")))
