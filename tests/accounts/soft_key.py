"""A security key in software: makes the answers that a browser would send."""

from __future__ import annotations

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class SoftKey:
    """One key for one origin."""

    def __init__(self, rp_id="localhost", origin="http://localhost"):
        self.origin, self.rp_hash = origin, sha256(rp_id.encode()).digest()
        self.private, self.id, self.uses = (
            ec.generate_private_key(ec.SECP256R1()),
            os.urandom(32),
            0,
        )

    def register(self, options):
        """The answer to creation options, as the hidden field's JSON."""
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public)
        data = AuthenticatorData.create(
            self.rp_hash,
            PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT,
            self.uses,
            bytes(credential),
        )
        client = self._client(CollectedClientData.TYPE.CREATE, options)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            clientDataJSON=client, attestationObject=websafe_encode(bytes(attestation))
        )

    def sign(self, options):
        """The answer to request options, as the hidden field's JSON."""
        self.uses += 1
        data = AuthenticatorData.create(self.rp_hash, PRESENT_AND_VERIFIED, self.uses)
        client = self._client(CollectedClientData.TYPE.GET, options)
        signed = bytes(data) + sha256(websafe_decode(client)).digest()
        return self._answer(
            clientDataJSON=client,
            authenticatorData=websafe_encode(bytes(data)),
            signature=websafe_encode(self.private.sign(signed, ec.ECDSA(SHA256()))),
        )

    def _client(self, kind, options):
        challenge = websafe_decode(options["publicKey"]["challenge"])
        return websafe_encode(CollectedClientData.create(kind, challenge, self.origin))

    def _answer(self, **response):
        key = websafe_encode(self.id)
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": response})
