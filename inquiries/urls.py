"""Addresses of who inquires together."""

from django.urls import URLPattern, path

from inquiries.views import account, demo, groups, pages

app_name = "inquiries"
urlpatterns: list[URLPattern] = [
    # pages and parts
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("parts/", pages.parts, name="parts"),
    # sign-in in the demo, account
    path("demo/", demo.demo_sign_in, name="demo-sign-in"),
    path("account/", account.account, name="account"),
    # groups and people
    path("groups/", groups.groups, name="groups"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/people/", groups.people, name="people"),
    # messages and the outbox
    # health
]
