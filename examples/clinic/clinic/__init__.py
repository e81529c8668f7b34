"""A small outpatient clinic: patients, appointments, documents and the lab."""

import logging
import os
import secrets
from pathlib import Path

from flask import Flask, render_template

from . import db
from .blueprints import account, documents, integrations, patients, reports, tools


def create_app(database, data, lab="", **settings):
    """Return the clinic's application with its database file and data folder."""
    app = Flask(__name__)
    app.config.update(
        DATABASE=str(database),
        DATA=str(Path(data).resolve()),
        LAB=lab,
        LAB_TOKEN=os.environ.get("CLINIC_LAB_TOKEN", ""),
        HOOK_SECRET=os.environ.get("CLINIC_HOOK_SECRET", ""),
        ADMIN_PASSWORD=os.environ.get("CLINIC_ADMIN_PASSWORD", ""),
        SECRET_KEY=os.environ.get("CLINIC_SECRET_KEY") or secrets.token_hex(32),
    )
    app.config.update(settings)
    prepare(Path(app.config["DATA"]))
    configure_log(app)
    db.init_app(app)
    for module in (account, documents, integrations, patients, reports, tools):
        app.register_blueprint(module.bp)

    @app.get("/")
    def home():
        return render_template("home.html")

    @app.errorhandler(LookupError)
    def not_found(error):
        return render_template("message.html", title="Not found", text="There is no such thing here."), 404

    return app


SAMPLES = {
    "letters/welcome.txt": "Welcome to the clinic.\n",
    "letters/diet/salt.txt": "Less salt, more walking.\n",
    "scans/1.txt": "Scan 1: no findings\n",
    "scans-restricted/7.txt": "Scan 7: restricted to the senior physician\n",
    "private/keys.txt": "vault combination 4471\n",
}


def prepare(data):
    """Make the folders below data and put the sample documents in them."""
    for folder in ("outbox", "uploads", "reports", "backups", "forms"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    for name, text in SAMPLES.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def configure_log(app):
    handler = logging.FileHandler(Path(app.config["DATA"]) / "clinic.log")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("clinic")
    for old in list(log.handlers):
        log.removeHandler(old)
        old.close()
    log.addHandler(handler)
    log.setLevel(logging.INFO)
