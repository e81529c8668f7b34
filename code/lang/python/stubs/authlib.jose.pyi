"""Authlib: decode verifies with the key that it is given."""
import prunella


class JsonWebToken:
    def __init__(self, algorithms=None, private_headers=None): ...
    def encode(self, header, payload, key, check=True) -> bytes:
        prunella.sink("secret", key, "key")
        prunella.sink("jwt.key", key)
        return prunella.clean()
    def decode(self, s, key, claims_cls=None, claims_options=None, claims_params=None):
        prunella.sink("secret", key, "key")
        return prunella.unknown(s)


jwt = JsonWebToken()
