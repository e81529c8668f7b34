"""The database: one connection per request, the schema, and a query builder."""

import sqlite3

from flask import current_app, g

from .services import passwords

SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, salt TEXT NOT NULL,
    password TEXT NOT NULL, role TEXT NOT NULL, reset TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS patients (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, born INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS notes (
    id INTEGER PRIMARY KEY, patient INTEGER NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS visits (
    id INTEGER PRIMARY KEY, patient INTEGER NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL,
    paid INTEGER NOT NULL DEFAULT 0);
"""

PATIENTS = [
    ("Ada Byron", "Ockham", 1975),
    ("Carl Linde", "Wiesbaden", 1982),
    ("Emmy Noether", "Erlangen", 1992),
    ("Rosa Parks", "Tuskegee", 1969),
]


def connect():
    """Return the connection of the current request."""
    if "db" not in g:
        g.db = sqlite3.connect(current_app.config["DATABASE"], timeout=10)
        g.db.row_factory = sqlite3.Row
    return g.db


def close(_error=None):
    connection = g.pop("db", None)
    if connection is not None:
        connection.close()


def init_app(app):
    app.teardown_appcontext(close)
    with app.app_context():
        connection = connect()
        connection.executescript(SCHEMA)
        if not connection.execute("SELECT count(*) FROM patients").fetchone()[0]:
            connection.executemany("INSERT INTO patients (name, city, born) VALUES (?, ?, ?)", PATIENTS)
            connection.execute("INSERT INTO visits (patient, day, reason) VALUES (1, '2026-03-02', 'check-up')")
            connection.execute("INSERT INTO visits (patient, day, reason) VALUES (2, '2026-01-15', 'vaccination')")
        if app.config["ADMIN_PASSWORD"]:
            salt = passwords.new_salt()
            connection.execute(
                "INSERT OR IGNORE INTO users (email, salt, password, role) VALUES (?, ?, ?, 'staff')",
                ("desk@clinic.example", salt, passwords.digest(salt, app.config["ADMIN_PASSWORD"])),
            )
        connection.commit()


class Query:
    """The parts of a SELECT, collected until it is run."""

    def __init__(self, base):
        self.base = base
        self.conditions = []
        self.args = []
        self.tail = ""

    def where(self, condition, *args):
        self.conditions.append(condition)
        self.args.extend(args)
        return self

    def order_by(self, expression):
        self.tail += " ORDER BY " + expression
        return self

    def page(self, number, size=20):
        self.tail += " LIMIT %d OFFSET %d" % (size, number * size)
        return self

    def text(self):
        where = " WHERE " + " AND ".join(self.conditions) if self.conditions else ""
        return self.base + where + self.tail

    def all(self):
        return connect().execute(self.text(), self.args).fetchall()
