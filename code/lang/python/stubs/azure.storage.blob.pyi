"""Clients of services: where they connect is a sink."""
import prunella


def reach(url):
    prunella.sink("url", url)
    prunella.sink("url.part", url)


class BlobServiceClient:
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class ContainerClient:
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    @classmethod
    def from_container_url(cls, container_url, credential=None, *args, **options):
        reach(container_url)
        return prunella.clean()
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class BlobClient:
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    @classmethod
    def from_blob_url(cls, blob_url, credential=None, *args, **options):
        reach(blob_url)
        return prunella.clean()
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def download_blob_from_url(blob_url, output, credential=None, **options): reach(blob_url)
def upload_blob_to_url(blob_url, data, credential=None, **options): reach(blob_url)
