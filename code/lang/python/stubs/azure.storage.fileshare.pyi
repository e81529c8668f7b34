"""Clients of services: where they connect is a sink."""
import prunella


def reach(url):
    prunella.sink("url", url)
    prunella.sink("url.part", url)


class ShareFileClient:
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    @classmethod
    def from_file_url(cls, file_url, credential=None, *args, **options):
        reach(file_url)
        return prunella.clean()
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class ShareClient:
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    @classmethod
    def from_share_url(cls, share_url, credential=None, *args, **options):
        reach(share_url)
        return prunella.clean()
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class ShareServiceClient:
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
