import prunella
from email.message import EmailMessage


def message_from_string(s, **options) -> EmailMessage:
    out = EmailMessage()
    out.set_content(s)
    return out
def message_from_bytes(s, **options) -> EmailMessage:
    out = EmailMessage()
    out.set_content(s)
    return out
