"""Reports and calculations for the staff."""

from flask import Blueprint, render_template_string, request

from ..services import reports
from .access import staff_only

bp = Blueprint("reports", __name__)

GREETING = "<p>Dear {{ name }}, your report is ready.</p>"


@bp.post("/reports/pack")
@staff_only
def pack():
    return reports.Packing(request.form.get("title", "letters")).run()


@bp.post("/reports/words")
@staff_only
def words():
    return {"words": reports.count_words(request.form.get("text", ""))}


@bp.get("/reports/grep")
@staff_only
def grep():
    return {"letters": reports.matching_letters(request.args.get("word", ""))}


@bp.get("/reports/space")
@staff_only
def space():
    return {"space": reports.free_space()}


@bp.get("/dose")
@staff_only
def dose():
    weight = float(request.args.get("weight", "0"))
    return {"dose": reports.dose(request.args.get("factor", "1"), weight)}


@bp.get("/combine")
@staff_only
def combine():
    left, right = float(request.args.get("left", "0")), float(request.args.get("right", "0"))
    return {"result": reports.combine(request.args.get("sign", "+"), left, right)}


@bp.post("/mean")
@staff_only
def mean():
    values = reports.table(request.form.get("values", "[]"))
    return {"mean": sum(values) / max(1, len(values))}


@bp.post("/reports/letter")
@staff_only
def letter():
    body = "<p>Dear {{ name }},</p><p>" + request.form.get("text", "") + "</p>"
    return render_template_string(body, name=request.form.get("name", ""))


@bp.post("/reports/greeting")
@staff_only
def greeting():
    return render_template_string(GREETING, name=request.form.get("name", ""))
