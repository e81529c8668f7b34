import prunella


class error_perm(Exception): ...


class FTP:
    def __init__(self, host="", user="", passwd="", acct="", timeout=None, **options):
        prunella.sink("secret", passwd, "password")
        prunella.sink("cleartext", "ftp")
    def connect(self, host="", port=0, timeout=None): ...
    def login(self, user="", passwd="", acct=""): prunella.sink("secret", passwd, "password")
    def cwd(self, dirname): ...
    def nlst(self, *args): return [prunella.source("net", "name")]
    def retrbinary(self, cmd, callback, **options): callback(prunella.source("net", "file"))
    def storbinary(self, cmd, fp, **options): prunella.effect("send", cmd)
    def quit(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class FTP_TLS(FTP):
    def __init__(self, host="", user="", passwd="", **options): prunella.sink("secret", passwd, "password")
    def prot_p(self): ...
