import prunella
import ldap3.utils.conv

ALL = "ALL"
SUBTREE = "SUBTREE"
ALL_ATTRIBUTES = "*"
SIMPLE = "SIMPLE"
NTLM = "NTLM"
MODIFY_REPLACE = "MODIFY_REPLACE"


def entry() -> str: return prunella.source("net", "ldap")


class Server:
    def __init__(self, host, port=389, use_ssl=False, connect_timeout=None, get_info=None, **options): ...


class Connection:
    result: object
    def __init__(self, server=None, user=None, password=None, auto_bind=False, **options):
        if user is not None:
            prunella.sink("bind", password, user)
        if password is not None:
            prunella.sink("secret", password, "password")
    def bind(self) -> bool: return prunella.clean()
    def start_tls(self): ...
    def search(self, search_base, search_filter, search_scope="SUBTREE", attributes=None, **options) -> bool:
        prunella.sink("ldap", search_filter)
        prunella.sink("ldap.dn", search_base)
        return prunella.clean()
    @property
    def entries(self): return [entry()]
    @property
    def response(self): return [{"dn": entry(), "attributes": {}}]
    def modify(self, dn, changes): ...
    def add(self, dn, object_class=None, attributes=None): ...
    def delete(self, dn): ...
    def unbind(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class Tls:
    def __init__(self, validate=2, version=None, **options): prunella.sink("tls.verify", validate)
