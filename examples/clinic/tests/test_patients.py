from clinic.services import tokens

from .base import ClinicTest


class PatientsTest(ClinicTest):
    def setUp(self):
        super().setUp()
        self.login()

    def order(self, path):
        page = self.client.get(path).text
        names = ("Ada", "Carl", "Emmy", "Rosa")
        return sorted((name for name in names if name in page), key=page.index)

    def test_search(self):
        self.assertEqual(self.order("/patients?name=noether"), ["Emmy"])
        self.assertEqual(self.order("/patients?city=Wies"), ["Carl"])
        self.assertEqual(self.order("/patients"), ["Ada", "Carl", "Emmy", "Rosa"])
        self.assertEqual(self.order("/patients?page=1"), [])

    def test_sort(self):
        self.assertEqual(self.order("/patients/all?sort=born"), ["Rosa", "Ada", "Carl", "Emmy"])
        self.assertEqual(self.order("/patients/all?sort=name&down=1"), ["Rosa", "Emmy", "Carl", "Ada"])
        self.assertEqual(self.order("/patients/all?sort=city"), ["Emmy", "Ada", "Rosa", "Carl"])

    def test_some_patients(self):
        found = self.client.get("/patients/some?ids=4,1").json["patients"]
        self.assertEqual([row["name"] for row in found], ["Ada Byron", "Rosa Parks"])

    def test_notes_keep_their_lines(self):
        self.client.post("/patients/2/notes", data={"author": "Dr. Wu", "body": "Slept well.\nNo fever."})
        page = self.client.get("/patients/2?tab=1").text
        self.assertIn("Dr. Wu", page)
        self.assertIn("Slept well.<br>No fever.", page)
        self.assertRegex(page, r'var openTab = "?1"?;')
        self.assertEqual(self.client.get("/patients/99").status_code, 404)

    def test_card(self):
        answer = self.client.get("/patients/1/card?title=Guest&ref=a7")
        self.assertIn("<strong>Guest</strong> Ada Byron", answer.text)
        self.assertEqual(answer.headers["X-Patient"], "a7")

    def test_ward_tablets(self):
        token = tokens.issue(self.app.config["SECRET_KEY"], "tablet-3", "staff")
        answer = self.client.get("/ward/patients", headers={"Authorization": f"Bearer {token}"})
        self.assertEqual(len(answer.json["patients"]), 4)
        self.assertEqual(self.client.get("/ward/patients").status_code, 403)

    def test_visits(self):
        booking = {"patient": "1", "name": "Ada Byron", "day": "2026-05-01", "diagnosis": "J45"}
        self.assertEqual(self.client.post("/visits", data=booking).json, {"visit": 3})
        self.assertEqual(self.client.post("/visits", data=dict(booking, name="Ada 2")).status_code, 400)
        self.assertEqual(self.client.post("/visits", data=dict(booking, name="Mary-Jane O'Neil")).status_code, 404)
        self.assertEqual(self.client.post("/visits", data=dict(booking, diagnosis="asthma")).status_code, 400)
        days = [visit["day"] for visit in self.client.get("/visits?sort=day").json["visits"]]
        self.assertEqual(days, ["2026-01-15", "2026-03-02", "2026-05-01"])

    def test_help(self):
        self.assertIn("no help on billing yet", self.client.get("/help?topic=billing").text)
        self.assertIn("no help on billing yet", self.client.get("/help.txt?topic=billing").text)
