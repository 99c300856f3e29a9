"""Initiatives that an organisation took over from another."""

from django.conf import settings
from django.db import models

from organisations.models import BlogPostPage


class Adoption(models.Model):
    """A post that was made by taking over an initiative.

    A table of its own, and not a field of the post: a version of the post cannot change it, a copy
    of the post is no adoption, and moving or renaming either page changes nothing.
    """

    post = models.OneToOneField(
        BlogPostPage, on_delete=models.CASCADE, primary_key=True, related_name="adoption"
    )
    source = models.ForeignKey(
        BlogPostPage, null=True, on_delete=models.SET_NULL, related_name="adoptions"
    )
    """What was taken over; None when that is gone."""
    root = models.IntegerField(db_index=True)
    """The page id of the initiative with which the chain began, also when that is gone."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.post_id} from {self.source_id}"
