"""Who is asking."""

import functools

from flask import current_app, g, render_template, request

from ..services import tokens

COOKIE = "clinic_session"


def staff_only(view):
    """Let only members of the staff use a view."""

    @functools.wraps(view)
    def wrapped(*args, **kwargs):
        claims = tokens.verify(current_app.config["SECRET_KEY"], request.cookies.get(COOKIE, ""))
        if claims is None or claims["role"] != "staff":
            return render_template("message.html", title="Staff only", text="Please log in."), 403
        g.user = claims["sub"]
        return view(*args, **kwargs)

    return wrapped


def device_only(view):
    """Let only the tablets of the wards use a view; they send their token as a header."""

    @functools.wraps(view)
    def wrapped(*args, **kwargs):
        claims = tokens.parse(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if claims is None or claims.get("role") != "staff":
            return {"error": "unknown device"}, 403
        g.user = claims["sub"]
        return view(*args, **kwargs)

    return wrapped
