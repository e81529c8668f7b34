"""Letters, scans and uploads."""

from flask import Blueprint, Response, current_app, request, send_from_directory

from .. import repository
from ..services import documents
from .access import staff_only

bp = Blueprint("documents", __name__)
LIMIT = 4 * 1024 * 1024


def plain(text):
    return Response(text, content_type="text/plain; charset=utf-8", headers={"X-Content-Type-Options": "nosniff"})


@bp.get("/letters")
def letter():
    return plain(documents.letter(request.args.get("name", "")))


@bp.get("/scans")
@staff_only
def scan():
    return plain(documents.scan(request.args.get("name", "")))


@bp.get("/scans/<number>")
@staff_only
def scan_by_number(number):
    if not number.isdecimal():
        raise LookupError(number)
    return plain(documents.scan_by_number(number))


@bp.get("/uploads")
@staff_only
def upload():
    return plain(documents.upload(request.args.get("name", "")))


@bp.get("/reports/files/<path:name>")
@staff_only
def report(name):
    return send_from_directory(documents.folder("reports"), name, as_attachment=True)


@bp.post("/uploads")
@staff_only
def save():
    return {"saved": documents.save(request.files["file"])}


@bp.post("/forms/zip")
@staff_only
def forms():
    return {"files": documents.unpack_forms(request.files["file"].stream)}


@bp.post("/uploads/zip")
@staff_only
def uploads():
    return {"files": documents.unpack_uploads(request.files["file"].stream)}


@bp.post("/backup")
@staff_only
def backup():
    return {"name": documents.backup(repository.list_patients("name", False))}


@bp.post("/dictation")
@staff_only
def dictation():
    """Take a dictated text and say how long it is."""
    return {"bytes": len(request.get_data())}


@bp.post("/memo")
@staff_only
def memo():
    text = request.stream.read(LIMIT + 1)
    if len(text) > LIMIT:
        return {"error": "too long"}, 413
    return {"bytes": len(text), "clinic": current_app.name}
