import prunella


class InvalidOperation(Exception): ...


def Decimal(value="0", context=None) -> float:
    if not prunella.op("float.valid", value):
        raise InvalidOperation("no number")
    return prunella.op("float.parse", value)
def getcontext(): return prunella.clean()
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_DOWN = "ROUND_DOWN"
