import io
import tarfile
import zipfile

from .base import ClinicTest


def packed(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "text of " + name)
    buffer.seek(0)
    return buffer


class DocumentsTest(ClinicTest):
    def setUp(self):
        super().setUp()
        self.login()

    def upload(self, path, name, content):
        return self.client.post(path, data={"file": (content, name)})

    def test_letters_and_scans(self):
        self.assertIn("Welcome", self.client.get("/letters?name=welcome.txt").text)
        self.assertIn("Less salt", self.client.get("/letters?name=diet/salt.txt").text)
        self.assertEqual(self.client.get("/letters?name=none.txt").status_code, 404)
        self.assertIn("no findings", self.client.get("/scans?name=1.txt").text)
        self.assertIn("no findings", self.client.get("/scans/1").text)
        self.assertEqual(self.client.get("/scans/one").status_code, 404)

    def test_uploads(self):
        self.assertEqual(self.upload("/uploads", "x ray.txt", io.BytesIO(b"bones")).json, {"saved": "x_ray.txt"})
        self.assertEqual(self.client.get("/uploads?name=x_ray.txt").text, "bones")
        self.assertEqual(self.upload("/uploads/zip", "u.zip", packed("a.txt", "b/c.txt")).json, {"files": 2})
        self.assertEqual(self.client.get("/uploads?name=b/c.txt").text, "text of b/c.txt")

    def test_forms(self):
        self.assertEqual(self.upload("/forms/zip", "f.zip", packed("consent.txt", "en/consent.txt")).json, {"files": 2})
        self.assertEqual((self.data / "forms" / "en" / "consent.txt").read_text(), "text of en/consent.txt")

    def test_backup(self):
        name = self.client.post("/backup").json["name"]
        self.assertIn("Emmy Noether\t1992", (self.data / "backups" / name).read_text())

    def test_dictation_and_memo(self):
        self.assertEqual(self.client.post("/dictation", data=b"hello").json["bytes"], 5)
        self.assertEqual(self.client.post("/memo", data=b"hello").json["bytes"], 5)

    def test_packed_letters(self):
        answer = self.client.post("/reports/pack", data={"title": "all letters"}).json
        self.assertEqual(answer, {"name": "all-letters.tar.gz", "ok": True})
        with self.client.get("/reports/files/all-letters.tar.gz") as answer:
            content = answer.data
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            self.assertIn("letters/welcome.txt", archive.getnames())
