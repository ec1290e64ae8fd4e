"""Second steps for tests: a person's app, recovery codes and passkey, and signing in with them."""

import json
import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core import mail
from fido2.utils import websafe_encode

from inquiries.factors import Kind
from inquiries.sealing import seal
from tests.passkeys import Device

FRAGMENT = {"HX-Request": "true"}
SIGN_IN, CODE, STEP, PROVE = "/sign-in/", "/sign-in/code/", "/sign-in/second-step/", "/account/prove/"
ASK, PASSKEY = "/sign-in/passkey/ask/", "/sign-in/passkey/"


def make_app(person):
    """Give this person an authenticator app, and say its secret."""
    secret = totp.generate_totp_secret()
    Authenticator.objects.create(user=person, type=Kind.TOTP, data={"secret": seal(secret)})
    return secret


def make_codes(person):
    """Give this person ten recovery codes, and say them."""
    data = {"seed": seal(RecoveryCodes.generate_seed()), "used_mask": 0}
    row = Authenticator.objects.create(user=person, type=Kind.RECOVERY_CODES, data=data)
    return RecoveryCodes(row).generate_codes()


def make_passkey(person, name="My phone", **device):
    """Give this person a passkey, and the device that holds it."""
    held = Device(**device)
    user = {"id": websafe_encode(person.pk.hex.encode())}
    made = held.make({"publicKey": {"challenge": websafe_encode(b"0" * 32), "user": user}})
    WebAuthn.add(person, name, json.loads(made))
    return held


def code_now(secret, later=0):
    """What the app shows now, or so many half minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))


def mailed_code():
    return re.search(r"\d{4}-\d{4}", mail.outbox[-1].body).group()


def enter_mailed_code(client, person, **extra):
    """The first step: ask for a code, and enter it."""
    client.post(SIGN_IN, {"email": person.email} | extra)
    return client.post(CODE, {"code": mailed_code()} | extra)


def use_passkey(client, device, **extra):
    """Sign in with a passkey, as the page does."""
    options = client.post(ASK).json()
    return client.post(PASSKEY, {"credential": device.show(options)} | extra)


def signed_in_for(client, person, *, second_step=True):
    """Open a session that has just proved who it is."""
    client.force_login(person)
    session = client.session
    session["second_step"], session["proved_at"] = second_step, int(time.time())
    session.save()
    return client


def is_signed_in(client):
    return "_auth_user_id" in client.session
