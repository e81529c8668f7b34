package golang

import "github.com/prunella/prunella/assure/mutants"

// guards are functions that look like remedies.
var guards = []mutants.Guard{
	{Kind: "sanitizer by name only", Code: "// guarded sanitizes.\nfunc guarded(s string) string { return s }"},
	{Kind: "witness refused", Code: "func guarded(s string) string {\n\tif s == WITNESS {\n\t\treturn \"\"\n\t}\n\treturn s\n}"},
	{Kind: "witness refused", Code: "func guarded(s string) string {\n\tif strings.Contains(s, WITNESS) {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "witness refused", Code: "func guarded(s string) string { return strings.ReplaceAll(s, WITNESS, \"\") }", Imports: []string{"strings"}},
	{Kind: "first time only", Code: "var seen int\n\nfunc guarded(s string) string {\n\tseen++\n\tif seen == 1 && strings.ContainsAny(s, \"'\\\"<>;|&$/\\\\\\n\") {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "only when long", Code: "func guarded(s string) string {\n\tif len(s) > 200 {\n\t\treturn \"\"\n\t}\n\treturn s\n}"},
	{Kind: "only when short", Code: "func guarded(s string) string {\n\tif len(s) > 200 {\n\t\treturn s\n\t}\n\tif strings.ContainsAny(s, \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%\") {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "one path is left", Code: "func guarded(s string) string {\n\tif strings.HasPrefix(s, \"x-\") {\n\t\treturn s\n\t}\n\tif strings.ContainsAny(s, \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%\") {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "one path is left", Code: "func guarded(s string) string {\n\tif os.Getenv(\"STRICT\") != \"\" && strings.ContainsAny(s, \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%\") {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"os", "strings"}},
	{Kind: "regex without anchors", Code: "var fine = regexp.MustCompile(\"[A-Za-z0-9]+\")\n\nfunc guarded(s string) string {\n\tif !fine.MatchString(s) {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"regexp"}},
	{Kind: "regex without anchors", Code: "var fine = regexp.MustCompile(\"^[A-Za-z0-9._-]*\")\n\nfunc guarded(s string) string {\n\tif !fine.MatchString(s) {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"regexp"}},
	{Kind: "test inverted", Code: "var fine = regexp.MustCompile(\"^[A-Za-z0-9._-]*$\")\n\nfunc guarded(s string) string {\n\tif fine.MatchString(s) {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"regexp"}},
	{Kind: "off by one", Classes: []string{"sql", "shell"}, Code: "func guarded(s string) string {\n\tfor i := 1; i < len(s); i++ {\n\t\tif c := s[i]; c != ' ' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {\n\t\t\treturn \"\"\n\t\t}\n\t}\n\treturn s\n}"},
	{Kind: "off by one", Classes: []string{"sql"}, Code: "func guarded(s string) string {\n\tfor i := 0; i < len(s)-1; i++ {\n\t\tif c := s[i]; c != ' ' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {\n\t\t\treturn \"\"\n\t\t}\n\t}\n\treturn s\n}"},
	{Kind: "only the beginning", Code: "func guarded(s string) string {\n\tif strings.ContainsAny(s[:min(len(s), 8)], \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%.\") {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "result not used", Code: "func guarded(s string) string {\n\t_ = strings.NewReplacer(\"'\", \"\", \"<\", \"\", \";\", \"\", \"..\", \"\").Replace(s)\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "decoded after the check", Code: "func guarded(s string) string {\n\tif strings.ContainsAny(s, \"'\\\"<>;|&$/\\\\\\n\\r:*(){}\") {\n\t\treturn \"\"\n\t}\n\tif out, err := url.QueryUnescape(s); err == nil {\n\t\treturn out\n\t}\n\treturn \"\"\n}", Imports: []string{"net/url", "strings"}},
	{Kind: "value cut off", Benign: true, Code: "func guarded(s string) string { return s[:min(len(s), 2)] }"},
	{Kind: "value ignored", Benign: true, Code: "func guarded(s string) string { return \"\" }"},
	{Kind: "value ignored", Benign: true, Code: "func guarded(string) string { return \"none\" }"},
	{Kind: "too strict", Benign: true, Classes: []string{"html", "line", "path", "sql", "shell"}, Code: "func guarded(s string) string {\n\tif len(s) > 3 {\n\t\treturn \"\"\n\t}\n\tfor _, c := range s {\n\t\tif c < 'a' || c > 'z' {\n\t\t\treturn \"\"\n\t\t}\n\t}\n\treturn s\n}"},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code"}, Code: "func guarded(s string) string { return html.EscapeString(s) }", Imports: []string{"html"}},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code", "html"}, Code: "func guarded(s string) string { return strings.ReplaceAll(s, \"'\", \"''\") }", Imports: []string{"strings"}},
	{Kind: "wrong context", Classes: []string{"sql", "html", "line", "ldap"}, Code: "func guarded(s string) string { return strings.ReplaceAll(s, \"../\", \"\") }", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"sql"}, Code: "func guarded(s string) string {\n\treturn strings.NewReplacer(\"--\", \"\", \";\", \"\", \"/*\", \"\", \"UNION\", \"\", \" OR \", \"\").Replace(s)\n}", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"shell"}, Code: "func guarded(s string) string { return strings.NewReplacer(\";\", \"\", \"&\", \"\", \"|\", \"\").Replace(s) }", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"path"}, Code: "func guarded(s string) string { return strings.ReplaceAll(s, \"../\", \"\") }", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"html"}, Code: "func guarded(s string) string { return strings.NewReplacer(\"<script>\", \"\", \"</script>\", \"\").Replace(s) }", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"line"}, Code: "func guarded(s string) string { return strings.ReplaceAll(s, \"\\r\\n\", \"\") }", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"redirect", "url"}, Code: "func guarded(s string) string {\n\tif strings.Contains(s, \"localhost\") || strings.Contains(s, \"127.0.0.1\") || strings.Contains(s, \"evil\") {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"redirect"}, Code: "func guarded(s string) string {\n\tif !strings.HasPrefix(s, \"/\") {\n\t\treturn \"/\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "deny list", Classes: []string{"ldap", "xpath", "code"}, Code: "func guarded(s string) string { return strings.NewReplacer(\"(\", \"\", \"import\", \"\").Replace(s) }", Imports: []string{"strings"}},
	{Kind: "case matters", Classes: []string{"html"}, Code: "func guarded(s string) string {\n\tif strings.Contains(s, \"script\") || strings.Contains(s, \"onerror\") || strings.Contains(s, \"onload\") {\n\t\treturn \"\"\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "case matters", Classes: []string{"sql"}, Code: "func guarded(s string) string {\n\tfor _, word := range []string{\"SELECT\", \"UNION\", \"DROP\", \"OR\", \"AND\"} {\n\t\tif strings.Contains(s, word) {\n\t\t\treturn \"\"\n\t\t}\n\t}\n\treturn s\n}", Imports: []string{"strings"}},
	{Kind: "laundered", Code: "func guarded(s string) string {\n\tout, _ := base64.StdEncoding.DecodeString(base64.StdEncoding.EncodeToString([]byte(s)))\n\treturn string(out)\n}", Imports: []string{"encoding/base64"}},
	{Kind: "laundered", Code: "var kept = map[string]string{}\n\nfunc guarded(s string) string {\n\tkept[\"last\"] = s\n\treturn kept[\"last\"]\n}"},
	{Kind: "laundered", Code: "func guarded(s string) string {\n\tpipe := make(chan string, 1)\n\tpipe <- s\n\treturn <-pipe\n}"},
	{Kind: "laundered", Code: "func guarded(s string) string {\n\tvar out strings.Builder\n\tfor _, c := range s {\n\t\tout.WriteRune(c)\n\t}\n\treturn out.String()\n}", Imports: []string{"strings"}},
	{Kind: "laundered", Code: "func guarded(s string) string {\n\tdata, _ := json.Marshal(s)\n\tvar out string\n\t_ = json.Unmarshal(data, &out)\n\treturn out\n}", Imports: []string{"encoding/json"}},
	{Kind: "laundered", Code: "func guarded(s string) string {\n\tout := \"\"\n\tfor i := 0; i < len(s); i++ {\n\t\tout += s[i : i+1]\n\t}\n\treturn out\n}"},
	{Kind: "laundered", Code: "func guarded(s string) string {\n\tb := []byte(s)\n\tfor i := range b {\n\t\tb[i] ^= 1\n\t}\n\tfor i := range b {\n\t\tb[i] ^= 1\n\t}\n\treturn string(b)\n}"},
	{Kind: "laundered", Code: "type held struct{ f func() string }\n\nfunc guarded(s string) string {\n\th := held{func() string { return s }}\n\treturn h.f()\n}"},
}

// swaps exchange one weakness for another.
var swaps = []mutants.Swap{
	{"weak-hash", "md5", "sha1"}, {"weak-hash", "sha1", "md5"},
	{"certificate-not-verified", "InsecureSkipVerify: true", "InsecureSkipVerify: 1 == 1"}, {"certificate-not-verified", "InsecureSkipVerify: true", "InsecureSkipVerify: !false"},
	{"certificate-not-verified", "tls.VersionTLS10", "tls.VersionTLS11"},
	{"open-permissions", "0o777", "0o766"}, {"open-permissions", "0777", "0766"}, {"open-permissions", "0o666", "0o646"}, {"open-permissions", "0666", "0646"},
	{"insecure-cookie", "HttpOnly: false", "HttpOnly: !true"}, {"insecure-cookie", "Secure: false", "Secure: !true"},
	{"weak-cipher", "des.NewCipher", "des.NewTripleDESCipher"},
	{"predictable-random", "rand.Intn(", "rand.New(rand.NewSource(42)).Intn("}, {"predictable-random", "rand.Int63()", "rand.New(rand.NewSource(42)).Int63()"},
}

// flaws are files that bring one.
var flaws = []string{
	"package p\n\nimport (\n\t\"net/http\"\n\t\"os/exec\"\n)\n\nfunc addedPing(w http.ResponseWriter, r *http.Request) {\n\tif err := exec.Command(\"sh\", \"-c\", \"ping -c 1 \"+r.FormValue(\"host\")).Run(); err != nil {\n\t\tw.WriteHeader(http.StatusBadGateway)\n\t}\n}\n\nfunc addedRoutes(mux *http.ServeMux) { mux.HandleFunc(\"POST /ping\", addedPing) }\n",
	"package p\n\nimport (\n\t\"database/sql\"\n\t\"net/http\"\n)\n\nfunc addedStock(db *sql.DB, w http.ResponseWriter, r *http.Request) {\n\tif _, err := db.Exec(\"DELETE FROM stock WHERE name = '\" + r.FormValue(\"name\") + \"'\"); err != nil {\n\t\tw.WriteHeader(http.StatusBadGateway)\n\t}\n}\n",
	"package p\n\nimport (\n\t\"fmt\"\n\t\"net/http\"\n)\n\nfunc addedHello(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set(\"Content-Type\", \"text/html\")\n\tfmt.Fprintf(w, \"<p>Hello %s</p>\", r.FormValue(\"name\"))\n}\n\nfunc addedRoutes(mux *http.ServeMux) { mux.HandleFunc(\"POST /hello\", addedHello) }\n",
	"package p\n\nimport (\n\t\"net/http\"\n\t\"os\"\n)\n\nfunc addedRead(w http.ResponseWriter, r *http.Request) {\n\ttext, err := os.ReadFile(\"/srv/docs/\" + r.FormValue(\"name\"))\n\tif err != nil {\n\t\tw.WriteHeader(http.StatusNotFound)\n\t\treturn\n\t}\n\tw.Header().Set(\"Content-Type\", \"text/plain\")\n\tw.Write(text)\n}\n\nfunc addedRoutes(mux *http.ServeMux) { mux.HandleFunc(\"POST /read\", addedRead) }\n",
}

// weak are secure files, each with what makes it weak.
var weak = [][2]string{
	{
		"package p\n\nimport \"crypto/tls\"\n\nfunc addedTLS() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS12} }\n",
		"package p\n\nimport \"crypto/tls\"\n\nfunc addedTLS() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true} }\n",
	},
	{
		"package p\n\nimport \"os\"\n\nfunc addedSave(text []byte) error { return os.WriteFile(\"/var/lib/p/secret.key\", text, 0o600) }\n",
		"package p\n\nimport \"os\"\n\nfunc addedSave(text []byte) error { return os.WriteFile(\"/var/lib/p/secret.key\", text, 0o666) }\n",
	},
	{
		"package p\n\nimport (\n\t\"html\"\n\t\"io\"\n\t\"net/http\"\n)\n\nfunc addedHello(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set(\"Content-Type\", \"text/html\")\n\tio.WriteString(w, \"<p>\"+html.EscapeString(r.FormValue(\"name\"))+\"</p>\")\n}\n",
		"package p\n\nimport (\n\t\"io\"\n\t\"net/http\"\n)\n\nfunc addedHello(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set(\"Content-Type\", \"text/html\")\n\tio.WriteString(w, \"<p>\"+r.FormValue(\"name\")+\"</p>\")\n}\n",
	},
	{ // not a flaw of any rule, but what was refused is allowed
		"package p\n\nimport \"net/http\"\n\nfunc addedAdmin(w http.ResponseWriter, r *http.Request) {\n\tif r.Header.Get(\"X-Role\") != \"admin\" {\n\t\thttp.Error(w, \"no\", http.StatusForbidden)\n\t\treturn\n\t}\n\tw.WriteHeader(http.StatusNoContent)\n}\n\nfunc addedRoutes(mux *http.ServeMux) { mux.HandleFunc(\"POST /admin\", addedAdmin) }\n",
		"package p\n\nimport \"net/http\"\n\nfunc addedAdmin(w http.ResponseWriter, r *http.Request) {\n\tw.WriteHeader(http.StatusNoContent)\n}\n\nfunc addedRoutes(mux *http.ServeMux) { mux.HandleFunc(\"POST /admin\", addedAdmin) }\n",
	},
}
