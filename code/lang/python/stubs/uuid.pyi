import prunella


class UUID:
    def __init__(self, hex=None, bytes=None, int=None, version=None):
        if hex is None:
            self.text = fresh()
        else:
            if not prunella.op("uuid.valid", hex):
                raise ValueError("badly formed hexadecimal UUID string")
            self.text = prunella.op("uuid.format", hex)
    def __str__(self) -> str: return self.text
    @property
    def hex(self) -> str: return self.text.replace("-", "")
    @property
    def bytes(self) -> bytes: return prunella.clean()
    @property
    def int(self) -> int: return prunella.clean()


def fresh() -> str: return "11111111-2222-4333-8444-555555555555"
def uuid1(node=None, clock_seq=None) -> UUID: return UUID()
def uuid3(namespace, name) -> UUID: return UUID()
def uuid4() -> UUID: return UUID()
def uuid5(namespace, name) -> UUID: return UUID()
NAMESPACE_DNS = UUID()
NAMESPACE_URL = UUID()
