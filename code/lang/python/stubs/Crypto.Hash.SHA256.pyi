import hashlib


def new(data=b"", **options): return hashlib.Hash("sha256", data, True)
