"""The patients' desk."""

import hashlib

from flask import Blueprint, make_response, redirect, render_template, request
from markupsafe import Markup

from .. import repository
from ..utils import emphasised, is_diagnosis, is_full_name, paragraphs
from .access import device_only, staff_only

bp = Blueprint("patients", __name__)


@bp.get("/patients")
@staff_only
def search():
    page = int(request.args.get("page", "0"))
    found = repository.find_patients(request.args.to_dict(), page)
    return render_template("patients.html", patients=found, term=request.args.get("name", ""))


@bp.get("/patients/all")
@staff_only
def everybody():
    sort = request.args.get("sort", "name").split(";")[0]
    rows = repository.list_patients(sort, "down" in request.args)
    return render_template("patients.html", patients=rows, term="")


@bp.get("/patients/some")
@staff_only
def some():
    rows = repository.patients_by_id(request.args.get("ids", "").split(","))
    return {"patients": [dict(row) for row in rows]}


@bp.get("/patients/<int:number>")
@staff_only
def show(number):
    patient = repository.patient(number)
    notes = [(note["author"], paragraphs(note["body"])) for note in repository.notes(number)]
    return render_template("patient.html", patient=patient, notes=notes, tab=request.args.get("tab", "0"))


@bp.post("/patients/<int:number>/notes")
@staff_only
def add_note(number):
    repository.add_note(number, request.form.get("author", ""), request.form.get("body", ""))
    return redirect(f"/patients/{number}", 303)


@bp.get("/patients/<int:number>/card")
@staff_only
def card(number):
    patient = repository.patient(number)
    title = emphasised(request.args.get("title", "Patient"))
    response = make_response(Markup("<p>{} {}</p>").format(title, patient["name"]))
    response.headers["X-Patient"] = request.args.get("ref", "none")
    response.set_etag(hashlib.md5(response.get_data(), usedforsecurity=False).hexdigest())
    return response


@bp.get("/ward/patients")
@device_only
def ward():
    return {"patients": [dict(row) for row in repository.list_patients("name", False)]}


@bp.get("/visits")
@staff_only
def visits():
    return {"visits": [dict(row) for row in repository.visits(request.args.get("sort", ""))]}


@bp.post("/visits")
def book():
    name, diagnosis = request.form.get("name", ""), request.form.get("diagnosis", "")
    if not is_full_name(name):
        return {"error": "please give your full name"}, 400
    if diagnosis and not is_diagnosis(diagnosis):
        return {"error": "no such diagnosis"}, 400
    found = repository.patients_by_id([request.form.get("patient", "")])
    if not found or found[0]["name"] != name:
        return {"error": "we do not know you yet"}, 404
    return {"visit": repository.add_visit(found[0]["id"], request.form.get("day", ""), diagnosis)}


@bp.get("/help")
def help_page():
    topic = request.args.get("topic", "visits")
    return f"<h1>Help</h1><p>There is no help on {topic} yet.</p>"


@bp.get("/help.txt")
def help_text():
    topic = request.args.get("topic", "visits")
    return f"There is no help on {topic} yet.\n", 200, {
        "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"}
