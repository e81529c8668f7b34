class ECB:
    def __init__(self, iv=None, *more):
        self.name = "ecb"


class CBC:
    def __init__(self, iv=None, *more):
        self.name = "cbc"


class CFB:
    def __init__(self, iv=None, *more):
        self.name = "cfb"


class CFB8:
    def __init__(self, iv=None, *more):
        self.name = "cfb8"


class OFB:
    def __init__(self, iv=None, *more):
        self.name = "ofb"


class CTR:
    def __init__(self, iv=None, *more):
        self.name = "ctr"


class GCM:
    def __init__(self, iv=None, *more):
        self.name = "gcm"


class XTS:
    def __init__(self, iv=None, *more):
        self.name = "xts"


