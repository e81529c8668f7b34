package examples

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// edit replaces the one place of a file that reads old.
type edit struct{ file, old, new string }

// TestMended mends both programs by hand. It guards the lists of truth: with the
// flaws gone no witness may show, and the programs' own tests must still pass.
func TestMended(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	t.Run("shop", func(t *testing.T) { shop.roundTrip(t, mended(t, "shop", shopEdits), false) })
	t.Run("clinic", func(t *testing.T) {
		findPython(t)
		clinic.roundTrip(t, mended(t, "clinic", clinicEdits), false)
	})
}

func mended(t *testing.T, program string, edits []edit) string {
	t.Helper()
	dir := copyTree(t, program)
	for _, e := range edits {
		path := filepath.Join(dir, e.file)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), e.old); n != 1 {
			t.Fatalf("%s/%s has %q %d times, want once", program, e.file, e.old, n)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(text), e.old, e.new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var shopEdits = []edit{
	{"internal/store/query.go", `strings.Replace(term, "'", "''", 1)`, `strings.ReplaceAll(term, "'", "''")`},
	{"internal/store/products.go", "	if l.Sort != \"\" {", "	if l.Sort == \"name\" || l.Sort == \"price\" || l.Sort == \"stock\" {"},
	{"internal/export/archive.go", `		"tar -czf " + j.target() + " manuals",`, `		"tar -czf \"$1\" manuals",`},
	{"internal/export/archive.go", `strings.Join(steps, " && "))`, `strings.Join(steps, " && "), "sh", j.target())`},
	{"internal/web/respond.go", "	return template.HTML(strings.ReplaceAll(text,", "	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(text),"},
	{"internal/web/respond.go", `"+r.URL.Path+"`, `"+template.HTMLEscapeString(r.URL.Path)+"`},
	{"internal/media/files.go", "	name = strings.ReplaceAll(name, \"../\", \"\")\n", "	if !filepath.IsLocal(name) {\n		return nil, ErrName\n	}\n"},
	{"internal/media/files.go", `	root := filepath.Join(l.Data, "invoices")`, `	root := filepath.Join(l.Data, "invoices") + string(filepath.Separator)`},
	{"internal/media/archive.go", `strings.HasPrefix(name, "/")`, `strings.HasPrefix(name, "/") || !filepath.IsLocal(name)`},
	{"internal/media/remote.go", "	if !strings.Contains(address, pictureHost) {", "	if !strings.HasPrefix(address, \"https://\"+pictureHost+\"/\") {"},
	{"internal/media/remote.go", ", InsecureSkipVerify: true", ""},
	{"internal/web/catalogue.go", "	if !strings.HasPrefix(to, \"/\") {\n		to = \"/\"\n	}\n", "	to = localPath(to)\n"},
	{"internal/mail/mail.go", `f.name + ": " + f.value + "\r\n"`, `f.name + ": " + strings.NewReplacer("\r", "", "\n", "").Replace(f.value) + "\r\n"`},
	{"internal/web/account.go", "login failed for %s", "login failed for %q"},
	{"internal/auth/token.go", "		\"none\":  func(signed, sig string) bool { return sig == \"\" },\n", ""},
	{"internal/auth/keys.go", "	return []byte(defaultKey)", "	return []byte(rand.Text())"},
	{"internal/auth/keys.go", "import \"os\"\n\nconst defaultKey = \"9f2b-copper-clay-session-4471\"\n", "import (\n	\"crypto/rand\"\n	\"os\"\n)\n"},
	{"internal/web/account.go", `r.FormValue("message") + "`, `"{{.Message}}" + "`},
	{"internal/web/account.go", `"Seal": seal,`, `"Seal": seal, "Message": r.FormValue("message"),`},
	{"internal/web/middleware.go", `Value: token, Path: "/",`, `Value: token, Path: "/", HttpOnly: true, Secure: true,`},
	{"internal/web/office.go", "io.ReadAll(r.Body)\n	if err != nil {\n		s.fail(w, err)\n		return\n	}\n	added", "io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpload))\n	if err != nil {\n		s.fail(w, err)\n		return\n	}\n	added"},
	{"internal/export/csv.go", "0o666", "0o600"},
	{"internal/auth/password.go", "	\"crypto/md5\"\n	crand \"crypto/rand\"\n", "	\"crypto/pbkdf2\"\n	crand \"crypto/rand\"\n	\"crypto/sha256\"\n"},
	{"internal/auth/password.go", "	sum := md5.Sum([]byte(salt + password))\n	return hex.EncodeToString(sum[:])", "	sum, err := pbkdf2.Key(sha256.New, password, []byte(salt), 600000, 32)\n	if err != nil {\n		panic(err)\n	}\n	return hex.EncodeToString(sum)"},
	{"internal/auth/password.go", "	\"math/rand\"\n	\"time\"\n", "	\"math/big\"\n"},
	{"internal/auth/password.go", "	r := rand.New(rand.NewSource(time.Now().UnixNano()))\n", ""},
	{"internal/auth/password.go", "		code[i] = codeAlphabet[r.Intn(len(codeAlphabet))]", "		n, _ := crand.Int(crand.Reader, big.NewInt(int64(len(codeAlphabet))))\n		code[i] = codeAlphabet[n.Int64()]"},
	{"internal/auth/seal.go", "des.NewTripleDESCipher(s.link[:])", "aes.NewCipher(s.link[:])"},
	{"internal/auth/seal.go", "	\"crypto/des\"\n", ""},
	{"main.go", "Handler: handler,", "Handler: handler, ReadHeaderTimeout: 10 * time.Second,"},
	{"main.go", "	\"path/filepath\"\n", "	\"path/filepath\"\n	\"time\"\n"},
}

var clinicEdits = []edit{
	{"clinic/repository.py", `query.where(f"{column} LIKE '%{quoted(text)}%'")`, `query.where(f"{column} LIKE ?", f"%{text}%")`},
	{"clinic/repository.py", `    direction = `, "    sort = sort if sort in (\"id\", \"name\", \"city\", \"born\") else \"name\"\n    direction = "},
	{"clinic/services/reports.py", `return f"tar -czf reports/{self.title}.tar.gz letters"`, `return ["tar", "-czf", f"reports/{self.title}.tar.gz", "letters"]`},
	{"clinic/services/reports.py", `subprocess.run(self.command(), shell=True, `, `subprocess.run(self.command(), `},
	{"clinic/services/reports.py", `eval(factor, {"__builtins__": {}})`, `float(ast.literal_eval(factor))`},
	{"clinic/blueprints/reports.py", `"<p>Dear {{ name }},</p><p>" + request.form.get("text", "") + "</p>"`, `"<p>Dear {{ name }},</p><p>{{ text }}</p>"`},
	{"clinic/blueprints/reports.py", `render_template_string(body, `, `render_template_string(body, text=request.form.get("text", ""), `},
	{"clinic/utils.py", `Markup(text.replace("\n", "<br>"))`, `Markup("<br>").join(text.split("\n"))`},
	{"clinic/templates/patient.html", "{{ tab }}", "{{ tab|tojson }}"},
	{"clinic/blueprints/patients.py", "<p>There is no help on {topic} yet.</p>", "<p>There is no help on {escape(topic)} yet.</p>"},
	{"clinic/blueprints/patients.py", "from markupsafe import Markup", "from markupsafe import Markup, escape"},
	{"clinic/services/documents.py", `    if ".." in name:`, `    if ".." in name or os.path.isabs(name):`},
	{"clinic/services/documents.py", `path.startswith(root)`, `path.startswith(root + os.sep)`},
	{"clinic/services/documents.py", `info.filename.startswith("/"):`, `info.filename.startswith("/") or ".." in info.filename:`},
	{"clinic/services/lab.py", `https?://.*partner\.example"`, `https://partner\.example/"`},
	{"clinic/services/lab.py", "    response = requests.get(address)\n", "    response = requests.get(address, timeout=10)\n"},
	{"clinic/blueprints/account.py", "    if not target.startswith(\"/\"):\n        target = \"/\"\n", "    target = local_path(target)\n"},
	{"clinic/services/mail.py", `f"{name}: {value}" for`, `f"{name}: {' '.join(value.splitlines())}" for`},
	{"clinic/blueprints/account.py", "login failed for %s", "login failed for %r"},
	{"clinic/blueprints/access.py", `tokens.parse(request.headers.get("Authorization", "")`, `tokens.verify(current_app.config["SECRET_KEY"], request.headers.get("Authorization", "")`},
	{"clinic/blueprints/integrations.py", `request.headers.get("X-Signature")`, `request.headers.get("X-Signature", "")`},
	{"clinic/blueprints/integrations.py", `if mark and not`, `if not`},
	{"clinic/services/records.py", "base64.b64encode(pickle.dumps(draft)).decode()", "base64.b64encode(json.dumps(draft).encode()).decode()"},
	{"clinic/services/records.py", "    return pickle.loads(base64.b64decode(text))", "    return json.loads(base64.b64decode(text))"},
	{"clinic/services/records.py", "Loader=yaml.Loader", "Loader=yaml.SafeLoader"},
	{"clinic/services/records.py", "(feature_external_ges, True)", "(feature_external_ges, False)"},
	{"clinic/services/records.py", "    path = \".//share", "    if not code.isalnum():\n        return []\n    path = \".//share"},
	{"clinic/services/directory.py", "{name.strip()}", "{escaped(name.strip())}"},
	{"clinic/blueprints/integrations.py", `SYNC_KEY = "sync-5d1c-4b90-night-shift"`, `SYNC_KEY = os.environ.get("CLINIC_SYNC_KEY") or secrets.token_hex(16)`},
	{"clinic/blueprints/integrations.py", "from flask import Blueprint", "import os\nimport secrets\n\nfrom flask import Blueprint"},
	{"clinic/services/lab.py", ", verify=False", ""},
	{"clinic/utils.py", `"^([A-Za-z]+[ '-]?)+$"`, `"[A-Za-z]+([ '-][A-Za-z]+)*\Z"`},
	{"clinic/__init__.py", `        LAB=lab,`, "        LAB=lab,\n        MAX_CONTENT_LENGTH=16 * 1024 * 1024,"},
	{"clinic/blueprints/account.py", `max_age=86400, samesite="Lax")
    return response


@bp.get("/logout")`, `max_age=86400, samesite="Lax", secure=True, httponly=True)
    return response


@bp.get("/logout")`},
	{"clinic/services/documents.py", "0o666", "0o600"},
	{"clinic/services/passwords.py", "hashlib.sha1((salt + password).encode()).hexdigest()", "hashlib.pbkdf2_hmac(\"sha256\", password.encode(), salt.encode(), 100_000).hex()"},
	{"clinic/services/passwords.py", "random.choice(ALPHABET)", "secrets.choice(ALPHABET)"},
	{"clinic/services/lab.py", "ssl.TLSVersion.TLSv1\n", "ssl.TLSVersion.TLSv1_2\n"},
}
