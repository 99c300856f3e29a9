"""How static files are kept for production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compressed files with a name that tells their contents, also for what a script imports.

    Without that a browser could put an old part of a script together with a new one.
    """

    support_js_module_import_aggregation = True
