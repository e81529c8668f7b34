"""Clients of AWS: another endpoint is a sink."""
import prunella


class Client:
    def __getattr__(self, name): return prunella.clean
    def download_file(self, bucket, key, filename, **options): prunella.sink("path", filename)
    def upload_file(self, filename, bucket, key, **options): prunella.sink("path", filename)


class Session:
    def __init__(self, aws_access_key_id=None, aws_secret_access_key=None, **options):
        if aws_secret_access_key is not None:
            prunella.sink("secret", aws_secret_access_key, "key")
    def client(self, service_name, **options) -> Client: return client(service_name)
    def resource(self, service_name, **options) -> Client: return client(service_name)


def client(service_name, endpoint_url=None, verify=True, aws_secret_access_key=None, **options) -> Client:
    if endpoint_url is not None:
        prunella.sink("url", endpoint_url)
    if aws_secret_access_key is not None:
        prunella.sink("secret", aws_secret_access_key, "key")
    prunella.sink("tls.verify", verify)
    return Client()


def resource(service_name, **options) -> Client: return client(service_name)
