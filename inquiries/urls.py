"""Addresses of who inquires together."""

from django.urls import URLPattern

app_name = "inquiries"
urlpatterns: list[URLPattern] = [
    # pages and parts
    # sign-in in the demo, account
    # groups and people
    # messages and the outbox
    # health
]
