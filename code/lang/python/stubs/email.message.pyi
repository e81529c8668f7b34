"""EmailMessage refuses line breaks in headers."""
import prunella


class EmailMessage:
    def __init__(self, policy=None):
        self.parts = ""
    def __setitem__(self, name, value):
        self.parts = self.parts + f"{name}: " + prunella.op("text.strip_chars", f"{value}", "\r\n") + "\n"
    def __getitem__(self, name) -> str: return prunella.unknown(self.parts)
    def get(self, name, default=None) -> str: return prunella.unknown(self.parts)
    def add_header(self, name, value, **options): self.__setitem__(name, value)
    def replace_header(self, name, value): self.__setitem__(name, value)
    def set_content(self, content, **options):
        self.parts = self.parts + "\n" + f"{content}"
    def set_payload(self, payload, charset=None): self.set_content(payload)
    def add_alternative(self, content, **options): self.set_content(content)
    def add_attachment(self, content, **options): ...
    def attach(self, part): ...
    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None) -> str: return self.parts
    def as_bytes(self, unixfrom=False, policy=None) -> bytes: return prunella.op("text.to_bytes", self.parts)
    def __str__(self) -> str: return self.parts
    def get_payload(self, i=None, decode=False): return prunella.unknown(self.parts)
    def get_content(self): return prunella.unknown(self.parts)
    def get_filename(self, failobj=None) -> str: return prunella.unknown(self.parts)
    def walk(self): return [self]
    def is_multipart(self) -> bool: return prunella.clean()
    def get_content_type(self) -> str: return prunella.unknown(self.parts)


class Message(EmailMessage): ...
