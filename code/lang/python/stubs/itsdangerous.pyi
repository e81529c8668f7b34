"""What loads gives back was signed: it is the program's own."""
import prunella


class BadData(Exception): ...
class BadSignature(BadData): ...
class SignatureExpired(BadSignature): ...


class Serializer:
    def __init__(self, secret_key, salt=None, **options): prunella.sink("secret", secret_key, "key")
    def dumps(self, obj, salt=None) -> str: return prunella.clean()
    def loads(self, s, salt=None, max_age=None, **options): return prunella.clean()
    def loads_unsafe(self, s, salt=None): return (prunella.clean(), prunella.unknown(s))


class URLSafeSerializer(Serializer): ...
class URLSafeTimedSerializer(Serializer): ...
class TimedSerializer(Serializer): ...


class Signer:
    def __init__(self, secret_key, salt=None, **options): prunella.sink("secret", secret_key, "key")
    def sign(self, value) -> bytes: return prunella.clean()
    def unsign(self, signed_value, max_age=None, **options) -> bytes: return prunella.clean()


class TimestampSigner(Signer): ...
