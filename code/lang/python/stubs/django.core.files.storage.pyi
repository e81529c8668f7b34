import prunella


class Storage:
    """Names are made safe below the media folder."""
    def save(self, name, content, max_length=None) -> str: return prunella.clean()
    def open(self, name, mode="rb"): return prunella.clean()
    def exists(self, name) -> bool: return prunella.clean()
    def url(self, name) -> str: return prunella.clean()


class FileSystemStorage(Storage):
    def __init__(self, location=None, **options): ...


default_storage = Storage()
