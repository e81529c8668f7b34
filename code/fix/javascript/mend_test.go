package javascript_test

import (
	"context"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix"
	fixjs "github.com/prunella/prunella/code/fix/javascript"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/world"
)

// mend finds the flaw in a program, mends it with one strategy, and gives the first
// line that changed; or why nothing held.
func mend(t *testing.T, strategy, before string) string {
	t.Helper()
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	e := &code.Engine{Languages: []lang.Language{javascript.Language{}}, Rules: all, Demands: demands.All(), Strategies: map[string][]fix.Strategy{}}
	for _, s := range fixjs.Strategies() {
		if s.Name == strategy {
			e.Strategies["javascript"] = append(e.Strategies["javascript"], s)
		}
	}
	series, err := e.Mend(context.Background(), world.MemTree{"app.js": []byte(before)})
	if err != nil {
		t.Fatal(err)
	}
	if len(series.Patches) == 0 {
		for _, why := range series.Stuck {
			return "stuck: " + why
		}
		return "nothing found"
	}
	after, err := series.Patches[len(series.Patches)-1].After.ReadFile("app.js")
	if err != nil {
		t.Fatal(err)
	}
	old := strings.Split(before, "\n")
	for i, line := range strings.Split(string(after), "\n") {
		if i >= len(old) || line != old[i] {
			return strings.TrimSpace(line)
		}
	}
	return "unchanged"
}

// TestStories: each strategy on the line it is for. The engine has read the mended
// program again: the flaw is gone, no other has come, the attack fails.
func TestStories(t *testing.T) {
	const express = "const express = require('express');\nconst app = express();\napp.use(express.json());\n"
	for _, c := range []struct{ strategy, before, want string }{
		{"quote-log", express + "app.post('/', (req, res) => {\n  console.log('login of ' + req.body.name);\n  res.end();\n});\n",
			"console.log('login of ' + JSON.stringify(req.body.name));"},
		{"text-condition", express + "const users = new (require('mongodb').MongoClient)(process.env.M).db('s').collection('users');\napp.post('/', async (req, res) => {\n  const user = await users.findOne({ name: req.body.name });\n  res.json({ ok: !!user });\n});\n",
			"const user = await users.findOne({ name: String(req.body.name) });"},
		{"escape-ldap", "const ldap = require('ldapjs');\n" + express + "const client = ldap.createClient({ url: 'ldap://127.0.0.1' });\napp.get('/', (req, res) => {\n  client.search('dc=example', { filter: '(uid=' + req.query.uid + ')' }, (err, found) => {\n    res.end();\n  });\n});\n",
			"client.search('dc=example', { filter: '(uid=' + escapeFilter(req.query.uid) + ')' }, (err, found) => {"},
		{"escape-xpath", "const xpath = require('xpath');\n" + express + "app.get('/', (req, res) => {\n  const found = xpath.select(\"//user[name='\" + req.query.name + \"']\", app.locals.doc);\n  res.json({ found: found.length });\n});\n",
			"const found = xpath.select(\"//user[name='\" + plainWord(req.query.name) + \"']\", app.locals.doc);"},
		{"local-redirect", express + "app.get('/', (req, res) => {\n  const next = req.query.next || '/';\n  res.redirect(next);\n});\n",
			"res.redirect(localPath(next));"},
		{"data-format", "const serialize = require('node-serialize');\n" + express + "app.get('/', (req, res) => {\n  const text = Buffer.from(req.cookies.profile, 'base64').toString();\n  res.json(serialize.unserialize(text));\n});\n",
			"res.json(JSON.parse(text));"},
		{"calculate", express + "app.get('/', (req, res) => {\n  res.json({ value: eval(req.query.formula) });\n});\n",
			"res.json({ value: calculate(req.query.formula) });"},
		{"data-format", express + "app.get('/', (req, res) => {\n  res.json({ value: eval(req.query.formula) });\n});\n",
			"res.json({ value: JSON.parse(req.query.formula) });"},
		{"no-entities", "const libxmljs = require('libxmljs');\n" + express + "app.post('/', (req, res) => {\n  const doc = libxmljs.parseXml(req.body, { noent: true });\n  res.json({ ok: !!doc });\n});\n",
			"const doc = libxmljs.parseXml(req.body, { noent: false });"},
		{"tight-mode", "const fs = require('fs');\nmodule.exports = (text) => fs.writeFileSync('/srv/app/settings.json', text, { mode: 0o666 });\n",
			"module.exports = (text) => fs.writeFileSync('/srv/app/settings.json', text, { mode: 0o644 });"},
		{"guard-keys", express + "const groups = {};\napp.post('/', (req, res) => {\n  groups[req.query.group][req.query.name] = req.query.value;\n  res.end();\n});\n",
			"groups[ownKey(req.query.group)][ownKey(req.query.name)] = req.query.value;"},
		{"allow-host", "const axios = require('axios');\n" + express + "app.get('/', async (req, res) => {\n  const answer = await axios.get(req.query.url);\n  res.json(answer.data);\n});\n",
			"const answer = await axios.get(knownHost(req.query.url));"},
		{"allow-identifier", "const knex = require('knex')({ client: 'pg' });\n" + express + "app.get('/', async (req, res) => {\n  res.json(await knex('sales').select('day').orderByRaw(req.query.order));\n});\n",
			"res.json(await knex('sales').select('day').orderByRaw(plainName(req.query.order)));"},
		{"confine-path", "const fs = require('fs');\n" + express + "app.get('/', (req, res) => {\n  fs.readFile('/srv/files/' + req.query.name, (err, data) => res.type('text').send(data));\n});\n",
			"const path = require('path');"},
		{"known-origins", "const cors = require('cors');\n" + express + "app.use(cors({ origin: true, credentials: true }));\n",
			"app.use(cors({ origin: (process.env.ALLOWED_ORIGINS ?? '').split(','), credentials: true }));"},
		{"env-secret", "const jwt = require('jsonwebtoken');\nconst signingKey = 'k9$Lq2!vR7xT0z';\nmodule.exports = (user) => jwt.sign({ id: user.id }, signingKey);\n",
			"const signingKey = fromEnvironment('SIGNING_KEY');"},
		{"limit-unpacked", "const zlib = require('zlib');\n" + express + "app.post('/', (req, res) => {\n  zlib.gunzip(req.body, (err, out) => res.json({ bytes: out.length }));\n});\n",
			"zlib.gunzip(req.body, { maxOutputLength: 64 * 1024 * 1024 }, (err, out) => res.json({ bytes: out.length }));"},
		{"secure-cookie", "const session = require('express-session');\n" + express + "app.use(session({ secret: process.env.S, cookie: { maxAge: 60000 } }));\n",
			"app.use(session({ secret: process.env.S, cookie: { maxAge: 60000, httpOnly: true, secure: true, sameSite: 'lax' } }));"},
		{"verify-token", "const jwt = require('jsonwebtoken');\n" + express + "const KEY = process.env.KEY;\napp.post('/', (req, res) => res.json({ token: jwt.sign({ id: 1 }, KEY) }));\napp.get('/', (req, res) => res.json(jwt.decode(req.get('Authorization'))));\n",
			"app.get('/', (req, res) => res.json(jwt.verify(req.get('Authorization'), KEY, { algorithms: ['HS256'] })));"},
		{"verify-tls", "const https = require('https');\nprocess.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\nexports.ask = (url, done) => https.get(url, done);\n",
			"exports.ask = (url, done) => https.get(url, done);"},
		{"field-condition", "const users = new (require('mongodb').MongoClient)(process.env.M).db('s').collection('users');\n" + express + "app.get('/', async (req, res) => {\n  res.json(await users.findOne({ $where: `this.name == '${req.query.name}'` }));\n});\n",
			"res.json(await users.findOne({ name: String(req.query.name) }));"},
		{"trim", express + "app.get('/', (req, res) => {\n  res.json({ note: String(req.query.note).replace(/^\\s+|\\s+$/g, '') });\n});\n",
			"res.json({ note: String(req.query.note).trim() });"},
		{"exact-host", "const OURS = /^https:\\/\\/www.example.com\\//;\nexports.ours = (url) => OURS.test(url);\n",
			`const OURS = /^https:\/\/www\.example\.com\//;`},
		{"secure-random", express + "app.get('/', (req, res) => {\n  res.cookie('visitor', Math.random().toString(36).slice(2), { secure: true, httpOnly: true });\n  res.end();\n});\n",
			"const crypto = require('crypto');"},
		{"whole-escape", "exports.quoted = (name) => \"'\" + name.replace(\"'\", \"''\") + \"'\";\n", "exports.quoted = (name) => \"'\" + name.replace(/'/g, \"''\") + \"'\";"},
		{"whole-escape", "exports.read = (s) => s.replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>');\n", "exports.read = (s) => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');"},
		{"whole-escape", "exports.shown = (s) => s.replace(/\"/g, '&quot;').replace(/</g, '&lt;').replace(/&/g, '&amp;');\n", "exports.shown = (s) => s.replace(/&/g, '&amp;').replace(/\"/g, '&quot;').replace(/</g, '&lt;');"},
		{"whole-escape", "exports.text = (s) => s.replace(/\"/g, '\\\\\"').replace(/'/g, \"\\\\'\");\n", "exports.text = (s) => s.replace(/\\\\/g, '\\\\\\\\').replace(/\"/g, '\\\\\"').replace(/'/g, \"\\\\'\");"},
		{"whole-escape", "exports.plain = (s) => s.trim().replace(/<!--/g, '');\n", "exports.plain = (s) => removeAll(s.trim(), /<!--/g);"},
		{"whole-host", "exports.other = (url) => url.indexOf('example.com') === -1;\n", "exports.other = (url) => !/^https?:\\/\\/(?:[a-z0-9-]+\\.)*example\\.com(?::[0-9]+)?(?:[\\/?#]|$)/i.test(url);"},
		{"whole-host", "exports.note = (text) => text.includes('example.com');\n", "stuck: whole-host: whether text is an address, or the name of a host, is for people to say"},
		{"all-schemes", "exports.bad = (link) => link.toLowerCase().indexOf('javascript:') !== 0;\n", "exports.bad = (link) => !/^(?:javascript|data|vbscript):/i.test(link.toLowerCase());"},
		{"ends-with", "exports.ends = (x) => x.indexOf('.example') === x.length - 8;\n", "exports.ends = (x) => x.endsWith('.example');"},
		{"anchor-host", "const OURS = /example\\.com/;\nexports.ours = (host) => OURS.test(host);\n", "const OURS = /^(?:[a-z0-9-]+\\.)*example\\.com$/;"},
		{"same-origin", "window.addEventListener('message', ({ data }) => {\n  show(data);\n});\nfunction show(x) { return x; }\n", "window.addEventListener('message', ({ data, origin }) => {"},
		{"pass-error", "const app = require('express')();\nconst fs = require('fs');\napp.get('/size', (req, res) => {\n  fs.stat('/srv/a', (err, stat) => {\n    if (err) throw err;\n    res.json(stat.size);\n  });\n});\n", "app.get('/size', (req, res, next) => {"},
		{"hide-error", express + "app.use((err, req, res, next) => {\n  res.status(500).send('failed: ' + err.stack);\n});\n", "res.status(500).send('failed: ' + internalError(err.stack));"},
		{"protection-on", "const app = require('express')();\nconst helmet = require('helmet');\nconst options = { frameguard: false, noSniff: false };\napp.use(helmet(options));\n", "const options = { frameguard: true, noSniff: false };"},
		{"written-text", "$('#to').html($('#from').val());\n", "$('#to').text($('#from').val());"},
		{"even-random", "const { randomBytes } = require('crypto');\nexports.digit = () => randomBytes(1)[0] % 10;\n", "const crypto = require('crypto');"},
		{"same-guard", "const { requireAuth } = require('./auth');\nconst db = require('./db');\n" + express + "app.post('/users', requireAuth, async (req, res) => res.json(await db.add(req.body.name)));\napp.put('/users/:id', requireAuth, async (req, res) => res.json(await db.change(req.params.id)));\napp.delete('/users/:id', async (req, res) => res.json(await db.remove(req.params.id)));\n", "app.delete('/users/:id', requireAuth, async (req, res) => res.json(await db.remove(req.params.id)));"},
		{"hide-secret", "exports.login = (user, password) => console.log(`login of ${user} with ${password}`);\n", "exports.login = (user, password) => console.log(`login of ${user} with ${'***'}`);"},
		{"escape-html", "const express = require('express');\nconst app = express();\nexport function Hash() {\n  const hash = decodeURIComponent(window.location.hash);\n  return <div className=\"h\" dangerouslySetInnerHTML={{ __html: hash }} />;\n}\n",
			`return <div className="h">{hash}</div>;`},
	} {
		t.Run(c.strategy, func(t *testing.T) {
			t.Parallel()
			if got := mend(t, c.strategy, c.before); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestPages: what pages write as it is they write escaped, but for markup that the
// program made.
func TestPages(t *testing.T) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	e := &code.Engine{Languages: []lang.Language{javascript.Language{}}, Rules: all, Demands: demands.All(), Strategies: map[string][]fix.Strategy{"javascript": fixjs.Strategies()}}
	const app = "const express = require('express');\nconst app = express();\napp.set('view engine', 'ENGINE');\napp.get('/', (req, res) => res.render('page', { name: req.query.name }));\n"
	for _, c := range []struct{ engine, file, before, after string }{
		{"ejs", "views/page.ejs", "<p><%- name %></p>\n", "<p><%= name %></p>\n"},
		{"hbs", "views/page.hbs", "<p>{{{name}}}</p>\n", "<p>{{name}}</p>\n"},
		{"", "Page.vue", "<script setup>\nimport { useRoute } from 'vue-router';\nconst route = useRoute();\n</script>\n<template>\n  <p v-html=\"route.query.q\" />\n</template>\n", "<script setup>\nimport { useRoute } from 'vue-router';\nconst route = useRoute();\n</script>\n<template>\n  <p v-text=\"route.query.q\" />\n</template>\n"},
	} {
		tree := world.MemTree{c.file: []byte(c.before)}
		if c.engine != "" {
			tree["app.js"] = []byte(strings.Replace(app, "ENGINE", c.engine, 1))
		}
		series, err := e.Mend(context.Background(), tree)
		if err != nil {
			t.Fatal(err)
		}
		if len(series.Patches) == 0 {
			t.Errorf("%s: nothing is mended: %v", c.file, series.Stuck)
			continue
		}
		if got, _ := series.Patches[len(series.Patches)-1].After.ReadFile(c.file); string(got) != c.after {
			t.Errorf("%s: got %s want %s", c.file, got, c.after)
		}
	}
}
