"""Passwords, and the codes with which a forgotten one is replaced."""

import hashlib
import hmac
import random
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_salt():
    return secrets.token_hex(8)


def digest(salt, password):
    """Return the stored form of a password."""
    return hashlib.sha1((salt + password).encode()).hexdigest()


def check(salt, password, stored):
    return hmac.compare_digest(digest(salt, password), stored)


def reset_code():
    """Return a code of eight characters."""
    return "".join(random.choice(ALPHABET) for _ in range(8))


def invitation():
    """Return a code of sixteen characters for a colleague's first login."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))
