"""Addresses of who inquires together."""

from django.urls import URLPattern, path

from inquiries.views import (
    account,
    address,
    agreement,
    aspirations,
    check_backs,
    demo,
    devices,
    groups,
    health,
    how_you_sign_in,
    lost_steps,
    messages,
    offline,
    outbox,
    pages,
    pausing,
    proving,
    purpose,
    second_step,
    sessions,
    sign_ups,
    steps,
)

app_name = "inquiries"
GROUP = "groups/<slug:slug>"
urlpatterns: list[URLPattern] = [
    # pages and parts
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("parts/", pages.parts, name="parts"),
    # without network
    path("offline/", offline.offline, name="offline"),
    path("service-worker.js", offline.service_worker, name="service-worker"),
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
    path("account/device/", devices.device_key, name="device-key"),
    path("account/session/", sessions.session, name="session"),
    path("account/lost/<uuid:lost_id>/", lost_steps.lost_step, name="lost-step"),
    # groups and people
    path("groups/", groups.groups, name="groups"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    # purpose, agreement, aspirations
    path(f"{GROUP}/purpose/", purpose.purpose, name="purpose"),
    path(f"{GROUP}/purpose/adopt/<slug:term>/", purpose.adopt, name="purpose-adopt"),
    path(f"{GROUP}/purpose/propose/", purpose.propose, name="proposal"),
    path(
        f"{GROUP}/purpose/proposed/<uuid:proposal_key>/remove/",
        purpose.remove_proposal,
        name="proposal-remove",
    ),
    path(
        f"{GROUP}/purpose/proposed/<uuid:proposal_key>/put-back/",
        purpose.put_back_proposal,
        name="proposal-put-back",
    ),
    path(
        f"{GROUP}/purpose/proposed/<uuid:proposal_key>/answer/",
        purpose.answer_proposal,
        name="proposal-answer",
    ),
    path(f"{GROUP}/purpose/my-part/", sign_ups.sign_up, name="sign-up"),
    path(f"{GROUP}/purpose/said/<uuid:sign_up_id>/remove/", sign_ups.remove, name="sign-up-remove"),
    path(f"{GROUP}/purpose/said/<uuid:sign_up_id>/put-back/", sign_ups.put_back, name="sign-up-put-back"),
    path(f"{GROUP}/purpose/said/<uuid:sign_up_id>/answer/", sign_ups.answer, name="sign-up-answer"),
    path(f"{GROUP}/agreement/", agreement.agreement, name="agreement"),
    path(f"{GROUP}/agreement/write/", agreement.write, name="agreement-write"),
    path(f"{GROUP}/agreement/yes/", agreement.say_yes, name="agreement-yes"),
    path(f"{GROUP}/agreement/yes/<uuid:member_id>/", agreement.yes_of, name="agreement-yes-of"),
    path(f"{GROUP}/aspirations/", aspirations.aspirations, name="aspirations"),
    path(f"{GROUP}/aspirations/add/", aspirations.add, name="aspiration-add"),
    path(f"{GROUP}/aspirations/<uuid:aspiration_id>/", aspirations.aspiration, name="aspiration"),
    path(f"{GROUP}/aspirations/<uuid:aspiration_id>/move/", aspirations.move, name="aspiration-move"),
    path(f"{GROUP}/aspirations/<uuid:aspiration_id>/remove/", aspirations.remove, name="aspiration-remove"),
    path(
        f"{GROUP}/aspirations/<uuid:aspiration_id>/put-back/",
        aspirations.put_back,
        name="aspiration-put-back",
    ),
    path(f"{GROUP}/look-back/<slug:when>/", check_backs.check_back, name="check-back"),
    path(f"{GROUP}/look-back/<slug:when>/publish/", check_backs.publish, name="check-back-publish"),
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
