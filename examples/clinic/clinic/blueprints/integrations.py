"""Doors for other systems: the laboratory, partner clinics, payments."""

from flask import Blueprint, current_app, render_template, request

from .. import repository
from ..services import lab, mail, tokens
from ..utils import is_address
from .access import staff_only

bp = Blueprint("integrations", __name__)

SYNC_KEY = "sync-5d1c-4b90-night-shift"
KEY_HEADER = "X-Sync-Key"


@bp.get("/sync/patients")
def sync():
    """The nightly copy to the archive."""
    if request.headers.get(KEY_HEADER) != SYNC_KEY:
        return {"error": "wrong key"}, 403
    return {"patients": [dict(row) for row in repository.list_patients("id", False)]}


@bp.get("/lab/results")
@staff_only
def results():
    return {"results": lab.results(current_app.config["LAB"], current_app.config["LAB_TOKEN"])}


@bp.post("/send/<channel>")
@staff_only
def send(channel):
    try:
        return {"status": lab.send(current_app.config["LAB"], channel, request.form.get("text", ""))}
    except OSError:
        return {"error": "the service cannot be reached"}, 502


@bp.post("/transfer")
@staff_only
def transfer():
    return {"record": lab.transfer(request.form.get("address", ""))}


@bp.post("/registry")
@staff_only
def registry():
    return {"entry": lab.lookup(request.form.get("address", ""))}


@bp.post("/hooks/lab")
def lab_hook():
    """The laboratory says that a visit is paid by the insurance."""
    mark = request.headers.get("X-Signature")
    body = request.stream.read(4096)
    if mark and not tokens.signed_by(current_app.config["HOOK_SECRET"], body, mark):
        return {"error": "wrong signature"}, 403
    return {"paid": repository.mark_paid(int(body))}


@bp.post("/hooks/payment")
def payment_hook():
    body = request.stream.read(4096)
    if not tokens.signed_by(current_app.config["HOOK_SECRET"], body, request.headers.get("X-Signature", "")):
        return {"error": "wrong signature"}, 403
    return {"paid": repository.mark_paid(int(body))}


@bp.post("/contact")
def contact():
    mail.notify("desk@clinic.example", "Contact: " + request.form.get("subject", ""), request.form.get("text", ""))
    return render_template("message.html", title="Thank you", text="We will answer soon.")


@bp.post("/reminders")
@staff_only
def reminder():
    recipient = request.form.get("email", "")
    if not is_address(recipient):
        return {"error": "no such address"}, 400
    try:
        mail.remind(recipient, "Reminder: " + request.form.get("subject", ""), "See you soon.")
    except ValueError:
        return {"error": "the subject must be one line"}, 400
    return {"sent": True}
