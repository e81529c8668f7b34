import prunella


class Curve:
    size = 256


class SECP192R1(Curve):
    def __init__(self):
        self.size = 192


class SECP224R1(Curve):
    def __init__(self):
        self.size = 224


class SECP256R1(Curve):
    def __init__(self):
        self.size = 256


class SECP384R1(Curve):
    def __init__(self):
        self.size = 384


class SECP521R1(Curve):
    def __init__(self):
        self.size = 521


class SECP256K1(Curve):
    def __init__(self):
        self.size = 256


class SECT163K1(Curve):
    def __init__(self):
        self.size = 163


def generate_private_key(curve, backend=None):
    prunella.sink("key.size", "ec", curve.size)
    return prunella.clean()
class ECDSA:
    def __init__(self, algorithm): ...
class ECDH: ...
