"""Ciphers of cryptography; those fallen out of use have moved to another module."""
import prunella


class Algorithm:
    name = "aes"
    def __init__(self, key=b"", *more): prunella.sink("secret", key, "key")


class AES(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "aes"


class AES128(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "aes"


class AES256(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "aes"


class Camellia(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "camellia"


class ChaCha20(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "chacha20"


class TripleDES(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "3des"


class Blowfish(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "blowfish"


class ARC4(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "rc4"


class ARC2(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "rc2"


class CAST5(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "cast5"


class IDEA(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "idea"


class SEED(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "seed"


class SM4(Algorithm):
    def __init__(self, key=b"", *more):
        prunella.sink("secret", key, "key")
        self.name = "sm4"
