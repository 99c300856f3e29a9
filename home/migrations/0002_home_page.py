"""Put the home page at the root of the site, in place of Wagtail's welcome page."""

from django.db import migrations


def create_home_page(apps, schema_editor):
    """Replace the welcome page, so that a fresh database answers with our home page."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")

    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1, slug="home").delete()
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    home = HomePage.objects.create(
        title="Rijkslocaties",
        draft_title="Rijkslocaties",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=Locale.objects.first(),
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(
        hostname="localhost", site_name="Rijkslocaties", root_page=home, is_default_site=True
    )


def remove_home_page(apps, schema_editor):
    """Take the home page away again."""
    apps.get_model("home", "HomePage").objects.filter(slug="home", depth=2).delete()


class Migration(migrations.Migration):
    """A site needs a home page before anyone has logged in."""

    dependencies = [("home", "0001_initial")]

    operations = [migrations.RunPython(create_home_page, remove_home_page)]
