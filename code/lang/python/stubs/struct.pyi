import prunella


class error(Exception): ...


def pack(format, *values) -> bytes: return prunella.unknown(*values)
def unpack(format, buffer) -> tuple: return prunella.unknown(buffer)
def unpack_from(format, buffer, offset=0) -> tuple: return prunella.unknown(buffer)
def iter_unpack(format, buffer) -> list: return prunella.unknown(buffer)
def calcsize(format) -> int: return prunella.clean()
