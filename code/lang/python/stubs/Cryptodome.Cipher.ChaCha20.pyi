import prunella

MODE_ECB = 1
MODE_CBC = 2
MODE_CFB = 3
MODE_OFB = 5
MODE_CTR = 6
MODE_OPENPGP = 7
MODE_CCM = 8
MODE_EAX = 9
MODE_SIV = 10
MODE_GCM = 11
MODE_OCB = 12
block_size = 16
key_size = 32


class Cipher:
    def encrypt(self, plaintext) -> bytes: return prunella.unknown(plaintext)
    def decrypt(self, ciphertext) -> bytes: return prunella.unknown(ciphertext)
    def encrypt_and_digest(self, plaintext) -> tuple: return (prunella.unknown(plaintext), prunella.clean())
    def decrypt_and_verify(self, ciphertext, tag) -> bytes: return prunella.clean()
    def digest(self) -> bytes: return prunella.clean()
    def verify(self, tag): ...
    def update(self, data): ...
    @property
    def nonce(self) -> bytes: return prunella.clean()
    @property
    def iv(self) -> bytes: return prunella.clean()


def mode_name(mode):
    if mode == 1:
        return "ecb"
    if mode == 2:
        return "cbc"
    if mode == 11:
        return "gcm"
    return None


def new(key, mode=None, *args, **options) -> Cipher:
    prunella.sink("secret", key, "key")
    prunella.sink("cipher.weak", "chacha20", mode_name(mode))
    return Cipher()
