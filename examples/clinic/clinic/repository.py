"""What the clinic asks its database."""

from . import db
from .services import passwords
from .utils import VISIT_ORDER

PATIENT_FIELDS = "SELECT id, name, city, born FROM patients"


def find_patients(filters, page=0):
    """Return the patients that match a mapping of column names to texts."""
    query = db.Query(PATIENT_FIELDS)
    for column in ("name", "city"):
        text = filters.get(column, "")
        if text:
            query.where(f"{column} LIKE '%{quoted(text)}%'")
    return query.order_by("name").page(page).all()


def quoted(text):
    return text.strip().replace('"', '""')


def list_patients(sort, descending):
    """Return all patients, sorted."""
    direction = "DESC" if descending else "ASC"
    return db.Query(PATIENT_FIELDS).order_by(" ".join((sort, direction))).all()


def patients_by_id(numbers):
    marks = ", ".join("?" for _ in numbers)
    return db.Query(PATIENT_FIELDS).where(f"id IN ({marks})", *numbers).order_by("name").all()


def patient(number):
    row = db.connect().execute(PATIENT_FIELDS + " WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise LookupError(f"patient {number}")
    return row


def visits(sort):
    query = db.Query("SELECT v.id, p.name, v.day, v.reason, v.paid FROM visits v JOIN patients p ON p.id = v.patient")
    return query.order_by(VISIT_ORDER.get(sort, VISIT_ORDER["day"])).all()


def add_visit(number, day, reason):
    cursor = execute("INSERT INTO visits (patient, day, reason) VALUES (?, ?, ?)", number, day, reason)
    return cursor.lastrowid


def mark_paid(visit):
    return execute("UPDATE visits SET paid = 1 WHERE id = ?", visit).rowcount


def notes(number):
    return db.connect().execute("SELECT author, body FROM notes WHERE patient = ? ORDER BY id", (number,)).fetchall()


def add_note(number, author, body):
    execute("INSERT INTO notes (patient, author, body) VALUES (?, ?, ?)", number, author, body)


def add_user(email, password):
    salt = passwords.new_salt()
    execute(
        "INSERT INTO users (email, salt, password, role) VALUES (?, ?, ?, 'guest')",
        email, salt, passwords.digest(salt, password),
    )


def user(email, password):
    """Return the user with this password, or None."""
    row = db.connect().execute("SELECT * FROM users WHERE email = ?", (email,)).fetchone()
    if row is None or not passwords.check(row["salt"], password, row["password"]):
        return None
    return row


def set_reset(email, code):
    return execute("UPDATE users SET reset = ? WHERE email = ?", code, email).rowcount


def reset_password(email, code, password):
    salt = passwords.new_salt()
    return execute(
        "UPDATE users SET salt = ?, password = ?, reset = '' WHERE email = ? AND reset = ? AND reset <> ''",
        salt, passwords.digest(salt, password), email, code,
    ).rowcount


def execute(statement, *args):
    connection = db.connect()
    cursor = connection.execute(statement, args)
    connection.commit()
    return cursor
