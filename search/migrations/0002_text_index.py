"""An index on what is searched, and not only on its two halves (PostgreSQL only).

Wagtail's backend filters on `title || body`; its own indexes are on `title` and `body` apart, so
that without this one every search reads the whole table.
"""

from django.db import migrations

TABLE = "wagtailsearch_indexentry"
INDEX = "search_title_body_gin"


def add_index(apps, schema_editor):
    """Make the index where there is a database that can use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ((title || body))"
        )


def remove_index(apps, schema_editor):
    """Take it away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(add_index, remove_index, elidable=False)]
