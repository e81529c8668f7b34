package javascript_test

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// flows analyses files and writes each flow as "sink file:line verdict".
func flows(files map[string]string) []string {
	l := javascript.Language{}
	paths := make([]string, 0, len(files))
	for p := range files {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	modules := l.Modules(paths, func(p string) []byte { return []byte(files[p]) })
	var units []*ir.Unit
	for _, p := range paths {
		if modules[p] != "" {
			units = append(units, l.Lower(p, modules[p], []byte(files[p])))
		}
	}
	prog := link.New(l, units)
	var out []string
	res := solve.Solve(prog, demands.All(), solve.Options{Jobs: 1})
	for i := range res.Flows {
		f := &res.Flows[i]
		line := 1 + strings.Count(string(f.At.Unit.Text[:f.At.Span.Start]), "\n")
		said := fmt.Sprintf("%s %s:%d %s", f.Sink, f.At.Unit.Path, line, twin.Replay(prog, f, twin.Effort{}).Verdict)
		if !slices.Contains(out, said) {
			out = append(out, said)
		}
	}
	return out
}

const execPackage = `{"name": "p", "version": "1.0.0", "main": "index.js"}`

// TestLibraries: what a package exports, in whatever way, others may call.
func TestLibraries(t *testing.T) {
	const head = "const {exec} = require('child_process');"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a function", map[string]string{"index.js": head + "\nmodule.exports = (x) => { exec('a ' + x) }"}, "shell index.js:2 reproduced"},
		{"a property", map[string]string{"index.js": head + "\nexports.run = (x) => { exec('a ' + x) }"}, "shell index.js:2 reproduced"},
		{"an object in an object", map[string]string{"index.js": head + "\nexports.git = {log(x) { exec('a ' + x) }}"}, "shell index.js:2 reproduced"},
		{"a function of a function", map[string]string{"index.js": head + "\nmodule.exports = () => {}\nmodule.exports.sync = (x) => { exec('a ' + x) }"}, "shell index.js:3 reproduced"},
		{"a method", map[string]string{"index.js": head + "\nclass G {\nlog(x) { exec('a ' + x) }\n}\nmodule.exports = G"}, "shell index.js:3 reproduced"},
		{"a static method", map[string]string{"index.js": head + "\nclass G {\nstatic log(x) { exec('a ' + x) }\n}\nexports.G = G"}, "shell index.js:3 reproduced"},
		{"what the constructor kept", map[string]string{"index.js": head + "\nclass G {\nconstructor(o) { this.o = o }\nlog() { exec('a ' + this.o.x) }\n}\nmodule.exports = G"}, "shell index.js:4 reproduced"},
		{"a method of a prototype", map[string]string{"index.js": head + "\nvar G = function G(o) {}\nG.prototype.log = function (x) { exec('a ' + x) }\nmodule.exports = G"}, "shell index.js:3 reproduced"},
		{"an object that a function makes", map[string]string{"index.js": head + "\nmodule.exports = (o) => ({go() { exec(o.cmd + ' x') }})"}, "shell index.js:2 reproduced"},
		{"another module", map[string]string{"index.js": "module.exports = require('./lib')", "lib.js": head + "\nmodule.exports = (x) => { exec('a ' + x) }"}, "shell lib.js:2 reproduced"},
		{"another module by name", map[string]string{"index.js": "var L = require('./lib')\nmodule.exports = L", "lib.js": head + "\nmodule.exports = (x) => { exec('a ' + x) }"}, "shell lib.js:2 reproduced"},
		{"exports and module.exports at once", map[string]string{"index.js": head + "\nmodule.exports = exports = (x) => x\nexports.go = (x) => { exec('a ' + x) }"}, "shell index.js:3 reproduced"},
		{"a property of a property", map[string]string{"index.js": head + "\nvar m = module.exports = {}\nm.get = (x) => x\nm.get.all = (x) => { exec('a ' + x) }"}, "shell index.js:4 reproduced"},
		{"a function with functions", map[string]string{"index.js": head + "\nmodule.exports = api\nfunction api(a) { return api.get(a) }\napi.get = (x) => { exec('a ' + x) }"}, "shell index.js:4 reproduced"},
		{"a function with functions by name", map[string]string{"index.js": head + "\nfunction go(x) { exec('a ' + x) }\nfunction api() {}\napi.run = go\nmodule.exports = api"}, "shell index.js:2 reproduced"},
		{"for every loader", map[string]string{"index.js": "(function (root, factory) { if (typeof exports === 'object') { module.exports = factory(require('child_process')) } else { root.x = factory(root.y) } })(this, function (cp) { return function (s) { cp.exec('a ' + s) } })"}, "shell index.js:1 reproduced"},
		{"for every loader, with exports", map[string]string{"index.js": "(function (global, factory) { typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports, require('child_process')) : factory(global.x = {}) })(this, function (exports, cp) { function go(s) { cp.exec('a ' + s) } exports.go = go })"}, "shell index.js:1 reproduced"},
		{"a wrapper", map[string]string{"index.js": "(function () { function P(h) { this.h = h } P.prototype.go = function (s) { require('child_process').exec('a ' + s) }; exports.P = P })()"}, "shell index.js:1 reproduced"},
		{"a wrapper that gives something", map[string]string{"index.js": head + "\nvar P = (function () { function P() {} P.prototype.go = function (s) { exec('a ' + s) }; return P })()\nmodule.exports = P"}, "shell index.js:2 reproduced"},
		{"a wrapper that looks for its module", map[string]string{"index.js": head + "\n;(function () { var m = typeof module == 'object' && module && !module.nodeType && module\nfunction go(x) { exec('a ' + x) }\nif (m) { (m.exports = go)._ = go } }.call(this))"}, "shell index.js:3 reproduced"},
		{"compiled by TypeScript", map[string]string{"index.js": "var __importDefault = (this && this.__importDefault) || function (m) { return m }\nexports.go = void 0\nconst cp_1 = __importDefault(require('child_process'))\nconst go = (x) => { cp_1.default.exec('a ' + x) }\nexports.go = go"}, "shell index.js:4 reproduced"},
		{"compiled by Babel", map[string]string{"index.js": "var _cp = _interopRequireDefault(require('child_process'))\nfunction _interopRequireDefault(o) { return o }\nclass A { go(x) { (0, _cp.default.exec)('a ' + x) } }\nexports.default = A\nmodule.exports = exports.default"}, "shell index.js:3 reproduced"},
		{"a constructor that makes methods", map[string]string{"index.js": head + "\nfunction K(o) { if (!(this instanceof K)) return new K(o)\nthis.go = function (x) { exec('a ' + x) } }\nmodule.exports = K"}, "shell index.js:3 reproduced"},
		{"a group of a pattern", map[string]string{"index.js": head + "\nmodule.exports = (x) => { const m = /^a=(.*)$/.exec(x); if (m) exec('a ' + m[1]) }"}, "shell index.js:2 reproduced"},
		{"a group of a match, where it begins", map[string]string{"index.js": head + "\nmodule.exports = (x) => { const m = x.match(/a=(.*)/); if (m && m.index === 0) exec('a ' + m[1]) }"}, "shell index.js:2 reproduced"},
		{"objects in objects", map[string]string{"index.js": head + "\nmodule.exports = { a: { b: { c: (x) => { exec('a ' + x) } } } }"}, "shell index.js:2 reproduced"},
		{"what a method of what was made gives", map[string]string{"index.js": head + "\nfunction Q() {}\nQ.prototype.go = function () { return { run: (x) => { exec('a ' + x) } } }\nmodule.exports = { make: () => new Q() }"}, "shell index.js:3 reproduced"},
		{"the file for require", map[string]string{"package.json": `{"name": "p", "version": "1.0.0", "type": "module", "main": "a.js", "exports": {"import": "./a.js", "require": "./index.js"}}`, "index.js": head + "\nmodule.exports = (x) => { exec('a ' + x) }"}, "shell index.js:2 reproduced"},
		{"a default export that a compiler made", map[string]string{"index.js": "const h = require('./h')\nexports.x = (n) => h.default(n)", "h.js": head + "\nfunction run(x) { exec('a ' + x) }\nexports.default = run"}, "shell h.js:2 reproduced"},
		{"what a library's object can do", map[string]string{"index.js": "module.exports = () => /(a+)+$/"}, ""},
		{"not exported", map[string]string{"index.js": head + "\nfunction f(x) { exec('a ' + x) }\nexports.g = () => f('b')"}, ""},
		{"promises of a library", map[string]string{"index.js": head + "\nvar Promise = require('bluebird')\nmodule.exports = (x) => new Promise((ok, no) => { exec('a ' + x, ok) })"}, "shell index.js:3 reproduced"},
		{"shelljs made global", map[string]string{"index.js": "require('shelljs/global')\nmodule.exports = (x) => { exec('a ' + x) }"}, "shell index.js:2 reproduced"},
		{"async", map[string]string{"index.js": head + "\nconst async = require('async')\nmodule.exports = (x) => { async.waterfall([(cb) => cb(null, x), (y, cb) => { exec('a ' + y, cb) }]) }"}, "shell index.js:3 reproduced"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.files["package.json"] == "" {
				c.files["package.json"] = execPackage
			}
			if got := strings.Join(flows(c.files), "; "); got != c.want {
				t.Errorf("flows %q, want %q", got, c.want)
			}
		})
	}
}

// TestPrototype: o[k] with a key of somebody else's may be the prototype of all
// objects; who writes to it is found, unless the key was checked.
func TestPrototype(t *testing.T) {
	const found = "proto.key"
	for _, c := range []struct{ name, body, want string }{
		{"two keys", "exports.f = (o, a, b, v) => { o[a][b] = v }", found},
		{"a key and a name", "exports.f = (o, a, v) => { o[a].x = v }", found},
		{"one key sets a property of the object itself", "exports.f = (o, a, v) => { o[a] = v }", ""},
		{"what is read is only read", "exports.f = (o, a) => o[a].x + 1", ""},
		{"a path", "exports.f = (o, p, v) => { const ks = p.split('.'), last = ks.pop(); for (const k of ks) { o = o[k] }; o[last] = v }", found},
		{"a path by reduce", "exports.f = (o, p, v) => { p.split('.').reduce((x, k) => x[k], o).y = v }", found},
		{"a recursive merge", "exports.f = function m(d, s) { for (const k in s) { if (typeof s[k] === 'object') m(d[k], s[k]); else d[k] = s[k] } }", found},
		{"a merge that looks for null first", "exports.f = function m(d, s) { if (s === null) return s; for (const k in s) { if (typeof s[k] === 'object') m(d[k], s[k]); else d[k] = s[k] } }", found},
		{"the name is refused", "exports.f = (o, a, b, v) => { if (a === '__proto__') return; o[a][b] = v }", ""},
		{"names are refused in a merge", "exports.f = function m(d, s) { for (const k of Object.keys(s)) { if (['__proto__', 'constructor'].includes(k)) continue; if (typeof s[k] === 'object') m(d[k], s[k]); else d[k] = s[k] } }", ""},
		{"a table without a prototype", "exports.f = (a, b, v) => { const t = Object.create(null); t[a][b] = v }", ""},
		{"a Map", "const t = new Map(); exports.f = (a, b, v) => { t.get(a)[b] = v }", ""},
		{"a number", "exports.f = (l, i, v) => { l[Number(i)].x = v }", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, f := range flows(map[string]string{"package.json": execPackage, "index.js": c.body}) {
				if strings.HasPrefix(f, found) {
					got = found
				}
			}
			if got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// TestPlaces: in a chain over several lines each call is where its method is named.
func TestPlaces(t *testing.T) {
	body := "const {exec} = require('child_process')\nmodule.exports = (x) => x.names\n  .map(n => n)\n  .forEach(n => exec('a ' + n))\nmodule.exports.b = (x) => require('child_process')\n  .exec('b ' + x)"
	got := strings.Join(flows(map[string]string{"package.json": execPackage, "index.js": body}), "; ")
	if !strings.Contains(got, "index.js:6 ") || !strings.Contains(got, "index.js:4 ") {
		t.Errorf("flows %q", got)
	}
}

// TestSameModel: libraries that do the same have one model, under each of their names.
func TestSameModel(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"fs/promises", "const fs = require('fs/promises')\nmodule.exports = (x) => fs.readFile('/srv/' + x)", "path index.js:2 reproduced"},
		{"fs.promises", "const fs = require('fs')\nmodule.exports = (x) => fs.promises.readFile('/srv/' + x)", "path index.js:2 reproduced"},
		{"promises of fs", "const {readFile} = require('fs').promises\nmodule.exports = (x) => readFile('/srv/' + x)", "path index.js:2 reproduced"},
		{"https", "const https = require('https')\nmodule.exports = (x) => https.get('https://' + x)", "url index.js:2 reproduced"},
		{"https by a table", "const https = require('node:https')\nmodule.exports = (x) => https.request({host: x, path: '/'})", "url index.js:2 reproduced"},
		{"got", "const got = require('got')\nmodule.exports = (x) => got('https://' + x)", "url index.js:2 reproduced"},
		{"superagent", "const agent = require('superagent')\nmodule.exports = (x) => agent.get('https://' + x)", "url index.js:2 reproduced"},
		{"cross-fetch", "import fetch from 'cross-fetch'\nexport default (x) => fetch('https://' + x)", "url index.js:2 reproduced"},
		{"better-sqlite3", "const D = require('better-sqlite3')\nconst db = new D('a.db')\nmodule.exports = (x) => db.prepare('select ' + x)", "sql index.js:3 reproduced"},
		{"sqlite3", "const {Database} = require('sqlite3').verbose()\nconst db = new Database('a.db')\nmodule.exports = (x) => db.all('select ' + x)", "sql index.js:3 reproduced"},
		{"execa", "const execa = require('execa')\nmodule.exports = (x) => execa.shell('a ' + x)", "shell index.js:2 reproduced"},
		{"pug", "const pug = require('pug')\nmodule.exports = (x) => pug.compile(x)", "template index.js:2 reproduced"},
		{"a server made by new", "const http = require('http'), fs = require('fs')\nnew http.Server((q, s) => { fs.readFile('/srv' + q.url) })", "path index.js:2 reproduced"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := flows(map[string]string{"package.json": execPackage, "index.js": c.body})
			if !slices.Contains(got, c.want) {
				t.Errorf("flows %q, want %q", got, c.want)
			}
		})
	}
}
