import hashlib


def new(data=b"", **options): return hashlib.Hash("md4", data, True)
