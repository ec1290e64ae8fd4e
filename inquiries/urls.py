"""Addresses of who inquires together."""

from django.urls import URLPattern, path

from inquiries.views import account, demo, groups, health, messages, outbox, pages, pausing

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
    path("groups/<slug:slug>/messages/", messages.ledger, name="messages"),
    path("groups/<slug:slug>/messages/<uuid:message_id>/again/", messages.send_again, name="send-again"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<uuid:message_id>/", outbox.outbox_message, name="outbox-message"),
    path("outbox/<uuid:message_id>/html/", outbox.outbox_html, name="outbox-html"),
    path("outbox/<uuid:message_id>/invite.ics", outbox.outbox_calendar, name="outbox-calendar"),
    path("pause/<str:token>/", pausing.pause, name="pause"),
    # health
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("readyz/jobs", health.readyz_jobs, name="readyz-jobs"),
]
