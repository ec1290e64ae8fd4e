"""Keys to what a browser keeps on its device until it can be sent."""

from django.db import models

from inquiries.models.base import Identified
from inquiries.models.people import User


class DeviceKey(Identified):
    """The key of one person on one device. It opens nothing here: what it locks never leaves that device."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    device = models.UUIDField()  # what the browser calls itself
    sealed = models.CharField(max_length=200)  # inquiries/sealing.py
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "device"], name="inquiries_devicekey_once")]

    def __str__(self) -> str:
        return str(self.device)
