"""Every type of page that a reader can meet, on one small site, and how to come there."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from playwright.sync_api import Page, Response

from cms.core.languages import path_in
from exchange import introducing, notify, tokens
from exchange.comments import addresses
from exchange.models import Adoption, Introduction
from exchange.telling import FITS
from home.models import Level, SiteMessage
from home.starter import load_starter_pages
from organisations.models import BlogPostPage, Kind, OrganisationPage, Phase, Role, State
from organisations.roles.memberships import grant
from tests.browser.site import Site, build_site
from tests.exchange.comments import comment_on, published_on
from tests.exchange.follow import confirmed
from tests.factories import OrganisationFactory, PostFactory, UserFactory

DUTCH, ENGLISH = "nl", "en"
# The first: a page may have another one below it.
FORM = "main form[method=post] >> nth=0"

# Sends a form as it stands, past what the browser and the script of the page would say of it.
SEND = "form => HTMLFormElement.prototype.submit.call(form)"


@dataclass(frozen=True)
class Visit:
    """One page, and what a reader does to see it.

    `address` speaks the language of the visit; with `sends`, the form of the page is sent with
    nothing filled in.
    """

    name: str
    address: str
    status: int = 200
    sends: bool = False

    def make(self, page: Page) -> Response:
        """Go there; what the server answered."""
        answer = page.goto(self.address)
        if self.sends:
            with page.expect_navigation() as sent:
                page.locator(FORM).evaluate(SEND)
            answer = sent.value
        assert answer is not None
        return answer


def visits_in(language: str) -> list[Visit]:
    """Build the site, and list what there is to see of it in one language of the interface."""
    site = build_site()
    load_starter_pages()
    fill(site)
    with override(language):
        found = [*pages_to_read(site), *forms(site), *pages_from_a_mail(site)]
    # Signing in has one address, which speaks Dutch.
    return [*found, *sign_in()] if language == DUTCH else found


def here(url: str) -> str:
    """The address without the site, in the language of the moment."""
    parts = urlsplit(url)
    path = path_in(parts.path, get_language() or DUTCH)
    return f"{path}?{parts.query}" if parts.query else path


def neighbour_of(site: Site) -> OrganisationPage:
    """The other organisation of the ministry."""
    found: OrganisationPage = site.ministry.get_children().get(slug="ivv").specific
    return found


def post_of(organisation: OrganisationPage, slug: str) -> BlogPostPage:
    """One of its posts."""
    found: BlogPostPage = BlogPostPage.objects.child_of(organisation).get(slug=slug)
    return found


def fill(site: Site) -> None:
    """Let happen what shows on a page only once it happened."""
    for level in Level:
        SiteMessage.objects.create(
            place=site.organisation,
            level=level,
            text="Op maandag 30 november is de site tussen 8 en 10 uur niet te bereiken.",
            link_text="Lees wat er gebeurt",
            link_url="https://voorbeeld.example/onderhoud",
        )
    ended = OrganisationFactory(
        parent=site.ministry,
        title="Dienst van Vroeger",
        slug="dienst-van-vroeger",
        ended_on=timezone.localdate(),
        successor=site.organisation,
    )
    gone = PostFactory(parent=site.organisation, title="Een bericht dat weg is", slug="weg")
    neighbour = neighbour_of(site)
    done = PostFactory(
        parent=neighbour,
        title="Wij doen dit ook",
        slug="ook",
        kind=Kind.INITIATIVE,
        phase=Phase.PILOT,
        first_published_at=timezone.now(),
    )
    answered = PostFactory(
        parent=neighbour, slug="beantwoord", kind=Kind.QUESTION, state=State.ANSWERED
    )
    for page in (ended, gone, done, answered):
        page.save_revision().publish()
    gone.unpublish()
    source = site.posts["initiatief"]
    Adoption.objects.create(post=done, source=source, root=source.pk)
    comment = published_on(answered, "Zet er planten neer.", accepted_at=timezone.now())
    published_on(answered, "Dat hielp ook bij ons.", parent=comment)
    for organisation in (site.organisation, neighbour):
        grant(UserFactory(), organisation, Role.COMMUNICATOR, by=None)


def pages_to_read(site: Site) -> list[Visit]:
    """What anybody can open."""
    addresses_of_site = site.addresses()
    missing = addresses_of_site.pop("not found")
    search, month = reverse("search"), f"{timezone.localdate():%Y-%m}"
    read = {
        **addresses_of_site,
        "ended ministry": "/vroeger/",
        "ended organisation": "/voorbeelden/dienst-van-vroeger/",
        "answered question": "/voorbeelden/ivv/beantwoord/",
        "archive by month": f"/voorbeelden/ivv/?maand={month}",
        "open questions": f"{search}?soort=behoefte&soort=vraag&status=open",
        "search with problems": f"{search}?ministerie=weg&van=gisteren&pagina=99",
        "regions": "/locaties/",
        "map in a frame": "/kaart/insluiten/",
        "projects side by side, not chosen": "/trajecten/vergelijk/",
        **{slug: f"/{slug}/" for slug in ("contact", "privacy", "toegankelijkheid")},
    }
    return [
        *(Visit(name, here(url)) for name, url in read.items()),
        Visit("not found", here(missing), status=404),
        Visit("not found, with advice", here("/voorbeelden/rvv/werkplek-anders/"), status=404),
        Visit("gone", here("/voorbeelden/rvv/weg/"), status=410),
    ]


def forms(site: Site) -> list[Visit]:
    """Every form, as it is opened and with its errors, and what comes after it."""
    need, neighbour = site.posts["behoefte"], neighbour_of(site)
    # Comments on what is old are closed.
    recent, answered = post_of(neighbour, "ook"), post_of(neighbour, "beantwoord")
    comment = published_on(recent)
    asked = {
        "follow": f"{reverse('follow')}?organisatie={site.organisation.slug}",
        "link to what one follows": reverse("follow-link"),
        "comment": reverse("comment-write", args=[recent.pk]),
        "reply": f"{reverse('comment-write', args=[recent.pk])}?op={comment.pk}",
        "report a comment": f"{reverse('comment-report')}?reactie={comment.pk}",
        "what one wrote": reverse("comments-ask-own"),
        "help": reverse("help", args=[need.pk]),
        "introduction": reverse("introduce", args=[site.organisation.pk, neighbour.pk]),
    }
    answers = {
        "comment received": reverse("comment-received"),
        "comment to confirm": f"{reverse('comment-received')}?bevestig=1",
        "look in your mail": reverse("follow-asked"),
        "introduction asked": reverse("introduce-asked"),
        "introduction sent": reverse("introduce-sent"),
        "help offered": reverse("help-offered", args=[need.pk]),
        "help, too late": reverse("help", args=[answered.pk]),
    }
    return [
        *(Visit(name, url) for name, url in asked.items() if name not in site.addresses()),
        *(Visit(f"{name}, with errors", url, sends=True) for name, url in asked.items()),
        *(Visit(name, url) for name, url in answers.items()),
        Visit(
            "comments are closed",
            reverse("comment-write", args=[site.posts["kort"].pk]),
            status=410,
        ),
    ]


def pages_from_a_mail(site: Site) -> list[Visit]:
    """What a link in a mail opens."""
    following = confirmed(organisatie=[site.organisation.slug])
    comment = comment_on(site.posts["vraag"])
    introduction = Introduction.objects.create(
        first=site.organisation,
        other=neighbour_of(site),
        name="Anna",
        email="anna@voorbeeld.example",
        organisation="Gemeente Voorbeeld",
    )
    token = signing.dumps(introduction.pk, salt=introducing.SALT)
    links = {
        "confirm a following": tokens.confirm_url(following),
        "what one follows": tokens.manage_path(following.follower),
        "stop following": tokens.stop_url(following.follower),
        "change a comment": addresses.change_url(comment),
        "all that one wrote": addresses.everything_url(comment),
        "confirm an introduction": reverse("introduce-confirm", args=[token]),
        "switch off a notification": notify.switch_off_url(UserFactory(), FITS),
    }
    broken = {
        "a link that does not work": reverse("follow-manage", args=["kapot"]),
        "a link about a comment that does not work": reverse("comment-change", args=["kapot"]),
        "a link about notifications that does not work": reverse(
            "notification-off", args=["kapot"]
        ),
    }
    return [
        *(Visit(name, here(url)) for name, url in links.items()),
        *(Visit(name, url, status=410) for name, url in broken.items()),
    ]


def sign_in() -> list[Visit]:
    """The door of the CMS."""
    login, reset = reverse("account_login"), reverse("account_reset_password")
    return [
        Visit("sign in", login),
        Visit("sign in, with errors", login, sends=True),
        Visit("new password", reset),
        Visit("new password, with errors", reset, sends=True),
        Visit("new password, asked", reverse("account_reset_password_done")),
        Visit(
            "new password, by a link that does not work",
            reverse("account_reset_password_from_key", args=["1", "kapot"]),
        ),
    ]
