"""What readers do with posts, as it stands on pages: the parts of `templates/exchange/`."""

import datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.adopting.spread import Adopter, Spread
from exchange.answers.forms import HelpForm
from exchange.answers.shown import OpenOnes
from exchange.comments.forms import CommentForm, ReportForm
from exchange.comments.threads import Thread
from exchange.forms import AddressForm, FollowForm
from exchange.models import Comment
from exchange.nearest.organisations import Alike
from exchange.nearest.shown import Close
from exchange.views.introduce import IntroductionForm
from home.patterns import samples
from home.patterns.pattern import Pattern, State
from organisations.models import Kind, Phase
from organisations.models import State as PostState

# No page and no comment has this number: what a part links to is not there.
NUMBER = 2_000_000_000
DAY = datetime.timedelta(days=1)
# Pages that only say something, and what is a part of the parts below; shown nowhere by itself.
NOT_SHOWN = {
    "base", "asked", "close_list", "field", "introduce_confirm", "introduce_done", "spread_tree",
    "switch_off", "trap", "unusable", "week", "answers/help_offered", "answers/helped",
    "answers/too_late", "comments/ask_own", "comments/base", "comments/closed",
    "comments/comment", "comments/received", "comments/too_large", "comments/unusable",
}  # fmt: skip


def comment(text: str, **fields: Any) -> Comment:
    """A comment that was let through yesterday."""
    given = {
        "pk": NUMBER,
        "name": "Noor",
        "text": text,
        "language": "nl",
        "created_at": timezone.now() - DAY,
    }
    is_own = fields.pop("is_own", False)
    made = Comment(**given | fields)
    made.is_own = is_own
    return made


def post(kind: str = Kind.QUESTION, **fields: Any) -> Any:
    """A post that is on the site."""
    return samples.post(kind, **{"pk": NUMBER, "live": True} | fields)


def _comments() -> list[State]:
    first = comment("Wij deden dit ook. Begin met één ruimte.")
    own = comment(
        "Dank u wel. Mogen wij komen kijken?",
        pk=NUMBER + 1,
        name="Team Voorbeeld",
        organisation=samples.organisation(),
        is_own=True,
    )
    others = comment(
        "Bij ons werkt het met een bordje.",
        pk=NUMBER + 2,
        organisation=samples.organisation(title="Dienst van de Buren"),
    )
    foreign = comment("We did the same last year.", pk=NUMBER + 3, language="en", is_example=True)
    threads = [Thread(first, [own]), Thread(others), Thread(foreign)]
    return [
        State(_("Nog geen reacties"), {"post": post(), "threads": [], "is_open": True}),
        State(
            _("Van lezers en organisaties, met antwoord"),
            {"post": post(), "threads": threads, "number": 4, "is_open": True},
        ),
        State(
            _("Gesloten"), {"post": post(), "threads": threads[:1], "number": 2, "is_open": False}
        ),
    ]


def _answers() -> list[State]:
    now = timezone.now().isoformat()
    found = {
        "id": NUMBER,
        "name": "Noor",
        "text": "Zet er planten neer.\n\nEn hang een bordje op.",
        "organisation_id": None,
        "organisation": None,
        "url_path": None,
        "is_shown": False,
        "written_at": now,
        "accepted_at": now,
    }
    buren = samples.organisation(title="Dienst van de Buren")
    theirs = {
        "name": buren.title,
        "organisation_id": NUMBER,
        "organisation": buren.title,
        "url_path": buren.url_path,
        "is_shown": True,
    }
    helper = {"pk": NUMBER, "title": buren.title, "url_path": buren.url_path}

    def state(
        title: str, answer: dict[str, Any] | None, helpers: list[Any], **fields: Any
    ) -> State:
        page = post(**{"state": PostState.ANSWERED, **fields})
        page.answer_found, page.helpers_found = answer, helpers
        return State(title, {"page": page, "organisation": samples.organisation()})

    return [
        state(_("Open"), None, [], state=PostState.OPEN),
        state(_("Antwoord van een lezer"), found, []),
        state(_("Antwoord van een organisatie"), found | theirs, [helper]),
        state(_("Antwoord namens een organisatie"), found | theirs | {"name": "Noor"}, [helper]),
        state(_("Geholpen, zonder antwoord op de site"), None, [helper]),
    ]


def _open_questions() -> list[State]:
    asked = post(title="Wie deelt een balie?")
    asked.entry_type = "post"
    entry = {
        "page": asked,
        "title": asked.title,
        "language": "nl",
        "kind_label": Kind.QUESTION.label,
        "date": timezone.now() - 30 * DAY,
    }
    return [
        State(_("Eén"), {"open": OpenOnes(1, [entry]), "query": "ministerie=vb"}),  # type: ignore[list-item]
        State(_("Meer"), {"open": OpenOnes(1234, [entry] * 3), "query": "ministerie=vb"}),  # type: ignore[list-item]
    ]


def _close() -> list[State]:
    reasons = [_("hetzelfde onderwerp"), _("allebei in Den Haag")]
    near = [
        Close(post(Kind.INITIATIVE), "Dienst van de Buren", reasons),
        Close(post(state=PostState.ANSWERED), "Rijksdienst voor Voorbeelden", reasons[:1]),
    ]
    return [
        State(_("Bij een behoefte of vraag"), {"page": post(), "posts": near}),
        State(_("Bij een initiatief"), {"page": post(Kind.INITIATIVE), "posts": near[1:]}),
    ]


def _alike() -> list[State]:
    page = samples.organisation(pk=NUMBER)
    like = [
        Alike(NUMBER + 1, "Dienst van de Buren", "#", [_("dezelfde onderwerpen")]),
        Alike(NUMBER + 2, "Inspectie Voorbeeld", "#", []),
    ]
    return [State(_("Met en zonder reden"), {"page": page, "like": like})]


def _adopter(children: list[Adopter], **fields: Any) -> Adopter:
    return Adopter(post(Kind.INITIATIVE, **fields), "Dienst van de Buren", NUMBER, children)


def _spreads() -> list[State]:
    page = post(Kind.INITIATIVE)
    tree = [_adopter([_adopter([])], phase=Phase.PILOT), _adopter([])]
    placed = post(Kind.INITIATIVE, place=samples.place())
    return [
        State(_("Nog niemand"), {"spread": Spread(page)}),
        State(_("Overgenomen, en daarna weer"), {"spread": Spread(page, adopters=tree)}),
        State(_("Met een kaart"), {"spread": Spread(placed, adopters=tree[1:])}),
    ]


def _sources() -> list[State]:
    page = post(Kind.INITIATIVE)
    source = Spread(page, is_adopted=True, source=_adopter([]))
    return [
        State(_("Van een initiatief op de site"), {"spread": source}),
        State(_("Het initiatief is weg"), {"spread": Spread(page, is_adopted=True)}),
    ]


def _forms(empty: Form, wrong: Form, **context: Any) -> list[State]:
    """A form before it is filled in, with mistakes, and refused."""
    wrong.is_valid()
    refusal = _("Dit is nu te vaak gevraagd. Probeer het over een uur nog eens.")
    return [
        State(_("Leeg"), {"form": empty, **context}),
        State(_("Met fouten"), {"form": wrong, **context}),
        State(_("Geweigerd"), {"form": empty, "refusal": refusal, **context}),
    ]


def _follow_forms() -> list[State]:
    words = {
        "words": "organisatie Rijksdienst voor Voorbeelden",
        "marked_words": "organisatie Rijksdienst voor Voorbeelden",
        "look_url": "#",
        "look_words": _("Bekijk wat dit oplevert"),
        "feed_url": "#",
        "action": "#",
    }
    weekly = State(_("Eén mail per week"), {"form": AddressForm(), **words})
    return [*_forms(FollowForm(), FollowForm({}), **words), weekly]


def _comment_forms() -> list[State]:
    reply = {"form": CommentForm(), "post": post(), "parent": comment("Begin met één ruimte.")}
    return [
        *_forms(CommentForm(), CommentForm({}), post=post()),
        State(_("Antwoord op een reactie"), reply),
    ]


def _help_forms() -> list[State]:
    return _forms(
        HelpForm(),
        HelpForm({}),
        post=post(Kind.NEED),
        organisation=samples.organisation(),
        days=settings.HELP_OFFER_DAYS,
    )


def _report_forms() -> list[State]:
    about = comment("Begin met één ruimte.", page=post())
    return [
        *_forms(ReportForm(), ReportForm({}), comment=about),
        State(_("Gemeld"), {"comment": about, "done": True}),
    ]


def _introductions() -> list[State]:
    buren = samples.organisation(title="Dienst van de Buren")
    both = [samples.organisation(), buren]
    return [
        *_forms(IntroductionForm(), IntroductionForm({}), organisations=both),
        State(_("Er is niemand om voor te stellen"), {"organisations": both, "missing": [buren]}),
    ]


def _part(name: str, states: Any) -> Pattern:
    return Pattern(f"exchange/{name}", states, f'{{% include "exchange/{name}.html" %}}')


def page_pattern(name: str, states: Any) -> Pattern:
    """The main part of a whole page of the exchange."""
    source = f'{{% load pattern_tags %}}{{% content_of "exchange/{name}.html" %}}'
    return Pattern(f"exchange/{name}", states, source)


EXCHANGED = [
    _part("address_form", lambda: _forms(AddressForm(), AddressForm({}))),
    _part("alike", _alike),
    _part("answers/on_post", _answers),
    _part("answers/open_list", _open_questions),
    _part("close", _close),
    _part("comments/under_post", _comments),
    _part("source", _sources),
    _part("spread", _spreads),
    page_pattern("answers/help", _help_forms),
    page_pattern("comments/report", _report_forms),
    page_pattern("comments/write", _comment_forms),
    page_pattern("follow", _follow_forms),
    page_pattern("introduce", _introductions),
    page_pattern("link", lambda: _forms(AddressForm(), AddressForm({}))),
]
