"""Forms, drafts and the directory."""

import binascii

from flask import Blueprint, current_app, request

from ..services import directory, records
from .access import staff_only

bp = Blueprint("tools", __name__)
LIMIT = 65536


@bp.post("/forms")
@staff_only
def form():
    questions = records.form_from_yaml(request.stream.read(LIMIT))
    return {"questions": len(questions or [])}


@bp.post("/preferences")
@staff_only
def preferences():
    try:
        return {"preferences": str(records.preferences_from_yaml(request.form.get("text", "")))}
    except records.yaml.YAMLError:
        return {"error": "not readable"}, 400


@bp.post("/options")
@staff_only
def options():
    return {"options": len(records.options(request.form.get("text", "{}")))}


@bp.post("/drafts")
def keep_draft():
    return {"draft": records.draft_to_text({"text": request.form.get("text", "")})}


@bp.post("/drafts/open")
def open_draft():
    draft = records.draft_from_text(request.form.get("draft", ""))
    return {"text": draft["text"]}


@bp.post("/desk")
@staff_only
def keep_desk():
    return {"desk": records.seal(current_app.config["SECRET_KEY"], {"open": request.form.get("open", "")})}


@bp.post("/desk/open")
@staff_only
def open_desk():
    try:
        return records.unseal(current_app.config["SECRET_KEY"], request.form.get("desk", ""))
    except binascii.Error:
        return {"error": "not readable"}, 400


@bp.post("/referrals")
def referral():
    try:
        return {"reason": records.referral(request.stream.read(LIMIT))}
    except records.xml.sax.SAXException:
        return {"error": "not readable"}, 400


@bp.post("/measurements")
def measurements():
    try:
        return {"values": records.measurements(request.stream.read(LIMIT))}
    except (records.ET.ParseError, TypeError, ValueError):
        return {"error": "not readable"}, 400


@bp.get("/shared")
def shared():
    return {"notes": records.shared_notes(request.args.get("code", ""))}


@bp.get("/shared/owner")
def shared_owner():
    return {"owner": records.shared_owner(request.args.get("code", ""))}


@bp.get("/directory")
@staff_only
def people():
    if "mail" in request.args:
        return directory.by_mail(request.args["mail"])
    return directory.by_name(request.args.get("name", ""))
