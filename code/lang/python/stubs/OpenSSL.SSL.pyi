import ssl
import prunella

SSLv2_METHOD = 2
SSLv3_METHOD = 768
SSLv23_METHOD = 0
TLSv1_METHOD = 769
TLSv1_1_METHOD = 770
TLSv1_2_METHOD = 771
TLS_METHOD = 0
TLS_CLIENT_METHOD = 0
OP_NO_SSLv2 = 0
OP_NO_SSLv3 = 33554432
OP_NO_TLSv1 = 67108864
OP_NO_TLSv1_1 = 268435456
OP_ALL = 0
VERIFY_NONE = 0
VERIFY_PEER = 1


class Context:
    def __init__(self, method):
        if method != 0:
            prunella.sink("tls.version", method)
        self.method = method
        self.options = 0
        self.lowest = 0
    def set_verify(self, mode, callback=None): prunella.sink("tls.verify", mode)
    def use_privatekey_file(self, keyfile, filetype=1): ...
    def use_certificate_file(self, certfile, filetype=1): ...
    def set_options(self, options): self.options = self.options | options
    def set_min_proto_version(self, version):
        prunella.sink("tls.version", version)
        self.lowest = version


class Connection:
    def __init__(self, context, socket=None):
        if context.method == 0 and context.lowest == 0:
            ssl.negotiates(context.options, 33554432)
