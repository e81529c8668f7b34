import prunella


def b64encode(s, altchars=None) -> bytes: return prunella.op("text.to_bytes", prunella.op("base64.encode", s))
def b64decode(s, altchars=None, validate=False) -> bytes: return prunella.op("base64.decode", s)
def standard_b64encode(s) -> bytes: return b64encode(s)
def standard_b64decode(s) -> bytes: return b64decode(s)
def urlsafe_b64encode(s) -> bytes: return prunella.op("text.to_bytes", prunella.op("base64.encode", s, "url"))
def urlsafe_b64decode(s) -> bytes: return prunella.op("base64.decode", s, "url")
def encodebytes(s) -> bytes: return b64encode(s)
def decodebytes(s) -> bytes: return b64decode(s)
def encodestring(s) -> bytes: return b64encode(s)
def decodestring(s) -> bytes: return b64decode(s)
def b32encode(s) -> bytes: return prunella.unknown(s)
def b32decode(s, casefold=False, map01=None) -> bytes: return prunella.unknown(s)
def b16encode(s) -> bytes: return prunella.op("text.to_bytes", prunella.op("hex.encode", s))
def b16decode(s, casefold=False) -> bytes: return prunella.op("hex.decode", s)
def b85encode(b, pad=False) -> bytes: return prunella.unknown(b)
def b85decode(b) -> bytes: return prunella.unknown(b)
