import prunella


class Scheme:
    def hash(self, secret, **options) -> str: return prunella.clean()
    def encrypt(self, secret, **options) -> str: return prunella.clean()
    def verify(self, secret, hash, **options) -> bool: return prunella.clean()
    def using(self, **options): return self


class Weak(Scheme):
    def __init__(self, name):
        self.name = name
    def hash(self, secret, **options) -> str:
        prunella.sink("hash.weak", self.name, "password")
        return prunella.clean()
    def encrypt(self, secret, **options) -> str: return self.hash(secret)


bcrypt = Scheme()
argon2 = Scheme()
scrypt = Scheme()
pbkdf2_sha256 = Scheme()
pbkdf2_sha512 = Scheme()
sha256_crypt = Scheme()
sha512_crypt = Scheme()
md5_crypt = Weak("md5")
des_crypt = Weak("des")
hex_md5 = Weak("md5")
hex_sha1 = Weak("sha1")
ldap_md5 = Weak("md5")
plaintext = Weak("plaintext")
