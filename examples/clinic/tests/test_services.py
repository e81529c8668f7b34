import hashlib
import hmac

from clinic.services import directory, records

from .base import ClinicTest


class ReportsTest(ClinicTest):
    def setUp(self):
        super().setUp()
        self.login()

    def test_calculations(self):
        self.assertEqual(self.client.get("/dose?weight=80&factor=0.5").json, {"dose": 40.0})
        self.assertEqual(self.client.get("/combine?sign=*&left=6&right=7").json, {"result": 42.0})
        self.assertEqual(self.client.post("/mean", data={"values": "[1, 2, 6]"}).json, {"mean": 3.0})

    def test_words_and_letters(self):
        self.assertEqual(self.client.post("/reports/words", data={"text": "one two three"}).json, {"words": 3})
        self.assertEqual(self.client.get("/reports/grep?word=salt").json, {"letters": ["letters/diet/salt.txt"]})

    def test_letters(self):
        page = self.client.post("/reports/letter", data={"name": "Ada", "text": "All is well."}).text
        self.assertEqual(page, "<p>Dear Ada,</p><p>All is well.</p>")
        self.assertIn("Dear Ada,", self.client.post("/reports/greeting", data={"name": "Ada"}).text)


class ToolsTest(ClinicTest):
    def setUp(self):
        super().setUp()
        self.login()

    def test_drafts_come_back(self):
        draft = self.client.post("/drafts", data={"text": "Dear colleague"}).json["draft"]
        self.assertEqual(self.client.post("/drafts/open", data={"draft": draft}).json, {"text": "Dear colleague"})

    def test_the_desk_comes_back(self):
        desk = self.client.post("/desk", data={"open": "visits"}).json["desk"]
        self.assertEqual(self.client.post("/desk/open", data={"desk": desk}).json, {"open": "visits"})
        self.assertEqual(self.client.post("/desk/open", data={"desk": "0" + desk}).status_code, 404)

    def test_forms_and_preferences(self):
        self.assertEqual(self.client.post("/forms", data="- Name?\n- Allergies?\n").json, {"questions": 2})
        answer = self.client.post("/preferences", data={"text": "theme: dark"}).json
        self.assertEqual(answer, {"preferences": "{'theme': 'dark'}"})

    def test_xml(self):
        letter = "<letter><from>Dr. Wu</from><reason>Knee pain &amp; fever</reason></letter>"
        self.assertEqual(self.client.post("/referrals", data=letter).json, {"reason": "Knee pain & fever"})
        values = "<run><value>1.5</value><value>2</value></run>"
        self.assertEqual(self.client.post("/measurements", data=values).json, {"values": [1.5, 2.0]})

    def test_shared_notes(self):
        self.assertEqual(records.shared_notes("DEMO"), ["Demonstration record"])
        self.assertEqual(self.client.get("/shared?code=NONE").json, {"notes": []})
        self.assertEqual(self.client.get("/shared/owner?code=K7Q2").json, {"owner": "ada"})

    def test_directory(self):
        found = self.client.get("/directory?name=Wu").json
        self.assertEqual(found["filter"], "(&(active=TRUE)(cn=Wu))")
        self.assertEqual(directory.escaped("a*(b)"), "a\\2a\\28b\\29")


class IntegrationsTest(ClinicTest):
    def test_hooks_need_the_right_signature(self):
        mark = hmac.new(b"hook", b"1", hashlib.sha256).hexdigest()
        for path in ("/hooks/payment", "/hooks/lab"):
            good = self.client.post(path, data=b"1", headers={"X-Signature": mark})
            bad = self.client.post(path, data=b"1", headers={"X-Signature": "wrong"})
            self.assertEqual((good.json, bad.status_code), ({"paid": 1}, 403))

    def test_mail(self):
        self.login()
        self.client.post("/contact", data={"subject": "Parking", "text": "Is there any?"})
        self.assertIn("Subject: Contact: Parking\n", self.mails()[0])
        self.assertIn("Is there any?", self.mails()[0])
        self.client.post("/reminders", data={"email": "ann@clinic.example", "subject": "Tuesday"})
        self.assertTrue(any("Subject: Reminder: Tuesday" in mail for mail in self.mails()))

    def test_strangers_stay_outside(self):
        self.login()
        for path in ("/transfer", "/registry"):
            answer = self.client.post(path, data={"address": "https://elsewhere.example/"})
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.client.get("/sync/patients", headers={"X-Sync-Key": "wrong"}).status_code, 403)
