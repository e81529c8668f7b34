"""Logging in and out."""

import logging
import sqlite3

from flask import Blueprint, current_app, redirect, render_template, request

from .. import repository
from ..services import mail, passwords, tokens
from ..utils import is_address, local_path
from .access import COOKIE, staff_only

bp = Blueprint("account", __name__)
log = logging.getLogger("clinic")


def message(title, text, status=200):
    return render_template("message.html", title=title, text=text), status


@bp.post("/register")
def register():
    email, password = request.form.get("email", ""), request.form.get("password", "")
    if not is_address(email) or len(password) < 8:
        return message("Sorry", "Please give an address and a password of eight characters.", 400)
    try:
        repository.add_user(email, password)
    except sqlite3.IntegrityError:
        return message("Sorry", "This address already has an account.", 400)
    return message("Welcome", "Your account is ready.", 201)


@bp.post("/login")
def login():
    email = request.form.get("email", "")
    user = repository.user(email, request.form.get("password", ""))
    if user is None:
        log.warning("login failed for %s", email)
        return message("Sorry", "Address or password is wrong.", 401)
    log.info("login of %r", user["email"])
    response = redirect(local_path(request.form.get("next", "/")), 303)
    token = tokens.issue(current_app.config["SECRET_KEY"], user["email"], user["role"])
    response.set_cookie(COOKIE, token, max_age=86400, samesite="Lax")
    return response


@bp.get("/logout")
def logout():
    target = request.args.get("next", "")
    if not target.startswith("/"):
        target = "/"
    response = redirect(target)
    response.delete_cookie(COOKIE)
    return response


@bp.post("/language")
def language():
    response = redirect("/", 303)
    choice = "de" if request.form.get("language") == "de" else "en"
    response.set_cookie("language", choice, max_age=86400, secure=True, httponly=True, samesite="Lax")
    return response


@bp.post("/forgot")
def forgot():
    email, code = request.form.get("email", ""), passwords.reset_code()
    if repository.set_reset(email, code):
        mail.remind(email, "Your new password", f"Your code is {code}")
    return message("Thank you", "If there is such an account, a code is on its way.")


@bp.post("/reset")
def reset():
    email, code, password = (request.form.get(name, "") for name in ("email", "code", "password"))
    if len(password) < 8 or not repository.reset_password(email, code, password):
        return message("Sorry", "The code is wrong or the password too short.", 400)
    return message("Thank you", "Your password is changed.")


@bp.post("/invite")
@staff_only
def invite():
    code = passwords.invitation()
    log.info("invitation sent to %r", request.form.get("email", ""))
    return {"code": code}
