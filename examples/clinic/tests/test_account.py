import re

from clinic.services import passwords, tokens

from .base import ClinicTest


class AccountTest(ClinicTest):
    def test_registering_and_logging_in(self):
        person = {"email": "ann@clinic.example", "password": "anns-password"}
        self.assertEqual(self.client.post("/register", data=person).status_code, 201)
        self.assertEqual(self.client.post("/register", data=person).status_code, 400)
        self.assertEqual(self.client.post("/login", data=dict(person, password="wrong")).status_code, 401)
        answer = self.client.post("/login", data=dict(person, next="/help"))
        self.assertEqual((answer.status_code, answer.headers["Location"]), (303, "/help"))
        self.assertEqual(self.client.get("/patients").status_code, 403)

    def test_logging_out_leads_to_a_page_of_the_clinic(self):
        self.login()
        answer = self.client.get("/logout?next=/help")
        self.assertEqual(answer.headers["Location"], "/help")
        self.assertEqual(self.client.get("/patients").status_code, 403)

    def test_a_forgotten_password_is_replaced(self):
        self.client.post("/register", data={"email": "ann@clinic.example", "password": "anns-password"})
        self.client.post("/forgot", data={"email": "ann@clinic.example"})
        code = re.search(r"Your code is (\w{8})\b", self.mails()[0]).group(1)
        change = {"email": "ann@clinic.example", "code": code, "password": "another-one"}
        self.assertEqual(self.client.post("/reset", data=dict(change, code="WRONG")).status_code, 400)
        self.assertEqual(self.client.post("/reset", data=change).status_code, 200)
        answer = self.client.post("/login", data={"email": "ann@clinic.example", "password": "another-one"})
        self.assertEqual(answer.status_code, 303)

    def test_passwords_are_told_apart(self):
        salt = passwords.new_salt()
        stored = passwords.digest(salt, "teapot")
        self.assertTrue(passwords.check(salt, "teapot", stored))
        self.assertFalse(passwords.check(salt, "kettle", stored))
        self.assertFalse(passwords.check(passwords.new_salt(), "teapot", stored))

    def test_codes_use_the_alphabet(self):
        for code, length in ((passwords.reset_code(), 8), (passwords.invitation(), 16)):
            self.assertEqual(len(code), length)
            self.assertLessEqual(set(code), set(passwords.ALPHABET))

    def test_tokens(self):
        token = tokens.issue("key", "ann@clinic.example", "guest")
        self.assertEqual(tokens.verify("key", token)["role"], "guest")
        self.assertIsNone(tokens.verify("other key", token))
        self.assertIsNone(tokens.verify("key", token + "x"))

    def test_language(self):
        answer = self.client.post("/language", data={"language": "de"})
        self.assertIn("language=de", answer.headers["Set-Cookie"])
