import prunella


class Error(ValueError): ...


def hexlify(data, sep="") -> bytes: return prunella.op("text.to_bytes", prunella.op("hex.encode", data))
def unhexlify(s) -> bytes: return prunella.op("hex.decode", s)
def b2a_hex(data, sep="") -> bytes: return prunella.op("text.to_bytes", prunella.op("hex.encode", data))
def a2b_hex(s) -> bytes: return prunella.op("hex.decode", s)
def b2a_base64(data, newline=True) -> bytes: return prunella.op("text.to_bytes", prunella.op("base64.encode", data))
def a2b_base64(s, strict_mode=False) -> bytes: return prunella.op("base64.decode", s)
def crc32(data, value=0) -> int: return prunella.clean()
