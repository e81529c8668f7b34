import prunella


class IMAP4:
    def __init__(self, host="", port=143, timeout=None): ...
    def login(self, user, password): prunella.sink("secret", password, "password")
    def select(self, mailbox="INBOX", readonly=False) -> tuple: return ("OK", [prunella.source("net", "mail")])
    def search(self, charset, *criteria) -> tuple: return ("OK", [prunella.source("net", "mail")])
    def fetch(self, message_set, message_parts) -> tuple: return ("OK", [[prunella.source("net", "mail"), prunella.source("net", "mail")]])
    def logout(self): ...


class IMAP4_SSL(IMAP4): ...
