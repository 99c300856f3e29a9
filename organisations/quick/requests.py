"""Reading a request that may hold hundreds of megabytes, before anything else looks at it."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail import hooks

from organisations.quick.uploads import PhotoUploadHandler

TOO_MUCH = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class PhotosRequestMixin:
    """A view that takes photos.

    The middleware against forged forms reads the whole request when it looks for its token. So
    this view leaves that middleware out, looks at the length, sets how files are read, and asks
    for the token then: the way that Django describes for changing upload handlers.
    """

    max_request_size: int

    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse what is too large unread, and everything that has no token."""
        if _length(request) > self.max_request_size:
            return self.too_much(request)
        self.incoming = PhotoUploadHandler(request)
        request.upload_handlers = [self.incoming]
        try:
            return self._with_token(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return self.too_much(request)

    @method_decorator(csrf_protect)
    def _with_token(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def too_much(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with status 413, to a request that is not read."""
        raise NotImplementedError


def answer_of_hook(name: str, *arguments: Any) -> HttpResponseBase | None:
    """Ask the functions of a hook of Wagtail; the first response that one of them gives."""
    for function in hooks.get_hooks(name):
        answer = function(*arguments)
        if isinstance(answer, HttpResponseBase):
            return answer
    return None


def _length(request: HttpRequest) -> int:
    """The size of a request in bytes, as its sender says; 0 for nonsense, which fails later."""
    text = str(request.META.get("CONTENT_LENGTH") or "")
    return int(text) if text.isascii() and text.isdecimal() else 0
