"""All addresses of Clip."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("inquiries.urls")),
    path("", include("meetings.urls")),
    path("admin/", admin.site.urls),
]
