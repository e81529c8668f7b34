import prunella


class Telnet:
    def __init__(self, host=None, port=0, timeout=None): prunella.sink("cleartext", "telnet")
    def read_until(self, match, timeout=None) -> bytes: return prunella.source("net", "telnet")
    def read_all(self) -> bytes: return prunella.source("net", "telnet")
    def write(self, buffer): prunella.effect("send", buffer)
    def close(self): ...
