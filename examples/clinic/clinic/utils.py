"""Small helpers that several parts of the clinic share."""

import re

from markupsafe import Markup

VISIT_ORDER = {
    "day": "v.day, v.id",
    "patient": "p.name, v.day",
    "reason": "v.reason, v.day",
}

ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
FULL_NAME = re.compile(r"^([A-Za-z]+[ '-]?)+$")
CODE = re.compile(r"[A-Z][0-9]{2}")


def is_address(text):
    return ADDRESS.fullmatch(text) is not None


def is_full_name(text):
    """Say whether text looks like the name of a person."""
    return FULL_NAME.match(text) is not None


def is_diagnosis(text):
    """Say whether text is an ICD-10 category such as J45."""
    return CODE.fullmatch(text) is not None


def paragraphs(text):
    """Return text as HTML that keeps its line breaks."""
    for tag in ("<script>", "</script>", "<iframe>"):
        text = text.replace(tag, "")
    return Markup(text.replace("\n", "<br>"))


def emphasised(text):
    """Return text in bold."""
    return Markup("<strong>{}</strong>").format(text)


def local_path(path):
    """Return path when it leads to a page of the clinic, else the home page."""
    if not path.startswith("/") or path.startswith("//") or any(c in path for c in "\\\r\n\t"):
        return "/"
    return path
