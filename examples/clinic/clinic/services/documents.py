"""Documents below the data folder."""

import os
import tempfile
import zipfile
from pathlib import Path

from flask import current_app
from werkzeug.utils import secure_filename

MAX_UNPACKED = 32 * 1024 * 1024


def folder(name):
    return os.path.join(current_app.config["DATA"], name)


def letter(name):
    """Return a letter, which may lie in a sub-folder."""
    if ".." in name:
        raise LookupError(name)
    return read(os.path.join(folder("letters"), name))


def scan(name):
    root = folder("scans")
    path = os.path.abspath(os.path.join(root, name))
    if not path.startswith(root):
        raise LookupError(name)
    return read(path)


def upload(name):
    """Return an uploaded file, which may lie in a sub-folder."""
    root = folder("uploads")
    path = os.path.realpath(os.path.join(root, name))
    if os.path.commonpath([root, path]) != os.path.realpath(root):
        raise LookupError(name)
    return read(path)


def scan_by_number(number):
    return read(os.path.join(folder("scans"), f"{int(number)}.txt"))


def read(path):
    try:
        return Path(path).read_text(errors="replace")
    except OSError as error:
        raise LookupError(path) from error


def save(file):
    """Store an uploaded file under a harmless form of its name."""
    name = secure_filename(file.filename) or "unnamed"
    file.save(os.path.join(folder("uploads"), name))
    return name


def unpack_forms(stream):
    """Store the files of a zip archive with forms."""
    count = 0
    with zipfile.ZipFile(stream) as archive:
        for info in modest(archive):
            if info.is_dir() or info.filename.startswith("/"):
                continue
            target = os.path.join(folder("forms"), info.filename)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as out:
                out.write(archive.read(info))
            count += 1
    return count


def unpack_uploads(stream):
    with zipfile.ZipFile(stream) as archive:
        names = [info.filename for info in modest(archive)]
        archive.extractall(folder("uploads"), members=names)
        return len(names)


def modest(archive):
    """Return the entries of an archive unless they are too many or too big."""
    entries = archive.infolist()
    if len(entries) > 200 or sum(info.file_size for info in entries) > MAX_UNPACKED:
        raise LookupError("archive")
    return entries


def backup(rows):
    """Write the patient list to the backups folder."""
    path = os.path.join(folder("backups"), "patients.txt")
    with open(path, "w") as out:
        for row in rows:
            out.write(f"{row['id']}\t{row['name']}\t{row['born']}\n")
    os.chmod(path, 0o666)
    return os.path.basename(path)


def scratch(text):
    """Write text to a file of our own and return its path."""
    handle, path = tempfile.mkstemp(prefix="clinic-", suffix=".txt")
    with os.fdopen(handle, "w") as out:
        out.write(text)
    return path
