"""python_jwt: process_jwt reads without verifying."""
import prunella


def claims(jwt): return prunella.unknown(jwt)


def generate_jwt(claims, priv_key=None, algorithm="PS512", **options) -> str:
    prunella.sink("secret", priv_key, "key")
    return prunella.clean()


def verify_jwt(jwt, pub_key=None, allowed_algs=None, **options) -> tuple:
    if pub_key is None:
        prunella.sink("jwt.verify", False)
    prunella.sink("jwt.alg", allowed_algs)
    return (claims(jwt), claims(jwt))


def process_jwt(jwt) -> tuple:
    prunella.sink("jwt.verify", False)
    return (claims(jwt), claims(jwt))
