"""Python 2's module sha."""
import hashlib


def new(data=b""): return hashlib.Hash("sha1", data, True)
