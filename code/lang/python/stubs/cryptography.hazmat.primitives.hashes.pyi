import prunella


class Algorithm:
    name = "sha256"


class MD5(Algorithm):
    def __init__(self, *more):
        self.name = "md5"


class SHA1(Algorithm):
    def __init__(self, *more):
        self.name = "sha1"


class SHA224(Algorithm):
    def __init__(self, *more):
        self.name = "sha224"


class SHA256(Algorithm):
    def __init__(self, *more):
        self.name = "sha256"


class SHA384(Algorithm):
    def __init__(self, *more):
        self.name = "sha384"


class SHA512(Algorithm):
    def __init__(self, *more):
        self.name = "sha512"


class SHA3_256(Algorithm):
    def __init__(self, *more):
        self.name = "sha3_256"


class SHA3_512(Algorithm):
    def __init__(self, *more):
        self.name = "sha3_512"


class BLAKE2b(Algorithm):
    def __init__(self, *more):
        self.name = "blake2b"


class BLAKE2s(Algorithm):
    def __init__(self, *more):
        self.name = "blake2s"


class SM3(Algorithm):
    def __init__(self, *more):
        self.name = "sm3"


class Hash:
    def __init__(self, algorithm, backend=None):
        self.algorithm = algorithm
        self.data = b""
        prunella.sink("hash.weak", algorithm.name)
    def update(self, data):
        self.data = self.data + data
    def finalize(self) -> bytes: return prunella.op("hash.bytes", self.algorithm.name, self.data)
    def copy(self): return self
