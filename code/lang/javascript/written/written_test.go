package written

import (
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// kindsOf lists the kinds of the faults of a source, sorted.
func kindsOf(source string) string {
	var out []string
	for _, faults := range Find(syntax.Parse(source, 0)) {
		for _, f := range faults {
			out = append(out, strings.TrimPrefix(f.Kind, "written."))
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"only the first quote", `s.replace("'", "''")`, "escape"},
		{"the slash of a package", `name.replace("/", "%2f")`, ""},
		{"all quotes", `s.replace(/'/g, "''")`, ""},
		{"replaceAll", `s.replaceAll("'", "''")`, ""},
		{"a word", `s.replace("colour", "color")`, ""},
		{"the first of a class", `s.replace(/[<>]/, "")`, "escape"},
		{"brackets taken off", `s.replace("[", "").replace("]", "")`, ""},
		{"a line's end", `s.replace("\n", "")`, ""},
		{"once for each turn", `while (s.includes("'")) s = s.replace("'", "")`, ""},
		{"what a function makes", `s.replace(/'/, f)`, ""},
		{"backslashes left", `s.replace(/"/g, '\\"')`, "escape"},
		{"backslashes first", `s.replace(/\\/g, '\\\\').replace(/"/g, '\\"')`, ""},
		{"backslashes among them", `s.replace(/["\\]/g, '\\$&')`, ""},
		{"read in the wrong order", `s.replace(/&amp;/g, '&').replace(/&lt;/g, '<')`, "escape"},
		{"read in the right order", `s.replace(/&lt;/g, '<').replace(/&amp;/g, '&')`, ""},
		{"written in the wrong order", `s.replace(/</g, '&lt;').replace(/&/g, '&amp;')`, "escape"},
		{"step by step", `s = s.replace(/&amp;/g, '&'); s = s.replace(/&lt;/g, '<')`, "escape"},
		{"only on one way", `s = s.replace(/&amp;/g, '&'); if (c) s = s.replace(/&lt;/g, '<')`, "escape"},
		{"a removal that leaves", `s.replace(/\.\.\//g, '')`, "escape"},
		{"a removal of one letter", `s.replace(/[.]/g, '')`, ""},
		{"then the rest is removed", `s.replace(/<!--/g, '').replace(/[<>]/g, '')`, ""},
		{"until nothing is left", `do { l = s; s = s.replace(/<!--/g, '') } while (l !== s)`, ""},

		{"a host anywhere", `u.includes("example.com")`, "host"},
		{"in a list", `["example.com"].includes(h)`, ""},
		{"in a setting", `const registry = config.registry; if (registry.includes("example.com")) go()`, ""},
		{"in a field", `if (entry.resolved.includes("//example.com")) go()`, ""},
		{"in a parameter", `function f(x) { return x.includes("example.com") }`, "host"},
		{"found", `u.indexOf("example.com") !== -1`, "host"},
		{"where it is", `const at = u.indexOf("example.com")`, ""},
		{"a name for it", `const H = "example.com"; u.endsWith(H)`, "host"},
		{"an ending", `f.endsWith(".html")`, ""},
		{"an ending by index", `x.indexOf(y) === x.length - y.length`, "suffix"},
		{"and found", `x.indexOf(y) !== -1 && x.indexOf(y) === x.length - y.length`, ""},
		{"one scheme", `u.startsWith("javascript:")`, "scheme"},
		{"all schemes", `u.startsWith("javascript:") || u.startsWith("data:") || u.startsWith("vbscript:")`, ""},
		{"a text", `"javascript: off"`, ""},
		{"no anchor", `/example\.com/.test(h)`, "anchor"},
		{"to replace", `s.replace(/example\.com/g, "")`, ""},
		{"an anchor for one of two", `/^a\.example\.com|b\.example\.com/.test(h)`, "anchor"},
		{"an anchor for both", `/^(a|b)\.example\.com$/.test(h)`, ""},

		{"any origin", `window.addEventListener("message", e => go(e.data))`, "origin"},
		{"its origin", `window.addEventListener("message", e => { if (e.origin === o) go(e.data) })`, ""},
		{"handed on", `window.addEventListener("message", e => go(e))`, ""},
		{"taken apart", `window.addEventListener("message", ({data}) => go(data))`, "origin"},
		{"of a worker", `worker.addEventListener("message", e => go(e.data))`, ""},
		{"text as markup", `a.innerHTML = document.getElementById("b").value`, "markup"},
		{"its length", `a.innerHTML = document.getElementById("b").value.length`, ""},

		{"a digit", `crypto.randomBytes(1)[0] % 10`, "bias"},
		{"half a byte", `crypto.randomBytes(1)[0] % 16`, ""},
		{"looked at, then written", `function f(p) { if (!fs.existsSync(p)) fs.writeFileSync(p, d) }`, "race"},
		{"in a callback", `function f(p) { fs.stat(p, e => { fs.writeFile(p, d, g) }) }`, "race"},
		{"a file of its own", `function f() { const p = path.join(__dirname, "pid"); if (!fs.existsSync(p)) fs.writeFileSync(p, d) }`, ""},
		{"in a shared folder", `const p = path.join(os.tmpdir(), "pid"); if (!fs.existsSync(p)) fs.writeFileSync(p, d)`, "race"},
		{"removed", `function f(p) { if (fs.existsSync(p)) fs.unlinkSync(p) }`, ""},
		{"another file", `function f(p, q) { if (!fs.existsSync(p)) fs.writeFileSync(q, d) }`, ""},
		{"in another function", `function f(p) { fs.existsSync(p) } function g(p) { fs.writeFileSync(p, d) }`, ""},
		{"a password asked for by GET", `app.get("/in", (req, res) => check(req.query.password))`, "address"},
		{"by POST", `app.post("/in", (req, res) => check(req.body.password))`, ""},
		{"a session kept", `app.post("/login", (req, res) => { req.session.user = u })`, "session"},
		{"a new session", `app.post("/login", (req, res) => { req.session.regenerate(() => { req.session.user = u }) })`, ""},
		{"a list or a text", `app.get("/f", (req, res) => { const n = req.query.n; if (n.indexOf("..") < 0) res.sendFile(n) })`, "type"},
		{"a text", `app.get("/f", (req, res) => { const n = req.query.n; if (typeof n === "string" && n.indexOf("..") < 0) res.sendFile(n) })`, ""},
		{"turns of anybody", `app.post("/f", (req, res) => { for (let i = 0; i < req.body.all.length; i++) go(i) })`, "turns"},
		{"turns of a list", `app.post("/f", (req, res) => { if (Array.isArray(req.body.all)) for (let i = 0; i < req.body.all.length; i++) go(i) })`, ""},
		{"thrown later", `app.get("/f", (req, res) => { fs.stat(p, e => { if (e) throw e }) })`, "crash"},
		{"thrown now", `app.get("/f", (req, res) => { all.forEach(e => { if (e) throw e }) })`, ""},
		{"caught", `app.get("/f", (req, res) => { fs.stat(p, e => { try { throw e } catch (x) { next(x) } }) })`, ""},
		{"letters of one case", `app.use(/^\/admin/, ask); app.get("/admin/users", f)`, "case"},
		{"of any case", `app.use(/^\/admin/i, ask); app.get("/admin/users", f)`, ""},
		{"a folder in a command", "cp.execSync(`rm -rf ${__dirname}/tmp`)", "place"},
		{"in quotes", "cp.execSync(`rm -rf \"${__dirname}/tmp\"`)", ""},
		{"in a list", `cp.execFileSync("rm", ["-rf", path.join(__dirname, "tmp")])`, ""},
		{"a fast hash", `crypto.createHash("sha256").update(password)`, "hash"},
		{"of a file", `crypto.createHash("sha256").update(file)`, ""},
		{"a program in the clear", `get("http://example.com/a.exe")`, "download"},
		{"a page in the clear", `get("http://example.com/a.html")`, ""},
		{"at home", `get("http://localhost/a.exe")`, ""},
	} {
		if got := kindsOf(c.source); got != c.want {
			t.Errorf("%s: %s\n\tfinds %q, want %q", c.name, c.source, got, c.want)
		}
	}
}

// TestAnyText: broken sources end in no panic.
func TestAnyText(t *testing.T) {
	const source = `s.replace("'", "''").replace(/[/, x); app.get("/", (req) => req.query.password); window.onmessage = e => e.data; /^a\.com|b(/`
	for i := range source {
		kindsOf(source[:i])
		kindsOf(source[i:])
	}
}
