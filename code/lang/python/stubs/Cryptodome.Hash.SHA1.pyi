import hashlib


def new(data=b"", **options): return hashlib.Hash("sha1", data, True)
