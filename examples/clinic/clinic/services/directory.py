"""The directory of colleagues, kept in LDAP when the ldap3 package and a server are there."""

from flask import current_app

try:
    import ldap3
except ImportError:
    ldap3 = None

BASE = "ou=people,dc=clinic,dc=example"


def escaped(text):
    """Return text for use as a value in a search filter (RFC 4515)."""
    return "".join(f"\\{ord(c):02x}" if c in "\\*()\0" else c for c in text)


def by_name(name):
    """Return the active colleagues of a name."""
    return search(f"(&(active=TRUE)(cn={name.strip()}))")


def by_mail(mail):
    return search("(&(active=TRUE)(mail=" + escaped(mail) + "))")


def search(search_filter):
    """Run a search; without a server the filter is all there is to show."""
    server = current_app.config.get("LDAP")
    if ldap3 is None or not server:
        return {"filter": search_filter, "entries": []}
    with ldap3.Connection(ldap3.Server(server, connect_timeout=5), auto_bind=True) as connection:
        connection.search(BASE, search_filter, attributes=["cn", "mail"])
        return {"filter": search_filter, "entries": [str(entry) for entry in connection.entries]}
