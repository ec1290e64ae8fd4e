"""Receipts: that a request was carried out, so that the same one sent again changes nothing."""

from django.db import models

from inquiries.models.people import User


class Receipt(models.Model):
    """One request that one person sent under one key, and that was carried out.

    It holds no words: the digest only says whether a second request with this key says the same.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="inquiries_receipt_once")]

    def __str__(self) -> str:
        return str(self.key)
