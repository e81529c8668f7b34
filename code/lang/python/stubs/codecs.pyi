import prunella

BOM_UTF8 = b""


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1): return opened(filename)
def opened(filename):
    prunella.sink("path", filename)
    return prunella.clean()
def encode(obj, encoding="utf-8", errors="strict"):
    if encoding == "rot13" or encoding == "rot_13":
        return prunella.unknown(obj)
    return prunella.op("text.encode", obj, encoding, errors)
def decode(obj, encoding="utf-8", errors="strict"):
    if encoding == "hex":
        return prunella.op("hex.decode", obj)
    return prunella.op("text.decode", obj, encoding, errors)
def getreader(encoding): return reader
def getwriter(encoding): return reader
def reader(stream): return stream
def lookup(encoding): return prunella.clean()
