"""Outgoing mail, sent by a mail server or spooled to the outbox folder."""

import smtplib
import uuid
from email.message import EmailMessage
from pathlib import Path

from flask import current_app

SENDER = "desk@clinic.example"


def notify(recipient, subject, text):
    """Send a plain mail."""
    head = {"From": SENDER, "To": recipient, "Subject": subject}
    lines = [f"{name}: {value}" for name, value in head.items()]
    deliver(recipient, "\n".join(lines) + "\n\n" + text + "\n")


def remind(recipient, subject, text):
    """Send a reminder of an appointment."""
    message = EmailMessage()
    message["From"] = SENDER
    message["To"] = recipient
    message["Subject"] = subject
    message.set_content(text)
    deliver(recipient, message.as_string())


def deliver(recipient, content):
    server = current_app.config.get("SMTP")
    if server:
        with smtplib.SMTP(server, timeout=10) as smtp:
            smtp.sendmail(SENDER, [recipient], content)
        return
    path = Path(current_app.config["DATA"]) / "outbox" / f"{uuid.uuid4().hex}.eml"
    path.write_text(content, newline="")
