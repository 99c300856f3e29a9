"""Fetching a source from the web into a temporary file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from cms.core import http
from organisations.register.records import SourceError

# The real export is about 38 MB.
MAX_BYTES = 200 * 1024 * 1024


@contextmanager
def download(url: str) -> Iterator[Path]:
    """A file with what is at an address; it is gone afterwards. Raises SourceError."""
    with tempfile.NamedTemporaryFile(prefix="register-") as file:
        try:
            http.download(url, file, max_bytes=MAX_BYTES)
        except http.TooLargeError as error:
            raise SourceError(
                _("Het bestand is groter dan %(limit)s MB.") % {"limit": MAX_BYTES // 1024**2}
            ) from error
        except http.AddressRefusedError as error:
            raise SourceError(_("Dit adres mag niet: %(error)s.") % {"error": error}) from error
        except http.OutboundError as error:
            raise SourceError(
                _("Het bestand is niet op te halen: %(error)s.") % {"error": error}
            ) from error
        file.flush()
        yield Path(file.name)
