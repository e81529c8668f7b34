import hashlib


def new(data=b"", **options): return hashlib.Hash("md2", data, True)
