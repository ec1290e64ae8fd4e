"""Addresses of who inquires together."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from inquiries.views import (
    account,
    address,
    agreement,
    aspirations,
    cards,
    check_backs,
    demo,
    devices,
    group_settings,
    groups,
    health,
    how_you_sign_in,
    language,
    lost_steps,
    messages,
    organisations,
    outbox,
    pages,
    partnerships,
    pausing,
    proving,
    purpose,
    roles,
    second_step,
    sessions,
    setting_up,
    sign_ups,
    steps,
    styles,
    theory,
)


class Place(StringConverter):
    """Where a role may be held."""

    regex = "programme|partnership|group"


register_converter(Place, "place")
app_name = "inquiries"
GROUP = "groups/<slug:slug>"
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
    path("account/device/", devices.device_key, name="device-key"),
    path("account/session/", sessions.session, name="session"),
    path("account/lost/<uuid:lost_id>/", lost_steps.lost_step, name="lost-step"),
    # groups and people
    path("groups/", groups.groups, name="groups"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    # role cards, shared language, working styles
    path(f"{GROUP}/cards/", cards.cards, name="cards"),
    path(f"{GROUP}/cards/mine/", cards.card, name="card"),
    path(f"{GROUP}/cards/booklet/", cards.booklet, name="booklet"),
    path(f"{GROUP}/cards/booklet/make/", cards.make_booklet, name="booklet-make"),
    path(f"{GROUP}/cards/booklet/progress/", cards.booklet_progress, name="booklet-progress"),
    path(f"{GROUP}/language/", language.language, name="language"),
    path(f"{GROUP}/language/add/", language.add, name="term-add"),
    path(f"{GROUP}/language/<uuid:term_id>/mean/", language.mean, name="term-mean"),
    path(f"{GROUP}/language/<uuid:term_id>/agree/", language.agree, name="term-agree"),
    path(f"{GROUP}/language/<uuid:term_id>/remove/", language.remove, name="term-remove"),
    path(f"{GROUP}/language/<uuid:term_id>/put-back/", language.put_back, name="term-put-back"),
    path(f"{GROUP}/styles/", styles.styles, name="styles"),
    path(f"{GROUP}/styles/describe/", styles.describe, name="styles-describe"),
    path(f"{GROUP}/styles/take-back/", styles.take_back, name="styles-take-back"),
    # setting up
    path("set-up/", setting_up.home, name="setting-up"),
    path("set-up/programmes/<slug:slug>/", setting_up.programme, name="programme"),
    path("set-up/programmes/<slug:slug>/bodies/", setting_up.name_body, name="body-name"),
    path("set-up/programmes/<slug:slug>/bodies/<uuid:body_id>/drop/", setting_up.drop_body, name="body-drop"),
    path("set-up/programmes/<slug:slug>/partnerships/", setting_up.add_partnership, name="partnership-add"),
    path("set-up/partnerships/<slug:slug>/", partnerships.partnership, name="partnership"),
    path("set-up/partnerships/<slug:slug>/parties/", partnerships.add_party, name="party-add"),
    path(
        "set-up/partnerships/<slug:slug>/parties/<uuid:organisation_id>/drop/",
        partnerships.drop_party,
        name="party-drop",
    ),
    path(
        "set-up/partnerships/<slug:slug>/parties/<uuid:organisation_id>/put-back/",
        partnerships.put_back_party,
        name="party-put-back",
    ),
    path("set-up/partnerships/<slug:slug>/groups/", partnerships.add_group, name="group-add"),
    path("set-up/roles/<place:kind>/<slug:slug>/", roles.give, name="role-give"),
    path("set-up/roles/<uuid:stewardship_id>/take/", roles.take, name="role-take"),
    path(
        "set-up/roles/<place:kind>/<slug:slug>/<uuid:person_id>/<slug:role>/again/",
        roles.give_again,
        name="role-again",
    ),
    path("organisations/<uuid:organisation_id>/", organisations.organisation, name="organisation"),
    path(f"{GROUP}/settings/", group_settings.group_settings, name="group-settings"),
    path(f"{GROUP}/settings/holds/", group_settings.change_role, name="group-role"),
    path(f"{GROUP}/how-change-spreads/", theory.theory, name="theory"),
    path(f"{GROUP}/how-change-spreads/words/", theory.theory_words, name="theory-words"),
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
