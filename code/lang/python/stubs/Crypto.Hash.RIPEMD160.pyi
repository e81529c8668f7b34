import hashlib


def new(data=b"", **options): return hashlib.Hash("ripemd160", data, True)
