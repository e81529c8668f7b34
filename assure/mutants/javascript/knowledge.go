package javascript

import "github.com/prunella/prunella/assure/mutants"

// guards are functions that look like remedies.
var guards = []mutants.Guard{
	{Kind: "sanitizer by name only", Code: "function guarded(value) {\n  return value;\n}"},
	{Kind: "witness refused", Code: "function guarded(value) {\n  return value === WITNESS ? '' : value;\n}"},
	{Kind: "witness refused", Code: "function guarded(value) {\n  if (String(value).includes(WITNESS)) return '';\n  return value;\n}"},
	{Kind: "witness refused", Code: "function guarded(value) {\n  return String(value).split(WITNESS).join('');\n}"},
	{Kind: "first time only", Code: "let seen = 0;\n\nfunction guarded(value) {\n  seen += 1;\n  if (seen === 1 && /['\"<>;|&$\\/\\\\\\n\\r:*(){}%]/.test(value)) return '';\n  return value;\n}"},
	{Kind: "first time only", Code: "const seen = [];\n\nfunction guarded(value) {\n  seen.push(value);\n  if (seen.length === 1 && /['\"<>;|&$\\/\\\\\\n\\r:*(){}%]/.test(value)) return '';\n  return value;\n}"},
	{Kind: "only when long", Code: "function guarded(value) {\n  if (String(value).length > 200) return '';\n  return value;\n}"},
	{Kind: "only when short", Code: "function guarded(value) {\n  if (String(value).length > 200) return value;\n  if (/['\"<>;|&$\\/\\\\\\n\\r:*(){}%]/.test(value)) return '';\n  return value;\n}"},
	{Kind: "one path is left", Code: "function guarded(value) {\n  if (String(value).startsWith('x-')) return value;\n  if (/['\"<>;|&$\\/\\\\\\n\\r:*(){}%]/.test(value)) return '';\n  return value;\n}"},
	{Kind: "one path is left", Code: "function guarded(value) {\n  if (process.env.STRICT && /['\"<>;|&$\\/\\\\\\n\\r:*(){}%]/.test(value)) return '';\n  return value;\n}"},
	{Kind: "regex without anchors", Code: "function guarded(value) {\n  if (!/[A-Za-z0-9]+/.test(value)) return '';\n  return value;\n}"},
	{Kind: "regex without anchors", Code: "function guarded(value) {\n  if (!/^[A-Za-z0-9._-]*/.test(value)) return '';\n  return value;\n}"},
	{Kind: "test inverted", Code: "function guarded(value) {\n  if (/^[A-Za-z0-9._-]*$/.test(value)) return '';\n  return value;\n}"},
	{Kind: "off by one", Classes: []string{"sql", "shell"}, Code: "function guarded(value) {\n  if (/[^A-Za-z0-9 ]/.test(String(value).slice(1))) return '';\n  return value;\n}"},
	{Kind: "off by one", Classes: []string{"sql"}, Code: "function guarded(value) {\n  if (/[^A-Za-z0-9 ]/.test(String(value).slice(0, -1))) return '';\n  return value;\n}"},
	{Kind: "only the beginning", Code: "function guarded(value) {\n  if (/['\"<>;|&$\\/\\\\\\n\\r:*(){}%.]/.test(String(value).slice(0, 8))) return '';\n  return value;\n}"},
	{Kind: "result not used", Code: "function guarded(value) {\n  String(value).replace(/'/g, '').replace(/</g, '').replace(/;/g, '').replace(/\\.\\./g, '');\n  return value;\n}"},
	{Kind: "decoded after the check", Code: "function guarded(value) {\n  if (/['\"<>;|&$\\/\\\\\\n\\r:*(){}]/.test(value)) return '';\n  return decodeURIComponent(value);\n}"},
	{Kind: "value cut off", Benign: true, Code: "function guarded(value) {\n  return String(value).slice(0, 2);\n}"},
	{Kind: "value ignored", Benign: true, Code: "function guarded(value) {\n  return '';\n}"},
	{Kind: "value ignored", Benign: true, Code: "function guarded(value) {\n  return 'none';\n}"},
	{Kind: "too strict", Benign: true, Classes: []string{"html", "line", "path", "sql", "shell"}, Code: "function guarded(value) {\n  return /^[a-z]{0,3}$/.test(value) ? value : '';\n}"},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code"}, Code: "function guarded(value) {\n  return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\"/g, '&quot;');\n}"},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code", "html"}, Code: "function guarded(value) {\n  return String(value).replace(/'/g, \"''\");\n}"},
	{Kind: "wrong context", Classes: []string{"sql", "html", "line", "ldap"}, Code: "function guarded(value) {\n  return String(value).replace(/\\.\\.\\//g, '');\n}"},
	{Kind: "wrong context", Classes: []string{"shell", "code"}, Code: "function guarded(value) {\n  return encodeURI(value);\n}"},
	{Kind: "deny list", Classes: []string{"sql"}, Code: "function guarded(value) {\n  return String(value).replace(/--|;|\\/\\*|UNION| OR /g, '');\n}"},
	{Kind: "deny list", Classes: []string{"shell"}, Code: "function guarded(value) {\n  return String(value).replace(/[;&|]/g, '');\n}"},
	{Kind: "deny list", Classes: []string{"path"}, Code: "function guarded(value) {\n  return String(value).replace(/\\.\\.\\//g, '');\n}"},
	{Kind: "deny list", Classes: []string{"html"}, Code: "function guarded(value) {\n  return String(value).replace(/<script>/g, '').replace(/<\\/script>/g, '');\n}"},
	{Kind: "deny list", Classes: []string{"line"}, Code: "function guarded(value) {\n  return String(value).replace(/\\r\\n/g, '');\n}"},
	{Kind: "deny list", Classes: []string{"redirect", "url"}, Code: "function guarded(value) {\n  if (/localhost|127\\.0\\.0\\.1|evil/.test(value)) return '';\n  return value;\n}"},
	{Kind: "deny list", Classes: []string{"redirect"}, Code: "function guarded(value) {\n  return String(value).startsWith('/') ? value : '/';\n}"},
	{Kind: "deny list", Classes: []string{"ldap", "xpath", "code"}, Code: "function guarded(value) {\n  return String(value).replace('(', '').replace('import', '');\n}"},
	{Kind: "only the first", Code: "function guarded(value) {\n  return String(value).replace(\"'\", '').replace('<', '').replace(';', '').replace('../', '');\n}"},
	{Kind: "case matters", Classes: []string{"html"}, Code: "function guarded(value) {\n  if (/script|onerror|onload/.test(value)) return '';\n  return value;\n}"},
	{Kind: "case matters", Classes: []string{"sql"}, Code: "function guarded(value) {\n  if (/SELECT|UNION|DROP|OR|AND/.test(value)) return '';\n  return value;\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  return Buffer.from(Buffer.from(String(value)).toString('base64'), 'base64').toString();\n}"},
	{Kind: "laundered", Code: "const kept = {};\n\nfunction guarded(value) {\n  kept.last = value;\n  return kept.last;\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  return String(value).split('').join('');\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  return JSON.parse(JSON.stringify(value));\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  return String(value).split('').reverse().reverse().join('');\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  let out = '';\n  for (const c of String(value)) out += c;\n  return out;\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  return [...String(value)].map((c) => String.fromCodePoint(c.codePointAt(0))).join('');\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  return ((held) => () => held)(value)();\n}"},
	{Kind: "laundered", Code: "function guarded(value) {\n  return decodeURIComponent(encodeURIComponent(value));\n}"},
}

// swaps exchange one weakness for another.
var swaps = []mutants.Swap{
	{"weak-hash", "md5", "sha1"}, {"weak-hash", "sha1", "md5"},
	{"certificate-not-verified", "rejectUnauthorized: false", "rejectUnauthorized: !true"},
	{"certificate-not-verified", "rejectUnauthorized: false", "rejectUnauthorized: Boolean(0)"},
	{"insecure-cookie", "httpOnly: false", "httpOnly: !true"}, {"insecure-cookie", "secure: false", "secure: !true"},
	{"weak-cipher", "des-cbc", "rc4"}, {"weak-cipher", "des-ede3-cbc", "des-cbc"},
	{"predictable-random", "Math.random()", "((Math.random() + Math.random()) / 2)"},
	{"open-permissions", "0o777", "0o776"}, {"open-permissions", "0o666", "0o646"},
}

// flaws are files that bring one.
var flaws = []string{
	"const { exec } = require('child_process');\nconst express = require('express');\n\nconst added = express();\nadded.get('/added-ping', (req, res) => {\n  exec('ping -c 1 ' + req.query.host, (err, out) => res.json({ out }));\n});\n",
	"const express = require('express');\n\nconst added = express();\nadded.get('/added-hello', (req, res) => {\n  res.send('<p>Hello ' + req.query.name + '</p>');\n});\n",
	"const express = require('express');\n\nconst added = express();\nadded.get('/added-sum', (req, res) => {\n  res.json({ sum: eval(req.query.sum) });\n});\n",
	"const fs = require('fs');\nconst express = require('express');\n\nconst added = express();\nadded.get('/added-doc', (req, res) => {\n  res.type('text').send(fs.readFileSync('/srv/docs/' + req.query.name));\n});\n",
}

// weak are secure files, each with what makes it weak; the last one is no flaw of any
// rule, but allows what was refused.
var weak = [][2]string{
	{
		"const https = require('https');\n\nmodule.exports = new https.Agent({ rejectUnauthorized: true });\n",
		"const https = require('https');\n\nmodule.exports = new https.Agent({ rejectUnauthorized: false });\n",
	},
	{
		"const express = require('express');\n\nconst added = express();\nadded.get('/added-total', (req, res) => res.json({ total: JSON.parse(req.query.total) }));\n",
		"const express = require('express');\n\nconst added = express();\nadded.get('/added-total', (req, res) => res.json({ total: eval(req.query.total) }));\n",
	},
	{
		"const crypto = require('crypto');\n\nexports.sign = (password) => crypto.createHash('sha256').update(password).digest('hex');\n",
		"const crypto = require('crypto');\n\nexports.sign = (password) => crypto.createHash('md5').update(password).digest('hex');\n",
	},
	{
		"const express = require('express');\n\nconst added = express();\nadded.get('/added-admin', (req, res) => {\n  if (req.headers['x-role'] !== 'admin') return res.sendStatus(403);\n  return res.send('welcome');\n});\n",
		"const express = require('express');\n\nconst added = express();\nadded.get('/added-admin', (req, res) => {\n  return res.send('welcome');\n});\n",
	},
}
