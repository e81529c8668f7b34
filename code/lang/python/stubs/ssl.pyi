"""A context says by its attributes whom it trusts: they are sinks."""
import prunella

CERT_NONE = 0
CERT_OPTIONAL = 1
CERT_REQUIRED = 2
PROTOCOL_SSLv2 = 2
PROTOCOL_SSLv3 = 768
PROTOCOL_SSLv23 = 0
PROTOCOL_TLS = 0
PROTOCOL_TLS_CLIENT = 16
PROTOCOL_TLS_SERVER = 17
PROTOCOL_TLSv1 = 769
PROTOCOL_TLSv1_1 = 770
PROTOCOL_TLSv1_2 = 771
OP_NO_SSLv2 = 0
OP_NO_SSLv3 = 33554432
OP_NO_TLSv1 = 67108864
OP_NO_TLSv1_1 = 268435456
OP_ALL = 0


class SSLError(OSError): ...
class CertificateError(SSLError): ...
class SSLCertVerificationError(SSLError): ...


class VerifyMode:
    CERT_NONE = 0
    CERT_OPTIONAL = 1
    CERT_REQUIRED = 2


class TLSVersion:
    SSLv3 = 768
    TLSv1 = 769
    TLSv1_1 = 770
    TLSv1_2 = 771
    TLSv1_3 = 772
    MINIMUM_SUPPORTED = 768
    MAXIMUM_SUPPORTED = 772


class Purpose:
    SERVER_AUTH = 1
    CLIENT_AUTH = 2


class SSLContext:
    verify_mode: Annotated[object, "sink tls.verify"]
    check_hostname: Annotated[object, "sink tls.verify"]
    minimum_version: Annotated[object, "sink tls.version"] = None
    maximum_version: Annotated[object, "sink tls.version"]
    options: object
    def __init__(self, protocol=0):
        if protocol != PROTOCOL_TLS and protocol != PROTOCOL_TLS_CLIENT and protocol != PROTOCOL_TLS_SERVER:
            prunella.sink("tls.version", protocol)
        self.protocol = protocol
        self.options = OP_NO_SSLv3
    def load_cert_chain(self, certfile, keyfile=None, password=None): ...
    def load_verify_locations(self, cafile=None, capath=None, cadata=None): ...
    def load_default_certs(self, purpose=None): ...
    def set_ciphers(self, ciphers): ...
    def set_alpn_protocols(self, protocols): ...
    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True, server_hostname=None, **options):
        if self.minimum_version is None:
            if self.protocol == 0 or self.options != OP_NO_SSLv3:
                negotiates(self.options, OP_NO_TLSv1)
        return sock


def negotiates(options, first):
    """What a context that negotiates comes down to where the library's own least
    version (TLS 1.2 from Python 3.10 on) is older."""
    if not options & OP_NO_SSLv3 and not first & OP_NO_SSLv3:
        prunella.sink("tls.version", 768, True)
    elif not options & OP_NO_TLSv1:
        prunella.sink("tls.version", 769, True)
    elif not options & OP_NO_TLSv1_1:
        prunella.sink("tls.version", 770, True)


def create_default_context(purpose=None, cafile=None, capath=None, cadata=None) -> SSLContext:
    made = SSLContext(PROTOCOL_TLS_CLIENT)
    made.options = OP_NO_SSLv3 | OP_NO_TLSv1 | OP_NO_TLSv1_1
    return made


def unverified() -> SSLContext:
    prunella.sink("tls.verify", False)
    return SSLContext()


def _create_unverified_context(protocol=None, cert_reqs=None, **options) -> SSLContext: return unverified()
def _create_stdlib_context(protocol=None, cert_reqs=None, **options) -> SSLContext: return unverified()
_create_default_https_context = create_default_context


def wrap_socket(sock=None, keyfile=None, certfile=None, server_side=False, cert_reqs=0, ssl_version=0, ca_certs=None, **options):
    if not server_side:
        prunella.sink("tls.verify", cert_reqs)
    if ssl_version != 0:
        prunella.sink("tls.version", ssl_version)
    else:
        negotiates(OP_NO_SSLv3, OP_NO_TLSv1)
    return sock


def get_server_certificate(addr, ssl_version=0, ca_certs=None, timeout=None) -> str: return prunella.clean()
