"""The screens of the CMS as a browser posts them. Each step says whether it had its effect."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from organisations.models import Kind, OrganisationType


def crafted_form(page: Page) -> dict[str, Any]:
    """What the edit form of a page would post, made up without opening it."""
    data = {"title": page.title, "slug": page.slug, "body-count": "0", "intro": "", "summary": ""}
    data |= {"kind": Kind.MESSAGE, "language": "nl", "headline": "Kop"}
    data |= {"organisation_type": OrganisationType.OTHER, "goal": "Anders", "members-count": "0"}
    for formset in ("authors", "locations", "phases", "milestones", "comments"):
        data |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}
        data |= {f"{formset}-MIN_NUM_FORMS": "0", f"{formset}-MAX_NUM_FORMS": "1000"}
    return data


def post_edit(client: Client, page: Page, **changes: str) -> Any:
    """Post the edit form of a page with these changes."""
    data: dict[str, Any] = crafted_form(page)
    for name, value in changes.items():
        data[name.replace("_", "-") if name.startswith("action") else name] = value
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    form = response.context and response.context.get("form")
    # A form that is refused for a typing error would prove nothing about permissions.
    assert not form or not form.errors
    return response


def fresh(page: Page) -> Page | None:
    """The page as it is stored now."""
    return Page.objects.filter(pk=page.pk).first()


def opens(client: Client, page: Page) -> bool:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def saves(client: Client, page: Page) -> bool:
    post_edit(client, page, title="Een andere titel")
    return fresh(page).draft_title == "Een andere titel"


def publishes(client: Client, page: Page) -> bool:
    before = fresh(page).live_revision_id
    post_edit(client, page, title="Gepubliceerde titel", action_publish="1")
    return fresh(page).live_revision_id != before


def publishes_in_bulk(client: Client, page: Page) -> bool:
    before = fresh(page).live_revision_id
    client.post(bulk_url("publish", page), {"include_descendants": "on"})
    return fresh(page).live_revision_id != before


def unpublishes(client: Client, page: Page) -> bool:
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    return not fresh(page).live


def unpublishes_in_bulk(client: Client, page: Page) -> bool:
    client.post(bulk_url("unpublish", page), {"include_descendants": ""})
    return not fresh(page).live


def deletes(client: Client, page: Page) -> bool:
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    return fresh(page) is None


def deletes_in_bulk(client: Client, page: Page) -> bool:
    client.post(bulk_url("delete", page))
    return fresh(page) is None


def moves(client: Client, page: Page, to: Page) -> bool:
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, to.pk])
    client.post(url, {"next": ""})
    return fresh(page).is_child_of(Page.objects.get(pk=to.pk))


def moves_in_bulk(client: Client, page: Page, to: Page) -> bool:
    client.post(bulk_url("move", page), {"move_applicable": "on", "chooser": to.pk})
    return fresh(page).is_child_of(Page.objects.get(pk=to.pk))


def copies(client: Client, page: Page, to: Page, **extra: str) -> bool:
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": to.pk, **extra}
    client.post(url, data)
    return Page.objects.child_of(Page.objects.get(pk=to.pk)).filter(slug="kopie").exists()


def creates(client: Client, parent: Page, kind: str = "blogpostpage", **extra: str) -> Page | None:
    """Make a page of a type below a parent; the page, or None when it was refused."""
    url = reverse("wagtailadmin_pages:add", args=["organisations", kind, parent.pk])
    data = crafted_form(Page(title="Nieuw bericht", slug="nieuw-bericht"))
    for name, value in extra.items():
        data[name.replace("_", "-")] = value
    client.post(url, data)
    return Page.objects.filter(slug="nieuw-bericht").first()


def writes_below(client: Client, page: Page) -> bool:
    return creates(client, page) is not None


def makes_a_project(client: Client, page: Page) -> bool:
    made = creates(client, page, "changeprojectpage")
    # Nobody but a superuser publishes while making it.
    assert made is None or not made.live
    return made is not None


def restricts(client: Client, page: Page) -> bool:
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(url, {"restriction_type": "login"})
    return fresh(page).view_restrictions.exists()


def locks(client: Client, page: Page) -> bool:
    client.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    return fresh(page).locked


def sees_history(client: Client, page: Page) -> bool:
    return client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200


def acts_by_api(client: Client, page: Page, action: str) -> int:
    """Try an action of Wagtail's admin API; the status of the answer."""
    url = f"/cms/api/main/pages/{page.pk}/action/{action}/"
    return client.post(url, {}, content_type="application/json").status_code


def bulk_url(action: str, page: Page) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{url}?id={page.pk}&next=/cms/"
