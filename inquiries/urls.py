"""Addresses of who inquires together."""

from django.urls import URLPattern, path

from inquiries.views import account, demo, groups

app_name = "inquiries"
urlpatterns: list[URLPattern] = [
    # pages and parts
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
