"""usedforsecurity=False says that nothing rests on the hash: then it is no sink.
The front end hands over the names around the call, which tell what it is for."""
import prunella

algorithms_available = {"md5", "sha1", "sha256"}
algorithms_guaranteed = {"md5", "sha1", "sha256"}


class Hash:
    def __init__(self, name, data, usedforsecurity, purpose):
        self.name = name
        self.data = data
        if usedforsecurity:
            prunella.sink("hash.weak", name, purpose, data)
    def update(self, data):
        self.data = self.data + data
    def digest(self, length=0) -> bytes: return prunella.op("hash.bytes", self.name, self.data)
    def hexdigest(self, length=0) -> str: return prunella.op("hash.hex", self.name, self.data)
    def copy(self): return self
    @property
    def digest_size(self) -> int: return prunella.clean()
    @property
    def block_size(self) -> int: return prunella.clean()


def new(name, data=b"", usedforsecurity=True, prunella_name=None, **options): return Hash(name.lower(), data, usedforsecurity, prunella_name)
def md4(data=b"", usedforsecurity=True, prunella_name=None): return Hash("md4", data, usedforsecurity, prunella_name)
def md5(data=b"", usedforsecurity=True, prunella_name=None): return Hash("md5", data, usedforsecurity, prunella_name)
def sha1(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha1", data, usedforsecurity, prunella_name)
def sha224(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha224", data, usedforsecurity, prunella_name)
def sha256(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha256", data, usedforsecurity, prunella_name)
def sha384(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha384", data, usedforsecurity, prunella_name)
def sha512(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha512", data, usedforsecurity, prunella_name)
def sha3_224(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha3-224", data, usedforsecurity, prunella_name)
def sha3_256(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha3-256", data, usedforsecurity, prunella_name)
def sha3_384(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha3-384", data, usedforsecurity, prunella_name)
def sha3_512(data=b"", usedforsecurity=True, prunella_name=None): return Hash("sha3-512", data, usedforsecurity, prunella_name)
def shake_128(data=b"", usedforsecurity=True, prunella_name=None): return Hash("shake128", data, usedforsecurity, prunella_name)
def shake_256(data=b"", usedforsecurity=True, prunella_name=None): return Hash("shake256", data, usedforsecurity, prunella_name)
def blake2b(data=b"", digest_size=64, key=b"", usedforsecurity=True, prunella_name=None, **options): return Hash("blake2b", data, usedforsecurity, prunella_name)
def blake2s(data=b"", digest_size=32, key=b"", usedforsecurity=True, prunella_name=None, **options): return Hash("blake2s", data, usedforsecurity, prunella_name)
def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None, prunella_name=None) -> bytes: return prunella.op("hash.bytes", "sha256", password)
def scrypt(password, salt=b"", n=0, r=0, p=0, maxmem=0, dklen=64, prunella_name=None) -> bytes: return prunella.op("hash.bytes", "sha256", password)
def file_digest(fileobj, digest, prunella_name=None): return new(digest, prunella_name=prunella_name)
