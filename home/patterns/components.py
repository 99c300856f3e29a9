"""The components of `templates/components/` and the states in which they are shown."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.models import CustomImage
from home.patterns import samples
from home.patterns.pattern import Pattern, State
from organisations.models import BlogPostPage, Kind, Phase
from organisations.models import State as PostState
from organisations.models.organisation import Colour

# What stands in the head of a page, where nobody sees it.
NOT_SHOWN = {"meta", "styles"}
AROUND = "{% load home_tags %}{% site_surroundings as around %}"


def _kinds() -> list[State]:
    return [State(kind.label, {"kind": kind.value, "label": kind.label}) for kind in Kind]


def _cards() -> list[State]:
    states = [State(kind.label, {"post": samples.post(kind)}) for kind in Kind]
    if picture := samples.picture():
        states.append(State(_("Met foto"), {"post": samples.post(lead_image=picture)}))
    return [
        *states,
        State(_("Open vraag"), {"post": samples.post(Kind.QUESTION, state=PostState.OPEN)}),
        State(_("Beantwoord"), {"post": samples.post(Kind.NEED, state=PostState.ANSWERED)}),
        State(_("Initiatief met fase"), {"post": samples.post(Kind.INITIATIVE, phase=Phase.PILOT)}),
        State(
            _("Voorbeeld, in het Engels"), {"post": samples.post(is_example=True, language="en")}
        ),
        State(
            _("Zonder organisatie, samenvatting en foto"),
            {
                "post": samples.post(),
                "hide_owner": True,
                "hide_summary": True,
                "hide_image": True,
            },
        ),
    ]


def _heads() -> list[State]:
    page = samples.organisation
    past = timezone.localdate() - samples.YEAR
    states = [State(colour.label, {"page": page(colour=colour)}) for colour in Colour]
    states.append(State(_("Bestaat niet meer"), {"page": page(colour="groen", ended_on=past)}))
    if picture := samples.picture():
        states.append(State(_("Met foto"), {"page": page(lead_image=picture)}))
        states.append(
            State(_("Met foto en kleur"), {"page": page(colour="paars", lead_image=picture)})
        )
    return states


def _empty() -> list[State]:
    text = _("Hier staan nog geen berichten.")
    return [
        State(_("Alleen woorden"), {"text": text}),
        State(
            _("Met teken en een weg verder"),
            {"text": text, "icon": "news", "url": "#", "link": _("Schrijf het eerste bericht")},
        ),
    ]


def _read_on() -> list[State]:
    post = BlogPostPage.objects.published().listing().prefetch_related("topics").last()
    if post is None:
        return []
    context = {"page": post, "topics": post.topics.all(), "organisation": samples.organisation()}
    return [State(_("Na een bericht van deze site"), context)]


def _messages() -> list[State]:
    levels = {"info": _("Informatie"), "warning": _("Waarschuwing"), "urgent": _("Dringend")}
    link = {"url": "#", "text": _("Meer over het onderhoud")}
    text = _("Vrijdag is de site een uur niet bereikbaar.")
    return [
        State(label, {"announced": [{"level": level, "text": text, "link": link}]})
        for level, label in levels.items()
    ]


def _old_pages() -> list[State]:
    past = timezone.now() - 3 * samples.YEAR
    old = samples.post(first_published_at=past, last_published_at=past, live=True)
    return [State(_("Lang niet bijgewerkt"), {"page": old})]


def _projects() -> list[State]:
    project = samples.project
    return [
        State(_("Bezig"), {"project": project(phase=Phase.PILOT)}),
        State(
            _("Voorbeeld, zonder organisatie"),
            {"project": project(is_example=True), "hide_owner": True},
        ),
    ]


def _notices() -> list[State]:
    text = _("Dit is een melding.")
    kinds = {
        "info": _("Informatie"),
        "ok": _("Gelukt"),
        "warning": _("Let op"),
        "error": _("Fout"),
    }
    return [State(label, {"kind": kind, "text": text}) for kind, label in kinds.items()]


def _bodies() -> list[State]:
    past = timezone.localdate() - samples.YEAR
    return [
        State(_("Organisatie"), {"organisation": samples.organisation()}),
        State(_("Ministerie"), {"organisation": samples.ministry()}),
        State(_("Bestaat niet meer"), {"organisation": samples.organisation(ended_on=past)}),
    ]


def _ended() -> list[State]:
    past = timezone.localdate() - samples.YEAR
    heir = samples.organisation(title="Nieuwe Dienst")
    return [
        State(_("Zonder opvolger"), {"body": samples.organisation(ended_on=past)}),
        State(
            _("Met reden en opvolger"),
            {"body": samples.organisation(ended_on=past, end_reason="merged", successor=heir)},
        ),
    ]


def _pagination() -> list[State]:
    return [
        State(_("Eerste bladzijde"), {"page_obj": samples.pages_of(3, 1), "query": ""}),
        State(_("Midden in een lange lijst"), {"page_obj": samples.pages_of(40, 20), "query": ""}),
        State(_("Laatste bladzijde"), {"page_obj": samples.pages_of(3, 3), "query": ""}),
    ]


def _one(**context: object) -> list[State]:
    return [State(_("Gewoon"), context)]


def _errors() -> list[State]:
    return [State(_("Met fouten"), {"form": samples.SampleForm({})})]


def _places() -> list[State]:
    return [
        State(_("Met adres"), {"places": [samples.place(label="Hoofdkantoor"), samples.place()]}),
        State(
            _("Zonder adres"),
            {"places": [samples.place(street="", house_number="", postcode="", city="")]},
        ),
    ]


def _states_of_posts() -> list[State]:
    return [
        State(_("Open"), {"post": samples.post(Kind.NEED, state=PostState.OPEN)}),
        State(_("Beantwoord"), {"post": samples.post(Kind.NEED, state=PostState.ANSWERED)}),
        State(_("Fase"), {"post": samples.post(Kind.INITIATIVE, phase=Phase.SECURE)}),
    ]


def _contacts() -> list[State]:
    body = samples.organisation(
        website="https://www.voorbeeld.example/",
        email="post@voorbeeld.example",
        phone="070 123 45 67",
        register_id="12345",
    )
    return [State(_("Alles bekend"), {"body": body})]


def _contents() -> list[State]:
    texts = ["Wat wij deden", "Wat wij leerden", "Hoe verder"]
    return [State(_("Lang bericht"), {"contents": [{"text": t, "anchor": "kop"} for t in texts]})]


PATTERNS = [
    Pattern("archive", lambda: _one(years=samples.archive().years([], ""))),
    Pattern(
        "breadcrumbs",
        lambda: _one(trail=samples.organisation().trail, current="Rijksdienst voor Voorbeelden"),
    ),
    Pattern("contact", _contacts),
    Pattern("contents", _contents),
    Pattern(
        "credit",
        lambda: _one(image=CustomImage(credit="Anna Voorbeeld"), language="nl"),
        '<figure>{% include "components/credit.html" %}</figure>',
    ),
    Pattern("empty_state", _empty),
    Pattern("ended_notice", _ended),
    Pattern("error_summary", _errors),
    Pattern("follow", lambda: _one(query="organisatie=rvv", feed_url="#")),
    Pattern("footer", _one, AROUND + '{% include "components/footer.html" %}', is_frame=True),
    Pattern("header", _one, AROUND + '{% include "components/header.html" %}', is_frame=True),
    Pattern("kind_badge", _kinds),
    Pattern("languages", _one),
    Pattern(
        "map",
        lambda: [
            State(_("Gewoon"), {}),
            State(_("Klein"), {"size": "small"}),
            State(_("Niets gevonden"), {"query": "organisatie=bestaat-niet"}),
        ],
        '{% load map_tags %}{% location_map query=query|default:"" label="Kaart" size=size|default:"" %}',
    ),
    Pattern("messages", _messages),
    Pattern("notice", _notices),
    Pattern("organisation_card", _bodies),
    Pattern("organisation_head", _heads),
    Pattern("page_notices", _old_pages),
    Pattern("pagination", _pagination),
    Pattern("phases", lambda: [State(phase.label, {"now": phase.value}) for phase in Phase]),
    Pattern(
        "place_map",
        lambda: _one(place=samples.place()),
        "{% load map_tags %}{% place_map place %}",
    ),
    Pattern("places", _places),
    Pattern("post_card", _cards),
    Pattern("post_line", lambda: _one(post=samples.post())),
    Pattern("post_state", _states_of_posts),
    Pattern("project_card", _projects),
    Pattern("read_on", _read_on),
    Pattern(
        "search_form",
        lambda: [
            State(_("Alleen woorden"), {}),
            State(
                _("Met ministeries en onderwerpen"),
                {"ministries": [samples.ministry()], "topics": samples.topics()},
            ),
        ],
    ),
    Pattern(
        "share", lambda: _one(title="Een stille werkplek", address="https://voorbeeld.example/")
    ),
    Pattern("topics", lambda: _one(topics=samples.topics())),
    Pattern("translation", lambda: _one(other={"code": "en", "url": "#"})),
    Pattern("word_mark", _one),
]
