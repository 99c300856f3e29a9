"""What a page is about in the words of schema.org, for search engines.

Made of what the page shows anyway: no queries more, and nothing that a reader does not see.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from exchange.answers.shown import ShownAnswer, answer_of
from exchange.comments.threads import threads_of
from exchange.models import Comment
from home.models import HomePage
from home.sharing.words import description_of
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    Kind,
    Location,
    MinistryPage,
    OrganisationPage,
)
from organisations.owners import owner_in

Thing = dict[str, Any]
Address = Callable[[Page], str]
SCHEMA = "https://schema.org"
# Of a long row of answers the oldest are told in full: a head need not be heavier than its page.
ANSWERS_TOLD = 20
# So no text of a page can end the element that it stands in (as Django's json_script does).
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_json(things: Iterable[Thing]) -> SafeString:
    """The things as the content of one `<script type="application/ld+json">`.

    Such an element holds data and runs nothing, so that the strict content security policy does
    not touch it (HTML standard, "prepare the script element").
    """
    text = json.dumps(
        {"@context": SCHEMA, "@graph": list(things)}, ensure_ascii=False, separators=(",", ":")
    )
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  escaped just now


def things_of(page: Page, address: Address, image: str, context: dict[str, Any]) -> list[Thing]:
    """What there is to say of a page: the page itself, and the way to it.

    `address` gives the whole address of a page, `image` is that of its picture; `context` is what
    the page's template was given.
    """
    things: list[Thing] = []
    if isinstance(page, HomePage):
        things.append(website(page, address))
    elif isinstance(page, MinistryPage | OrganisationPage):
        things.append(body_in_full(page, address, context.get("places", ())))
    elif isinstance(page, BlogPostPage):
        things.append(post(page, address, image))
    elif isinstance(page, ChangeProjectPage):
        things += project(page, address, image, context)
    if page.trail:
        things.append(breadcrumbs(page, address))
    return things


def website(home: HomePage, address: Address) -> Thing:
    """The site, and how it is searched."""
    return {
        "@type": "WebSite",
        "name": home.title,
        "url": address(home),
        "description": home.intro,
        "inLanguage": "nl",
        "potentialAction": {
            "@type": "SearchAction",
            "target": urljoin(address(home), f"{reverse('search')}?q={{search_term_string}}"),
            "query-input": "required name=search_term_string",
        },
    }


def body(page: Any, address: Address) -> Thing:
    """A ministry or organisation, as far as another page names it."""
    return {"@type": "GovernmentOrganization", "name": page.title, "url": address(page)}


def body_in_full(page: Any, address: Address, places: Iterable[Location]) -> Thing:
    """A ministry or organisation with its places."""
    elsewhere = [url for url in (page.website, page.tooi_uri, page.register_url) if url]
    above = page.trail[-1] if page.trail and not isinstance(page.trail[-1], HomePage) else None
    return _filled(
        {
            **body(page, address),
            "description": description_of(page),
            "alternateName": page.abbreviation,
            "sameAs": elsewhere,
            "email": getattr(page, "email", ""),
            "telephone": getattr(page, "phone", ""),
            "foundingDate": page.began_on and page.began_on.isoformat(),
            "dissolutionDate": page.ended_on.isoformat() if page.has_ended else "",
            "parentOrganization": body(above, address) if above else None,
            "location": [place(each) for each in places],
        }
    )


def place(location: Location) -> Thing:
    """Where somebody works: an address, and a point where it is known."""
    known = location.latitude is not None and location.longitude is not None
    return _filled(
        {
            "@type": "Place",
            "name": location.label,
            "address": _filled(
                {
                    "@type": "PostalAddress",
                    "streetAddress": location.street_line,
                    "postalCode": location.postcode,
                    "addressLocality": location.city,
                    "addressRegion": location.province,
                    "addressCountry": "NL",
                }
            ),
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": location.latitude,
                "longitude": location.longitude,
            }
            if known
            else None,
        }
    )


def post(page: BlogPostPage, address: Address, image: str) -> Thing:
    """A post on a blog; a question is a page with a question."""
    url = address(page)
    organisation = owner_in(page.trail)
    owner = body(organisation, address) if organisation else None
    if page.kind == Kind.QUESTION:
        return question(page, address, owner)
    return _filled(
        {
            "@type": "BlogPosting",
            "headline": page.title,
            "description": description_of(page),
            "url": url,
            "mainEntityOfPage": url,
            "image": image,
            "inLanguage": page.language,
            "articleSection": page.get_kind_display(),
            "author": owner,
            "publisher": owner,
            **_dates(page),
        }
    )


def question(page: BlogPostPage, address: Address, owner: Thing | None) -> Thing:
    """A question with its answers: the accepted one, and what readers wrote besides.

    A reply to an answer is not an answer, nor is what the asking organisation wrote itself.
    """
    url = address(page)
    accepted = answer_of(page)
    accepted_id = accepted.comment_id if accepted else None
    suggested = [
        thread.comment
        for thread in threads_of(page)
        if thread.comment.pk != accepted_id and not thread.comment.is_own
    ]
    whole = {
        "@type": "Question",
        "name": page.title,
        "text": description_of(page),
        "url": url,
        "author": owner,
        **_dates(page),
        "answerCount": len(suggested) + (1 if accepted else 0),
        "acceptedAnswer": accepted_answer(accepted, url, address) if accepted else None,
        "suggestedAnswer": [suggested_answer(each, url) for each in suggested[:ANSWERS_TOLD]],
    }
    return _filled(
        {
            "@type": "QAPage",
            "url": url,
            "inLanguage": page.language,
            "mainEntity": _filled(whole),
        }
    )


def accepted_answer(answer: ShownAnswer, url: str, address: Address) -> Thing:
    """The answer that an organisation accepted, as it stands on the page of its question."""
    writer = {
        **_writer(answer.name, is_organisation=answer.is_by_organisation),
        "url": address(answer.organisation_page) if answer.organisation_page else "",
    }
    return {
        "@type": "Answer",
        "text": answer.text,
        "url": f"{url}#antwoord",
        "dateCreated": answer.written_at.isoformat(),
        "author": _filled(writer),
    }


def suggested_answer(comment: Comment, url: str) -> Thing:
    """What a reader answered, as it stands below the question."""
    organisation = comment.organisation
    return {
        "@type": "Answer",
        "text": comment.text,
        "url": f"{url}#reactie-{comment.pk}",
        "dateCreated": comment.created_at.isoformat(),
        "inLanguage": comment.language,
        "author": _writer(
            comment.name,
            is_organisation=organisation is not None and organisation.title == comment.name,
        ),
    }


def project(
    page: ChangeProjectPage, address: Address, image: str, context: dict[str, Any]
) -> list[Thing]:
    """A change project, and an event for each of its milestones."""
    url = address(page)
    above = owner_in(page.trail)
    owner = body(above, address) if above else None
    whole = _filled(
        {
            "@type": "Project",
            "@id": url,
            "name": page.title,
            "description": description_of(page),
            "url": url,
            "image": image,
            "parentOrganization": owner,
        }
    )
    places = [place(each) for each in context.get("places", ())]
    events = [
        _filled(
            {
                "@type": "Event",
                "name": milestone.title,
                "startDate": milestone.date.isoformat(),
                "organizer": owner,
                "location": places,
                "about": {"@id": url},
            }
        )
        for milestone in context.get("milestones", ())
        if milestone.date
    ]
    return [whole, *events]


def breadcrumbs(page: Page, address: Address) -> Thing:
    """The pages above a page, and itself."""
    steps = [*page.trail, page]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": step.title,
                "item": address(step),
            }
            for number, step in enumerate(steps, 1)
        ],
    }


def _dates(page: BlogPostPage) -> Thing:
    first, last = page.first_published_at, page.last_published_at
    return {
        "datePublished": first and first.isoformat(),
        "dateModified": last and last.isoformat(),
    }


def _writer(name: str, *, is_organisation: bool) -> Thing:
    return {"@type": "GovernmentOrganization" if is_organisation else "Person", "name": name}


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
