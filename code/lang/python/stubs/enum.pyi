import prunella


class Enum:
    """Members are their values here; Color(text) is one of them."""
    name: str
    value: object
    def __init__(self, value=None):
        self.value = prunella.clean()
        self.name = prunella.clean()


class IntEnum(Enum): ...
class StrEnum(Enum): ...
class Flag(Enum): ...
class IntFlag(Enum): ...
def auto(): return prunella.clean()
def unique(cls): return cls
