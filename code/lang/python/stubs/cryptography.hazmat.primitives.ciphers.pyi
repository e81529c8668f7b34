import prunella
import cryptography.hazmat.primitives.ciphers.algorithms
import cryptography.hazmat.primitives.ciphers.modes
from cryptography.hazmat.primitives.ciphers import algorithms, modes


class Context:
    def update(self, data) -> bytes: return prunella.unknown(data)
    def finalize(self) -> bytes: return prunella.clean()
    def authenticate_additional_data(self, data): ...
    @property
    def tag(self) -> bytes: return prunella.clean()


class Cipher:
    def __init__(self, algorithm, mode=None, backend=None):
        name = None
        if mode is not None:
            name = mode.name
        prunella.sink("cipher.weak", algorithm.name, name)
    def encryptor(self) -> Context: return Context()
    def decryptor(self) -> Context: return Context()
