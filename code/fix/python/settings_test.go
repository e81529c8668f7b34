package python_test

import "testing"

// TestSettings has one-liners: a program and the line that changes.
func TestSettings(t *testing.T) {
	for _, c := range []struct{ strategy, before, after string }{
		{"modern-hash", "import hashlib\nkey = hashlib.md5(b\"x\" * 3).hexdigest()\n", "import hashlib\nkey = hashlib.sha256(b\"x\" * 3).hexdigest()\n"},
		{"modern-hash", "from hashlib import sha1\n\nkey = sha1(b\"x\").hexdigest()\n", "from hashlib import sha1, sha256\n\nkey = sha256(b\"x\").hexdigest()\n"},
		{"modern-hash", "import hashlib\nkey = hashlib.new('md5', b\"x\")\n", "import hashlib\nkey = hashlib.new('sha256', b\"x\")\n"},
		{"secure-random",
			"import random\n\n\ndef make_token():\n    token = \"\".join(random.choice(\"abc\") for _ in range(9))\n    return token\n",
			"import secrets\n\n\ndef make_token():\n    token = \"\".join(secrets.choice(\"abc\") for _ in range(9))\n    return token\n"},
		{"secure-random",
			"import random\n\n\ndef reset_code():\n    return random.randint(1000, 9999) + len(random.__name__)\n",
			"import random\nimport secrets\n\n\ndef reset_code():\n    return secrets.SystemRandom().randint(1000, 9999) + len(random.__name__)\n"},
		{"verify-tls", "import requests\nrequests.get(\"https://x.example\", verify=False, timeout=3)\n", "import requests\nrequests.get(\"https://x.example\", timeout=3)\n"},
		{"verify-tls", "import ssl\ncontext = ssl._create_unverified_context()\n", "import ssl\ncontext = ssl.create_default_context()\n"},
		{"verify-tls", "import ssl\ncontext = ssl.create_default_context()\ncontext.check_hostname = False\n", "import ssl\ncontext = ssl.create_default_context()\ncontext.check_hostname = True\n"},
		{"modern-crypto", "import ssl\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1\n", "import ssl\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n"},
		{"modern-crypto", "from cryptography.hazmat.primitives.asymmetric import rsa\nkey = rsa.generate_private_key(public_exponent=65537, key_size=1024)\n", "from cryptography.hazmat.primitives.asymmetric import rsa\nkey = rsa.generate_private_key(public_exponent=65537, key_size=3072)\n"},
		{"tight-mode", "import os\nos.chmod(\"x\", 0o666)\n", "import os\nos.chmod(\"x\", 0o600)\n"},
		{"tight-mode", "import os\nos.chmod(\"x\", 0o777)\n", "import os\nos.chmod(\"x\", 0o700)\n"},
		{"set-timeout", "import requests\nrequests.get(\"https://x.example\")\n", "import requests\nrequests.get(\"https://x.example\", timeout=10)\n"},
		{"set-timeout", "import requests\nrequests.post(\n    \"https://x.example\",\n    json={},\n)\n", "import requests\nrequests.post(\n    \"https://x.example\",\n    json={}, timeout=10,\n)\n"},
		{"set-timeout", "from urllib.request import urlopen\nurlopen(\"https://x.example\", timeout=None)\n", "from urllib.request import urlopen\nurlopen(\"https://x.example\", timeout=10)\n"},
		{"limit-read",
			"import flask\n\napp = flask.Flask(__name__)\n\n\n@app.post(\"/\")\ndef view():\n    return {\"x\": len(flask.request.stream.read())}\n",
			"import flask\n\napp = flask.Flask(__name__)\napp.config[\"MAX_CONTENT_LENGTH\"] = 16 * 1024 * 1024\n\n\n@app.post(\"/\")\ndef view():\n    return {\"x\": len(flask.request.stream.read())}\n"},
		{"debug-off",
			"import flask\n\napp = flask.Flask(__name__)\napp.run(debug=True)\n",
			"import os\n\nimport flask\n\napp = flask.Flask(__name__)\napp.run(debug=os.environ.get(\"FLASK_DEBUG\") == \"1\")\n"},
		{"env-secret",
			"\"\"\"A shop.\"\"\"\nfrom __future__ import annotations\n\nimport flask\n\napp = flask.Flask(__name__)\napp.config[\"SECRET_KEY\"] = \"abc-4711-night\"\n",
			"\"\"\"A shop.\"\"\"\nfrom __future__ import annotations\n\nimport os\nimport secrets\n\nimport flask\n\napp = flask.Flask(__name__)\napp.config[\"SECRET_KEY\"] = os.environ.get(\"SECRET_KEY\") or secrets.token_hex(32)\n"},
		{"secure-cookie",
			"import flask\n\napp = flask.Flask(__name__)\n\n\n@app.get(\"/\")\ndef view():\n    answer = flask.make_response(\"x\")\n    answer.set_cookie(\"session\", \"y\", secure=False)\n    return answer\n",
			"import flask\n\napp = flask.Flask(__name__)\n\n\n@app.get(\"/\")\ndef view():\n    answer = flask.make_response(\"x\")\n    answer.set_cookie(\"session\", \"y\", secure=True, httponly=True, samesite=\"Lax\")\n    return answer\n"},
		{"verify-token",
			"import jwt\n\nKEY = input()\n\n\ndef issue(sub):\n    return jwt.encode({\"sub\": sub}, KEY, algorithm=\"HS512\")\n\n\ndef read(token):\n    return jwt.decode(token, options={\"verify_signature\": False})\n",
			"import jwt\n\nKEY = input()\n\n\ndef issue(sub):\n    return jwt.encode({\"sub\": sub}, KEY, algorithm=\"HS512\")\n\n\ndef read(token):\n    return jwt.decode(token, KEY, algorithms=[\"HS512\"])\n"},
	} {
		t.Run(c.strategy, func(t *testing.T) { story{strategy: c.strategy, before: c.before, after: c.after}.run(t) })
	}
}

func TestData(t *testing.T) {
	flask := "from flask import Flask, request\n"
	page := "app = Flask(__name__)\n\n\n@app.post(\"/\")\ndef view():\n    text = request.form.get(\"text\", \"\")\n"
	for _, c := range []struct{ strategy, imports, before, after, newImports, helper string }{
		{"safe-loader", "import yaml\n", "    return {\"x\": yaml.load(text)}\n", "    return {\"x\": yaml.safe_load(text)}\n", "import yaml\n", ""},
		{"safe-loader", "import yaml\n", "    return {\"x\": yaml.load(text, Loader=yaml.Loader)}\n", "    return {\"x\": yaml.load(text, Loader=yaml.SafeLoader)}\n", "import yaml\n", ""},
		{"safe-loader", "import yaml\n", "    return {\"x\": yaml.unsafe_load(text)}\n", "    return {\"x\": yaml.safe_load(text)}\n", "import yaml\n", ""},
		{"data-format", "import base64\nimport pickle\n", "    return {\"x\": pickle.loads(base64.b64decode(text))}\n", "    return {\"x\": json.loads(base64.b64decode(text))}\n", "import base64\nimport json\n", ""},
		{"no-entities", "from lxml import etree\n", "    return {\"x\": etree.fromstring(text, etree.XMLParser(resolve_entities=True)).text}\n", "    return {\"x\": etree.fromstring(text, etree.XMLParser(resolve_entities=False)).text}\n", "from lxml import etree\n", ""},
		{"xpath-variable", "from lxml import etree\n", "    return {\"x\": etree.parse(\"x\").xpath(\"//a[@n='\" + text + \"']\")}\n", "    return {\"x\": etree.parse(\"x\").xpath(\"//a[@n=$text]\", text=text)}\n", "from lxml import etree\n", ""},
		{"xpath-variable", "from lxml import etree\n", "    return {\"x\": etree.parse(\"x\").xpath(f\"//a[@n='{text}']\")}\n", "    return {\"x\": etree.parse(\"x\").xpath(\"//a[@n=$text]\", text=text)}\n", "from lxml import etree\n", ""},
		{"unambiguous-regex", "import re\n", "    return {\"x\": bool(re.match(r\"^([A-Za-z]+[ '-]?)+$\", text))}\n", "    return {\"x\": bool(re.match(r\"^[A-Za-z]+([ '-][A-Za-z]+)*[ '-]?$\", text))}\n", "import re\n", ""},
		{"unambiguous-regex", "import re\n", "    return {\"x\": bool(re.match(r\"(a+)+$\", text))}\n", "    return {\"x\": bool(re.match(r\"(a+)$\", text))}\n", "import re\n", ""},
	} {
		t.Run(c.strategy, func(t *testing.T) {
			story{strategy: c.strategy, before: c.imports + flask + page + c.before, after: c.newImports + flask + page + c.after}.run(t)
		})
	}
}

// TestRefusals has programs that the nearest edit would silence and harm.
func TestRefusals(t *testing.T) {
	flask := "from flask import Flask, request\n"
	page := "app = Flask(__name__)\n\n\n@app.get(\"/\")\ndef view():\n    name = request.args.get(\"name\", \"\")\n"
	for _, s := range []story{
		{name: "stored hashes of passwords", strategy: "modern-hash", reason: "stored hashes",
			before: "import hashlib\n\n\ndef digest(salt, password):\n    return hashlib.sha1((salt + password).encode()).hexdigest()\n"},
		{name: "a password by its function", strategy: "modern-hash", reason: "stored hashes",
			before: "import hashlib\n\n\ndef hash_password(text):\n    return hashlib.sha1(text.encode()).hexdigest()\n"},
		{name: "exec is no template", strategy: "template-data", reason: "runs code",
			before: flask + page + "    exec(\"x = \" + name)\n    return {}\n"},
		{name: "a quoted value is no column", strategy: "allow-identifier", reason: "inside quotes",
			before: "import sqlite3\n" + flask + "db = sqlite3.connect(\"x.db\")\n" + page + "    db.execute(f\"SELECT a FROM t WHERE city = '{name}'\")\n    return {}\n"},
		{name: "a timeout of the caller", strategy: "set-timeout", reason: "the caller decides", sink: "timeout", call: "requests.get(address, timeout=timeout)",
			before: "import requests\n\n\ndef rates(address, timeout=None):\n    return requests.get(address, timeout=timeout)\n"},
		{name: "a host of ours", strategy: "local-redirect", reason: "clinic.example",
			before: "from urllib.parse import urlparse\n\nfrom flask import redirect\n" + flask + page + "    if urlparse(name).netloc.endswith(\"clinic.example\"):\n        return redirect(name)\n    return {}\n"},
		{name: "markup of a helper", strategy: "escape-html", sink: "html", call: "Response(link(name))", source: "input()",
			before: "from flask import Response\n\n\ndef link(target):\n    return \"<a href='\" + target + \"'>back</a>\"\n\n\ndef view():\n    name = input()\n    return Response(link(name))\n",
			after:  "from flask import Response\nfrom markupsafe import escape\n\n\ndef link(target):\n    return \"<a href='\" + target + \"'>back</a>\"\n\n\ndef view():\n    name = escape(input())\n    return Response(link(name))\n"},
		{name: "markup in a variable", strategy: "escape-html", reason: "not found", sink: "html", call: "Response(\"<ul>\" + row + \"</ul>\")", source: "row",
			before: "from flask import Response\n\n\ndef view(name):\n    row = \"<li>\" + name\n    return Response(\"<ul>\" + row + \"</ul>\")\n"},
		{name: "a whole head", strategy: "strip-newlines", reason: "not found", sink: "header", call: "server.sendmail(\"a\", \"b\", head + \"\\r\\n\")", source: "head",
			before: "def view(server, name):\n    head = \"Subject: \" + name + \"\\r\\n\"\n    server.sendmail(\"a\", \"b\", head + \"\\r\\n\")\n"},
	} {
		t.Run(s.strategy+", "+s.name, s.run)
	}
}
