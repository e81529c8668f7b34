import prunella


def decode(token, key, algorithms=None, options=None, audience=None, issuer=None, **more) -> dict:
    checked = True
    if options is not None:
        if "verify_signature" in options:
            checked = options["verify_signature"]
    prunella.sink("jwt.verify", checked)
    prunella.sink("secret", key, "key")
    return claims(token)


def claims(token) -> dict: return prunella.unknown(token)
def encode(claims, key, algorithm="HS256", **more) -> str:
    prunella.sink("secret", key, "key")
    prunella.sink("jwt.key", key)
    return prunella.clean()
def get_unverified_claims(token) -> dict:
    prunella.sink("jwt.verify", False)
    return claims(token)
def get_unverified_header(token) -> dict: return claims(token)
