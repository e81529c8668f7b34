"""Clients of services: where they connect is a sink."""
import prunella


def reach(url):
    prunella.sink("url", url)
    prunella.sink("url.part", url)


class SecretClient:
    def __init__(self, vault_url, credential=None, *args, **options): reach(vault_url)
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
