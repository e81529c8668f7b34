"""Clients of services: where they connect is a sink."""
import prunella


def reach(url):
    prunella.sink("url", url)
    prunella.sink("url.part", url)


class Client:
    """Version 1 of the encryption by the client has no check of integrity."""
    require_encryption = False
    key_encryption_key = None
    encryption_version = "1.0"
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    def as_told(self, made):
        made.require_encryption = self.require_encryption
        made.key_encryption_key = self.key_encryption_key
        made.encryption_version = self.encryption_version
        return made
    def get_blob_client(self, *args, **options): return self.as_told(BlobClient("https://account.blob.core.windows.net"))
    def get_container_client(self, *args, **options): return self.as_told(ContainerClient("https://account.blob.core.windows.net"))
    def upload_blob(self, *args, **options):
        if self.require_encryption and self.encryption_version == "1.0":
            prunella.sink("cipher.weak", "client-side encryption 1.0", None)
        return prunella.clean()


class BlobServiceClient(Client):
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    @classmethod
    def from_connection_string(cls, conn_str, credential=None, *args, **options): return BlobServiceClient("https://account.blob.core.windows.net")


class ContainerClient(Client):
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    @classmethod
    def from_container_url(cls, container_url, credential=None, *args, **options):
        reach(container_url)
        return cls("https://account.blob.core.windows.net")
    @classmethod
    def from_connection_string(cls, conn_str, *args, **options): return cls("https://account.blob.core.windows.net")


class BlobClient(Client):
    def __init__(self, account_url, credential=None, *args, **options): reach(account_url)
    @classmethod
    def from_blob_url(cls, blob_url, credential=None, *args, **options):
        reach(blob_url)
        return cls("https://account.blob.core.windows.net")
    @classmethod
    def from_connection_string(cls, conn_str, *args, **options): return cls("https://account.blob.core.windows.net")


def download_blob_from_url(blob_url, output, credential=None, **options): reach(blob_url)
def upload_blob_to_url(blob_url, data, credential=None, **options): reach(blob_url)
