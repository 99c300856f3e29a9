"""Addresses inside the CMS that forms ask for help."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from organisations.social import SocialPostError, fetch_post


@require_POST
def fetch_social_post(request: HttpRequest) -> JsonResponse:
    """What a post on Mastodon, Bluesky or X says; for people who are signed in to the CMS only.

    Answers 200 with author, handle, date (ISO 8601) and text, or 400 with `message` in Dutch.
    """
    try:
        post = fetch_post(request.POST.get("url", ""))
    except SocialPostError as error:
        return JsonResponse({"message": str(error)}, status=400)
    return JsonResponse(
        {
            "author": post.author,
            "handle": post.handle,
            "date": post.date.isoformat() if post.date else "",
            "text": post.text,
        }
    )
