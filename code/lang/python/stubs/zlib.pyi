import prunella


class error(Exception): ...


def compress(data, level=-1) -> bytes: return prunella.unknown(data)
def decompress(data, wbits=15, bufsize=0) -> bytes:
    prunella.sink("bomb", data)
    return prunella.unknown(data)
def decompressobj(wbits=15): return Decompress()


class Decompress:
    """The caller says how much it takes."""
    unconsumed_tail: bytes
    def decompress(self, data, max_length=0) -> bytes:
        if not max_length:
            prunella.sink("bomb", data)
        return prunella.unknown(data)
    def flush(self, length=0) -> bytes: return prunella.clean()
def crc32(data, value=0) -> int: return prunella.clean()
def adler32(data, value=1) -> int: return prunella.clean()
