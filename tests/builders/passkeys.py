"""A passkey made of software: registers itself and signs, as an authenticator in a phone does."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData


Flag = AuthenticatorData.FLAG
SEEN = Flag.UP | Flag.UV


class Passkey:
    """One key pair of one site; `person` is the user handle that it was made for."""

    def __init__(self, site: str = "localhost", origin: str = "http://localhost") -> None:
        self.site, self.origin, self.person = sha256(site.encode()).digest(), origin, b""
        self.id, self._key = os.urandom(32), ec.generate_private_key(ec.SECP256R1())

    def made_for(self, options: dict) -> str:
        """The credential that answers a page's `creation_options`, as its form posts it."""
        asked = options["creation_options"]["publicKey"]
        self.person = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self._key.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        held = AuthenticatorData.create(self.site, SEEN | Flag.AT, 0, data)
        made = AttestationObject.create("none", held, {})
        client = self._client("webauthn.create", asked["challenge"])
        return self._posted({"clientDataJSON": client, "attestationObject": made})

    def signed(self, options: dict, *, flags: Flag = SEEN, person: bytes | None = None) -> str:
        """The assertion that answers a page's `request_options`. Takes: another user handle to claim."""
        client = self._client("webauthn.get", options["request_options"]["publicKey"]["challenge"])
        held = AuthenticatorData.create(self.site, flags, 0)
        signature = self._key.sign(bytes(held) + sha256(bytes(client)).digest(), ec.ECDSA(SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": held, "signature": signature}
        return self._posted(said | {"userHandle": self.person if person is None else person})

    def _client(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(type=kind, challenge=challenge, origin=self.origin)

    def _posted(self, response: dict) -> str:
        spelt = {name: websafe_encode(bytes(value)) for name, value in response.items()}
        key = websafe_encode(self.id)
        return json.dumps(
            {
                "id": key,
                "rawId": key,
                "type": "public-key",
                "response": spelt,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
