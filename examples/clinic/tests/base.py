"""A clinic with its own database and folder for each test."""

import logging
import tempfile
import unittest
from pathlib import Path

from clinic import create_app


class ClinicTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"
        self.app = create_app(
            Path(folder.name) / "clinic.db",
            self.data,
            ADMIN_PASSWORD="open-sesame",
            HOOK_SECRET="hook",
            SECRET_KEY="a key for the tests alone, 32 byt",
        )
        self.client = self.app.test_client()
        self.addCleanup(self.close_log)

    def close_log(self):
        for handler in list(logging.getLogger("clinic").handlers):
            logging.getLogger("clinic").removeHandler(handler)
            handler.close()

    def login(self):
        """Log in as a member of the staff."""
        answer = self.client.post("/login", data={"email": "desk@clinic.example", "password": "open-sesame"})
        self.assertEqual(answer.status_code, 303)

    def mails(self):
        return [path.read_text() for path in sorted((self.data / "outbox").glob("*.eml"))]
