import prunella


class error(Exception): ...


def compress(data, level=-1) -> bytes: return prunella.unknown(data)
def decompress(data, wbits=15, bufsize=0) -> bytes: return prunella.unknown(data)
def crc32(data, value=0) -> int: return prunella.clean()
def adler32(data, value=1) -> int: return prunella.clean()
