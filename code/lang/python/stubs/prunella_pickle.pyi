"""The interface of pickle, which its look-alikes offer too: what they read are pickles."""
import prunella

HIGHEST_PROTOCOL = 5


class PickleError(Exception): ...
class UnpicklingError(PickleError): ...


def loads(data, **options):
    prunella.sink("deserialize", data, "pickle")
    return prunella.unknown(data)


def load(file, **options):
    data = file.read()
    prunella.sink("deserialize", data, "pickle")
    return prunella.unknown(data)


def dumps(obj, protocol=None, **options) -> bytes: return prunella.unknown(obj)
def dump(obj, file, protocol=None, **options): file.write(prunella.unknown(obj))


class Unpickler:
    def __init__(self, file, **options):
        self.file = file
    def load(self):
        data = self.file.read()
        prunella.sink("deserialize", data, "pickle")
        return prunella.unknown(data)


class Pickler:
    def __init__(self, file, protocol=None, **options):
        self.file = file
    def dump(self, obj): self.file.write(prunella.unknown(obj))
