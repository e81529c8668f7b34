import prunella
import prunella_web as web


class UploadedFile:
    def __init__(self, key=""):
        self.key = key
    @property
    def name(self) -> str:
        """Django keeps the last part only, and what can be printed of it."""
        return prunella.op("text.strip_chars", prunella.op("path.base", "python", web.filename(self.key)), "\0\t\n\v\f\r\x1b\x7f")
    @property
    def size(self) -> int: return prunella.clean()
    @property
    def content_type(self) -> str: return web.header("Content-Type")
    @property
    def file(self): return self
    def read(self, n=-1) -> bytes: return web.upload(self.key)
    def chunks(self, chunk_size=None): return [web.upload(self.key)]
    def __iter__(self): return [web.upload(self.key)]


class SimpleUploadedFile(UploadedFile): ...
class InMemoryUploadedFile(UploadedFile): ...
