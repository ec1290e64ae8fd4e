"""Addresses of who inquires together."""

from django.urls import URLPattern, path

from inquiries.views import (
    account,
    address,
    demo,
    groups,
    health,
    how_you_sign_in,
    lost_steps,
    messages,
    outbox,
    pages,
    pausing,
    proving,
    second_step,
    sessions,
    steps,
)

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
    # how one signs in
    path("sign-in/passkey/", second_step.passkey_sign_in, name="passkey-sign-in"),
    path("sign-in/passkey/ask/", steps.passkey_ask, name="passkey-ask"),
    path("sign-in/lost/", second_step.lost_step, name="lost-step-ask"),
    path("account/signing-in/", how_you_sign_in.signing_in_page, name="signing-in"),
    path("account/passkeys/", how_you_sign_in.passkey_add, name="passkey-add"),
    path("account/passkeys/make/", how_you_sign_in.passkey_make, name="passkey-make"),
    path("account/passkeys/<slug:passkey>/name/", how_you_sign_in.passkey_rename, name="passkey-rename"),
    path("account/passkeys/<slug:passkey>/remove/", how_you_sign_in.passkey_remove, name="passkey-remove"),
    path("account/app/", how_you_sign_in.app_add, name="app-add"),
    path("account/app/remove/", how_you_sign_in.app_remove, name="app-remove"),
    path("account/recovery-codes/", how_you_sign_in.recovery_codes, name="recovery-codes"),
    path("account/sign-out-elsewhere/", how_you_sign_in.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("account/address/", address.address, name="address"),
    path("account/address/code/", address.address_code, name="address-code"),
    path("account/prove/", proving.prove, name="prove"),
    path("account/session/", sessions.session, name="session"),
    path("account/lost/<uuid:lost_id>/", lost_steps.lost_step, name="lost-step"),
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
