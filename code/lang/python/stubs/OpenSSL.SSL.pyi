import prunella

SSLv2_METHOD = 512
SSLv3_METHOD = 768
SSLv23_METHOD = 0
TLSv1_METHOD = 769
TLSv1_1_METHOD = 770
TLSv1_2_METHOD = 771
TLS_METHOD = 0
TLS_CLIENT_METHOD = 0
VERIFY_NONE = 0
VERIFY_PEER = 1


class Context:
    def __init__(self, method):
        if method != 0:
            prunella.sink("tls.version", method)
    def set_verify(self, mode, callback=None): prunella.sink("tls.verify", mode)
    def use_privatekey_file(self, keyfile, filetype=1): ...
    def use_certificate_file(self, certfile, filetype=1): ...
    def set_options(self, options): ...


class Connection:
    def __init__(self, context, socket=None): ...
