"""PyJWT: decode verifies unless told otherwise."""
import prunella


class PyJWTError(Exception): ...
class InvalidTokenError(PyJWTError): ...
class DecodeError(InvalidTokenError): ...
class ExpiredSignatureError(InvalidTokenError): ...
class InvalidSignatureError(DecodeError): ...


def claims(jwt) -> dict: return prunella.unknown(jwt)


def decode(jwt, key="", algorithms=None, options=None, verify=True, **more) -> dict:
    checked = verify
    if options is not None:
        if "verify_signature" in options:
            checked = options["verify_signature"]
    prunella.sink("jwt.verify", checked)
    if checked:
        prunella.sink("jwt.alg", algorithms)
        if key:
            prunella.sink("secret", key, "key")
    return claims(jwt)


def decode_complete(jwt, key="", algorithms=None, options=None, **more) -> dict:
    decode(jwt, key, algorithms, options)
    return claims(jwt)


def encode(payload, key, algorithm="HS256", headers=None, **more) -> str:
    prunella.sink("secret", key, "key")
    prunella.sink("jwt.alg", algorithm)
    prunella.sink("jwt.key", key)
    return prunella.clean()


def get_unverified_header(jwt) -> dict: return prunella.unknown(jwt)


class PyJWKClient:
    def __init__(self, uri, **options): prunella.sink("url", uri)
    def get_signing_key_from_jwt(self, token): return prunella.clean()
