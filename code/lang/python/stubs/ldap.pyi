import prunella
import ldap.filter
import ldap.dn

SCOPE_BASE = 0
SCOPE_ONELEVEL = 1
SCOPE_SUBTREE = 2
OPT_REFERRALS = 8
OPT_X_TLS_REQUIRE_CERT = 24582
OPT_X_TLS_NEVER = 0
OPT_X_TLS_DEMAND = 2
VERSION3 = 3


class LDAPError(Exception): ...
class INVALID_CREDENTIALS(LDAPError): ...
class NO_SUCH_OBJECT(LDAPError): ...


def entry() -> str: return prunella.source("net", "ldap")


class LDAPObject:
    def simple_bind_s(self, who="", cred="", **options):
        prunella.sink("bind", cred, who)
        prunella.sink("secret", cred, "password")
    def bind_s(self, who="", cred="", method=None): self.simple_bind_s(who, cred)
    def bind(self, who="", cred="", method=None): self.simple_bind_s(who, cred)
    def simple_bind(self, who="", cred="", **options): self.simple_bind_s(who, cred)
    def start_tls_s(self): ...
    def set_option(self, option, value): ...
    def search_s(self, base, scope, filterstr="(objectClass=*)", attrlist=None, attrsonly=0) -> list:
        prunella.sink("ldap", filterstr)
        prunella.sink("ldap.dn", base)
        return [(entry(), {"attribute": [entry()]})]
    def search(self, base, scope, filterstr="(objectClass=*)", attrlist=None, attrsonly=0) -> int:
        prunella.sink("ldap", filterstr)
        prunella.sink("ldap.dn", base)
        return prunella.clean()
    def search_st(self, base, scope, filterstr="(objectClass=*)", attrlist=None, attrsonly=0, timeout=-1) -> list: return self.search_s(base, scope, filterstr)
    def search_ext(self, base, scope, filterstr="(objectClass=*)", *more, **options) -> int: return self.search(base, scope, filterstr)
    def search_ext_s(self, base, scope, filterstr="(objectClass=*)", *more, **options) -> list: return self.search_s(base, scope, filterstr)
    def result(self, msgid=-1, all=1, timeout=None) -> tuple: return (prunella.clean(), [(entry(), {"attribute": [entry()]})])
    def modify_s(self, dn, modlist): ...
    def add_s(self, dn, modlist): ...
    def delete_s(self, dn): ...
    def unbind_s(self): ...
    def unbind(self): ...


def initialize(uri, **options) -> LDAPObject: return LDAPObject()
def open(host, port=389) -> LDAPObject: return LDAPObject()
def set_option(option, value): ...
