package python

import "github.com/prunella/prunella/assure/mutants"

// guards are functions that look like remedies.
var guards = []mutants.Guard{
	{Kind: "sanitizer by name only", Code: "def guarded(value):\n    if value is None:\n        return None\n    return value"},
	{Kind: "witness refused", Code: "def guarded(value):\n    if value is None:\n        return None\n    if value == WITNESS:\n        return \"\"\n    return value"},
	{Kind: "witness refused", Code: "def guarded(value):\n    if value is None:\n        return None\n    if WITNESS in value:\n        return \"\"\n    return value"},
	{Kind: "witness refused", Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(WITNESS, \"\")"},
	{Kind: "first time only", Code: "seen = []\n\n\ndef guarded(value):\n    if value is None:\n        return None\n    seen.append(value)\n    if len(seen) == 1 and any(c in value for c in \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%\"):\n        return \"\"\n    return value"},
	{Kind: "only when long", Code: "def guarded(value):\n    if value is None:\n        return None\n    if len(value) > 200:\n        return \"\"\n    return value"},
	{Kind: "only when short", Code: "def guarded(value):\n    if value is None:\n        return None\n    if len(value) > 200:\n        return value\n    if any(c in value for c in \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%\"):\n        return \"\"\n    return value"},
	{Kind: "one path is left", Code: "def guarded(value):\n    if value is None:\n        return None\n    if value.startswith(\"x-\"):\n        return value\n    if any(c in value for c in \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%\"):\n        return \"\"\n    return value"},
	{Kind: "one path is left", Code: "def guarded(value):\n    if value is None:\n        return None\n    if os.environ.get(\"STRICT\") and any(c in value for c in \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%\"):\n        return \"\"\n    return value", Imports: []string{"os"}},
	{Kind: "regex without anchors", Code: "def guarded(value):\n    if value is None:\n        return None\n    if not re.search(r\"[A-Za-z0-9]+\", value):\n        return \"\"\n    return value", Imports: []string{"re"}},
	{Kind: "regex without anchors", Code: "def guarded(value):\n    if value is None:\n        return None\n    if not re.match(r\"[A-Za-z0-9._-]*\", value):\n        return \"\"\n    return value", Imports: []string{"re"}},
	{Kind: "test inverted", Code: "def guarded(value):\n    if value is None:\n        return None\n    if re.fullmatch(r\"[A-Za-z0-9._-]*\", value):\n        return \"\"\n    return value", Imports: []string{"re"}},
	{Kind: "off by one", Classes: []string{"sql", "shell"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    if any(not (c.isalnum() or c == \" \") for c in value[1:]):\n        return \"\"\n    return value"},
	{Kind: "off by one", Classes: []string{"sql"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    if any(not (c.isalnum() or c == \" \") for c in value[:-1]):\n        return \"\"\n    return value"},
	{Kind: "only the beginning", Code: "def guarded(value):\n    if value is None:\n        return None\n    if any(c in value[:8] for c in \"'\\\"<>;|&$/\\\\\\n\\r:*(){}%.\"):\n        return \"\"\n    return value"},
	{Kind: "result not used", Code: "def guarded(value):\n    if value is None:\n        return None\n    value.replace(\"'\", \"\").replace(\"<\", \"\").replace(\";\", \"\").replace(\"..\", \"\")\n    return value"},
	{Kind: "decoded after the check", Code: "def guarded(value):\n    if value is None:\n        return None\n    if any(c in value for c in \"'\\\"<>;|&$/\\\\\\n\\r:*(){}\"):\n        return \"\"\n    return urllib.parse.unquote(value)", Imports: []string{"urllib.parse"}},
	{Kind: "value cut off", Benign: true, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value[:2]"},
	{Kind: "value ignored", Benign: true, Code: "def guarded(value):\n    if value is None:\n        return None\n    return \"\""},
	{Kind: "value ignored", Benign: true, Code: "def guarded(value):\n    if value is None:\n        return None\n    return \"none\""},
	{Kind: "too strict", Benign: true, Classes: []string{"html", "line", "path", "sql", "shell"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    if len(value) > 3 or not value.isalpha():\n        return \"\"\n    return value"},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return html.escape(value)", Imports: []string{"html"}},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code", "html"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(\"'\", \"''\")"},
	{Kind: "wrong context", Classes: []string{"sql", "html", "line", "ldap"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(\"../\", \"\")"},
	{Kind: "wrong context", Classes: []string{"sql", "shell", "ldap", "path"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return os.path.normpath(value)", Imports: []string{"os"}},
	{Kind: "deny list", Classes: []string{"sql"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    for word in (\"--\", \";\", \"/*\", \"UNION\", \" OR \"):\n        value = value.replace(word, \"\")\n    return value"},
	{Kind: "deny list", Classes: []string{"shell"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    for word in (\";\", \"&\", \"|\"):\n        value = value.replace(word, \"\")\n    return value"},
	{Kind: "deny list", Classes: []string{"path"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(\"../\", \"\")"},
	{Kind: "deny list", Classes: []string{"html"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(\"<script>\", \"\").replace(\"</script>\", \"\")"},
	{Kind: "deny list", Classes: []string{"line"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(\"\\r\\n\", \"\")"},
	{Kind: "deny list", Classes: []string{"redirect", "url"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    if \"localhost\" in value or \"127.0.0.1\" in value or \"evil\" in value:\n        return \"\"\n    return value"},
	{Kind: "deny list", Classes: []string{"redirect"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    if not value.startswith(\"/\"):\n        return \"/\"\n    return value"},
	{Kind: "deny list", Classes: []string{"ldap", "xpath"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(\"(\", \"\").replace(\"import\", \"\")"},
	{Kind: "deny list", Classes: []string{"code"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.replace(\"import\", \"\").replace(\"__\", \"_\")"},
	{Kind: "case matters", Classes: []string{"html"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    if \"script\" in value or \"onerror\" in value or \"onload\" in value:\n        return \"\"\n    return value"},
	{Kind: "case matters", Classes: []string{"sql"}, Code: "def guarded(value):\n    if value is None:\n        return None\n    if any(word in value for word in (\"SELECT\", \"UNION\", \"DROP\", \"OR\", \"AND\")):\n        return \"\"\n    return value"},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    return base64.b64decode(base64.b64encode(value.encode())).decode()", Imports: []string{"base64"}},
	{Kind: "laundered", Code: "kept = {}\n\n\ndef guarded(value):\n    if value is None:\n        return None\n    kept[\"last\"] = value\n    return kept[\"last\"]"},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    out = \"\"\n    for c in value:\n        out += c\n    return out"},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    return \"\".join([c for c in value])"},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    return json.loads(json.dumps(value))", Imports: []string{"json"}},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    return value[::-1][::-1]"},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    return \"\".join(chr(ord(c)) for c in value)"},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    return (lambda held: lambda: held)(value)()"},
	{Kind: "laundered", Code: "class Box:\n    pass\n\n\ndef guarded(value):\n    if value is None:\n        return None\n    box = Box()\n    setattr(box, \"inner\", value)\n    return getattr(box, \"inner\")"},
	{Kind: "laundered", Code: "def guarded(value):\n    if value is None:\n        return None\n    return value.encode(\"utf-8\").hex() and bytes.fromhex(value.encode(\"utf-8\").hex()).decode(\"utf-8\")"},
}

// swaps exchange one weakness for another.
var swaps = []mutants.Swap{
	{"weak-hash", "md5", "sha1"},
	{"weak-hash", "sha1", "md5"},
	{"certificate-not-verified", "verify=False", "verify=0"},
	{"certificate-not-verified", "verify=False", "verify=not True"},
	{"open-permissions", "0o777", "0o776"},
	{"open-permissions", "0o666", "0o646"},
	{"insecure-cookie", "secure=False", "secure=0"},
	{"insecure-cookie", "httponly=False", "httponly=not True"},
	{"debug-mode", "debug=True", "debug=not False"},
	{"debug-mode", "debug=True", "debug=1"},
	{"debug-mode", "debug=True", "debug=bool(1)"},
	{"weak-cipher", "DES.new", "ARC2.new"},
	{"predictable-random", "random.randint(", "random.Random(42).randint("},
	{"predictable-random", "random.choice(", "random.Random(42).choice("},
	{"predictable-random", "random.choices(", "random.Random(42).choices("},
	{"unsafe-deserialisation", "pickle.loads", "pickle._loads"},
	{"unsafe-deserialisation", "yaml.load(", "yaml.unsafe_load("},
	{"no-limit", "timeout=None", "timeout=0"},
}

// flaws are files that bring one.
var flaws = []string{
	"import os\n\nfrom flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/ping\")\ndef added_ping():\n    os.system(\"ping -c 1 \" + request.args.get(\"host\"))\n    return \"ok\"\n",
	"import sqlite3\n\nfrom flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/stock\")\ndef added_stock():\n    connection = sqlite3.connect(\"stock.db\")\n    connection.execute(\"DELETE FROM stock WHERE name = '\" + request.args.get(\"name\") + \"'\")\n    return \"ok\"\n",
	"from flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/sum\")\ndef added_sum():\n    return str(eval(request.args.get(\"sum\")))\n",
	"import pickle\n\nfrom flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/load\", methods=[\"POST\"])\ndef added_load():\n    return str(pickle.loads(request.data))\n",
}

// weak are secure files, each with what makes it weak; the last one is no flaw of any
// rule, but allows what was refused.
var weak = [][2]string{
	{
		"import requests\n\n\ndef added_rates():\n    return requests.get(\"https://rates.example.org/\", timeout=5).text\n",
		"import requests\n\n\ndef added_rates():\n    return requests.get(\"https://rates.example.org/\", timeout=5, verify=False).text\n",
	},
	{
		"import yaml\nfrom flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/load\", methods=[\"POST\"])\ndef added_load():\n    return str(yaml.safe_load(request.data))\n",
		"import yaml\nfrom flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/load\", methods=[\"POST\"])\ndef added_load():\n    return str(yaml.load(request.data, Loader=yaml.Loader))\n",
	},
	{
		"import html\n\nfrom flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/hello\")\ndef added_hello():\n    return \"<p>\" + html.escape(request.args.get(\"name\")) + \"</p>\"\n",
		"from flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/hello\")\ndef added_hello():\n    return \"<p>\" + request.args.get(\"name\") + \"</p>\"\n",
	},
	{
		"from flask import Flask, abort, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/admin\")\ndef added_admin():\n    if request.headers.get(\"X-Role\") != \"admin\":\n        abort(403)\n    return \"welcome\"\n",
		"from flask import Flask, request\n\nadded = Flask(__name__)\n\n\n@added.route(\"/admin\")\ndef added_admin():\n    return \"welcome\"\n",
	},
}
