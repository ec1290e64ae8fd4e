"""A device that holds passkeys, for tests without a browser: it answers what navigator.credentials would."""

import json
from hashlib import sha256
from secrets import token_bytes

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData

VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
ORIGIN = "http://localhost:8000"


class Device:
    """One passkey on one device."""

    def __init__(self, origin=ORIGIN, host="localhost", flags=VERIFIED):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = token_bytes(32)
        self.origin, self.host, self.flags = origin, host, flags
        self.handle = b""

    def make(self, options):
        """What the browser says of a new passkey, to the options of the server."""
        public = options["publicKey"]
        self.handle = public["user"]["id"]
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.credential_id, ES256.from_cryptography_key(self.key.public_key())
        )
        flags = self.flags | AuthenticatorData.FLAG.AT
        auth_data = AuthenticatorData.create(self.host_hash, flags, 0, credential)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(auth_data)})
        return self._said(
            {
                "clientDataJSON": websafe_encode(self._client_data("webauthn.create", public["challenge"])),
                "attestationObject": websafe_encode(attestation),
            },
            clientExtensionResults={"credProps": {"rk": True}},
        )

    def show(self, options):
        """What the browser says when it is asked for a passkey."""
        auth_data = AuthenticatorData.create(self.host_hash, self.flags, 1)
        client_data = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        signed = bytes(auth_data) + sha256(client_data).digest()
        return self._said(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(bytes(auth_data)),
                "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
                "userHandle": self.handle,
            },
            clientExtensionResults={},
        )

    @property
    def host_hash(self):
        return sha256(self.host.encode()).digest()

    def _client_data(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _said(self, response, **more):
        name = websafe_encode(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response} | more)
