package python_test

import "testing"

func TestEngineStories(t *testing.T) {
	flask := "from flask import Flask, redirect, render_template_string, request\n"
	page := "app = Flask(__name__)\n\n\n@app.get(\"/\")\ndef view():\n    name = request.args.get(\"name\", \"\")\n"
	for _, s := range []story{
		{name: "run with a shell", strategy: "argument-vector",
			before: "import subprocess\n" + flask + page + "    subprocess.run(\"ping -c 1 \" + name, shell=True, timeout=3)\n    return {}\n",
			after:  "import subprocess\n" + flask + page + "    subprocess.run([\"ping\", \"-c\", \"1\", name], timeout=3)\n    return {}\n"},
		{name: "a parameter that the framework gives", strategy: "parameterise",
			before: "import sqlite3\nfrom fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get(\"/\")\ndef find(name: str):\n    return sqlite3.connect(\"x\").execute(\"SELECT * FROM t WHERE n = '\" + name + \"'\").fetchall()\n",
			after:  "import sqlite3\nfrom fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get(\"/\")\ndef find(name: str):\n    return sqlite3.connect(\"x\").execute(\"SELECT * FROM t WHERE n = ?\", (name,)).fetchall()\n"},
		{name: "a pattern from outside", strategy: "literal-pattern",
			before: "import re\n" + flask + page + "    return {\"n\": bool(re.search(name, \"abc\"))}\n",
			after:  "import re\n" + flask + page + "    return {\"n\": bool(re.search(re.escape(name), \"abc\"))}\n"},
		{name: "an archive", strategy: "confine-path",
			before: "import tarfile\n" + flask + page + "    with tarfile.open(fileobj=request.files[\"f\"].stream) as t:\n        t.extractall(\"in\")\n    return {}\n",
			after:  "import tarfile\n" + flask + page + "    with tarfile.open(fileobj=request.files[\"f\"].stream) as t:\n        t.extractall(\"in\", filter=\"data\")\n    return {}\n"},
		{name: "a word of several parts", strategy: "argument-vector",
			before: "import subprocess\n" + flask + page + "    subprocess.run(f'convert in/{name}.png \"out file.png\"', shell=True)\n    return {}\n",
			after:  "import subprocess\n" + flask + page + "    subprocess.run([\"convert\", f\"in/{name}.png\", \"out file.png\"])\n    return {}\n"},
		{name: "os.system", strategy: "argument-vector",
			before: "import os\n" + flask + page + "    if os.system(\"ping %s\" % name):\n        return {}\n    return {}\n",
			after:  "import os\nimport subprocess\n" + flask + page + "    if subprocess.run([\"ping\", str(name)]).returncode:\n        return {}\n    return {}\n"},
		{name: "os.popen", strategy: "argument-vector",
			before: "import os\n" + flask + page + "    return {\"x\": os.popen(f\"ping {name}\").read()}\n",
			after:  "import os\nimport subprocess\n" + flask + page + "    return {\"x\": subprocess.run([\"ping\", str(name)], stdout=subprocess.PIPE, text=True).stdout}\n"},
		{name: "in a variable", strategy: "argument-vector",
			before: "import subprocess\n" + flask + page + "    line = \"ping \" + name\n    subprocess.call(line, shell=True)\n    return {}\n",
			after:  "import subprocess\n" + flask + page + "    line = [\"ping\", name]\n    subprocess.call(line)\n    return {}\n"},
		{name: "a pipe", strategy: "argument-vector", reason: "uses the shell",
			before: "import subprocess\n" + flask + page + "    subprocess.run(\"grep \" + name + \" x | sort\", shell=True)\n    return {}\n"},
		{name: "a pipe, quoted", strategy: "quote-shell",
			before: "import subprocess\n" + flask + page + "    subprocess.run(\"grep \" + name + \" x | sort\", shell=True)\n    return {}\n",
			after:  "import subprocess\nfrom shlex import quote\n" + flask + page + "    subprocess.run(\"grep \" + quote(name) + \" x | sort\", shell=True)\n    return {}\n"},
		{name: "an f-string of a page", strategy: "escape-html",
			before: flask + page + "    return f\"<p>{name}</p>\"\n",
			after:  flask + "from markupsafe import escape\n" + page + "    return f\"<p>{escape(name)}</p>\"\n"},
		{name: "a page put together with plus", strategy: "escape-html",
			before: flask + page + "    return \"<p>\" + name + \"</p>\"\n",
			after:  "import html\n\n" + flask + page + "    return \"<p>\" + html.escape(name) + \"</p>\"\n"},
		{name: "join", strategy: "confine-path",
			before: "import os\n" + flask + page + "    return open(os.path.join(\"data\", name)).read()\n",
			after: "import os\n" + flask + "app = Flask(__name__)\n\n\n" + `def _local_name(name):
    """Return name unless it leads out of the folder that it is joined to."""
    if os.path.isabs(name) or ".." in name:
        raise ValueError(name)
    return name


` + "@app.get(\"/\")\ndef view():\n    name = request.args.get(\"name\", \"\")\n    return open(os.path.join(\"data\", _local_name(name))).read()\n"},
		{name: "a prefix without a separator", strategy: "confine-path",
			before: "import os\n" + flask + page + "    root = \"/srv/data\"\n    path = os.path.abspath(os.path.join(root, name))\n    if not path.startswith(root):\n        raise LookupError(name)\n    return open(path).read()\n",
			after:  "import os\n" + flask + page + "    root = \"/srv/data\"\n    path = os.path.abspath(os.path.join(root, name))\n    if not path.startswith(root + os.sep):\n        raise LookupError(name)\n    return open(path).read()\n"},
		{name: "redirect", strategy: "local-redirect",
			before: flask + page + "    return redirect(name)\n",
			after: flask + "app = Flask(__name__)\n\n\n" + `def _local_path(target):
    """Return target when it is a path of this site, else its home page."""
    if not target.startswith("/") or target.startswith("//"):
        return "/"
    if "\\" in target or "\r" in target or "\n" in target or "\t" in target:
        return "/"
    return target


` + "@app.get(\"/\")\ndef view():\n    name = request.args.get(\"name\", \"\")\n    return redirect(_local_path(name))\n"},
		{name: "eval", strategy: "literal-eval",
			before: flask + page + "    return {\"x\": eval(name)}\n",
			after:  "import ast\n\n" + flask + page + "    return {\"x\": ast.literal_eval(name)}\n"},
		{name: "template", strategy: "template-data",
			before: flask + page + "    return render_template_string(\"<p>\" + name + \"</p>\")\n",
			after:  flask + page + "    return render_template_string(\"<p>{{ name }}</p>\", name=name)\n"},
		{name: "template by f-string", strategy: "template-data",
			before: flask + page + "    text = f\"<p>{name}, {{{{ other }}}}</p>\"\n    return render_template_string(text, other=3)\n",
			after:  flask + page + "    text = f\"<p>{{{{ name }}}}, {{{{ other }}}}</p>\"\n    return render_template_string(text, other=3, name=name)\n"},
		{name: "log", strategy: "quote-log",
			before: "import logging\n" + flask + page + "    logging.warning(\"login of %s from %s\", name, 3)\n    return {}\n",
			after:  "import logging\n" + flask + page + "    logging.warning(\"login of %r from %s\", name, 3)\n    return {}\n"},
		{name: "log by f-string", strategy: "quote-log",
			before: "import logging\n" + flask + page + "    logging.warning(f\"login of {name}\")\n    return {}\n",
			after:  "import logging\n" + flask + page + "    logging.warning(f\"login of {name!r}\")\n    return {}\n"},
		{name: "column", strategy: "allow-identifier",
			before: "import sqlite3\n" + flask + "db = sqlite3.connect(\"x.db\")\ndb.execute(\"CREATE TABLE t (id INTEGER, name TEXT DEFAULT ('a,b'), PRIMARY KEY (id))\")\n" + page + "    db.execute(\"SELECT * FROM t ORDER BY \" + name)\n    return {}\n",
			after: "import sqlite3\n" + flask + "db = sqlite3.connect(\"x.db\")\ndb.execute(\"CREATE TABLE t (id INTEGER, name TEXT DEFAULT ('a,b'), PRIMARY KEY (id))\")\napp = Flask(__name__)\n\n\n" + `def _column(name):
    """Return name when it may stand in a statement as the name of a column."""
    if name not in ("id", "name"):
        raise ValueError(name)
    return name


` + "@app.get(\"/\")\ndef view():\n    name = request.args.get(\"name\", \"\")\n    db.execute(\"SELECT * FROM t ORDER BY \" + _column(name))\n    return {}\n"},
	} {
		t.Run(s.strategy+", "+s.name, s.run)
	}
}

// TestByHand has flows made by hand, for shapes whose sinks or guards the engine
// does not report on their own.
func TestByHand(t *testing.T) {
	for _, s := range []story{
		{name: "a test that forgets absolute names", strategy: "confine-path", sink: "path", call: "open(os.path.join(\"data\", name))", source: "input()",
			before: "import os\n\n\ndef read():\n    name = input()\n    if \"..\" in name:\n        raise LookupError(name)\n    return open(os.path.join(\"data\", name)).read()\n",
			after:  "import os\n\n\ndef read():\n    name = input()\n    if \"..\" in name or os.path.isabs(name):\n        raise LookupError(name)\n    return open(os.path.join(\"data\", name)).read()\n"},
		{name: "an entry that is skipped", strategy: "confine-path", sink: "path", call: "open(os.path.join(\"out\", info.filename), \"wb\")", source: "info.filename",
			before: "import os\n\n\ndef unpack(archive):\n    for info in archive.infolist():\n        if info.is_dir() or info.filename.startswith(\"/\"):\n            continue\n        open(os.path.join(\"out\", info.filename), \"wb\").write(archive.read(info))\n",
			after:  "import os\n\n\ndef unpack(archive):\n    for info in archive.infolist():\n        if info.is_dir() or info.filename.startswith(\"/\") or \"..\" in info.filename:\n            continue\n        open(os.path.join(\"out\", info.filename), \"wb\").write(archive.read(info))\n"},
		{name: "markup after escaping", strategy: "escape-html", sink: "html", call: "Markup(text.replace(\"\\n\", \"<br>\"))", source: "input()",
			before: "from markupsafe import Markup\n\n\ndef page():\n    text = input()\n    return Markup(text.replace(\"\\n\", \"<br>\"))\n",
			after:  "import html\n\nfrom markupsafe import Markup\n\n\ndef page():\n    text = input()\n    return Markup(html.escape(text).replace(\"\\n\", \"<br>\"))\n"},
		{name: "an optional signature", strategy: "verify-token", sink: "jwt.verify", call: "signed(key, mark)",
			before: "def hook(request, key):\n    mark = request.headers.get(\"X-Signature\")\n    if mark and not signed(key, mark):\n        return 403\n    return 200\n",
			after:  "def hook(request, key):\n    mark = request.headers.get(\"X-Signature\", \"\")\n    if not signed(key, mark):\n        return 403\n    return 200\n"},
		{name: "an exponential expression needs more than a bound", strategy: "unambiguous-regex", sink: "regex", call: "re.match(r\"(a|aa)+$\", x)", reason: "nested repetition",
			before: "import re\n\n\ndef check(x):\n    return re.match(r\"(a|aa)+$\", x)\n"},
		{name: "a compiled expression", strategy: "unambiguous-regex", sink: "regex", call: "NAME.match(x)",
			before: "import re\n\nNAME = re.compile(r\"^([A-Za-z]+[ '-]?)+$\")\n\n\ndef check(x):\n    return NAME.match(x)\n",
			after:  "import re\n\nNAME = re.compile(r\"^[A-Za-z]+([ '-][A-Za-z]+)*[ '-]?$\")\n\n\ndef check(x):\n    return NAME.match(x)\n"},
		{name: "a secret that is compared", strategy: "env-secret", sink: "secret", call: "KEY",
			before: "\"\"\"Doors.\"\"\"\n\nfrom flask import request\n\nKEY = \"sync-5d1c-4b90\"\n\n\ndef check():\n    return request.headers.get(\"X\") == KEY\n",
			after:  "\"\"\"Doors.\"\"\"\n\nimport os\n\nfrom flask import request\n\nKEY = os.environ[\"APP_KEY\"]\n\n\ndef check():\n    return request.headers.get(\"X\") == KEY\n"},
		{name: "a request whose check finds the host anywhere", strategy: "allow-host", sink: "url", call: "requests.get(address)", source: "input()",
			before: "import requests\n\n\ndef fetch():\n    address = input()\n    if \"partner.example\" not in address:\n        raise LookupError(address)\n    return requests.get(address).text\n",
			after: "from urllib.parse import urlparse\n\nimport requests\n\n\n" + `def _allowed_address(address):
    """Return address when it leads to a host that we have business with."""
    if urlparse(address).hostname not in ("partner.example",):
        raise LookupError(address)
    return address


` + "def fetch():\n    address = input()\n    if \"partner.example\" not in address:\n        raise LookupError(address)\n    return requests.get(_allowed_address(address)).text\n"},
		{name: "a command line from two places", strategy: "argument-vector", sink: "shell", call: "os.system(line)", source: "input()", reason: "more than one place",
			before: "import os\n\nline = \"ls \" + input()\nif line:\n    line = \"ls\"\nos.system(line)\n"},
		{name: "psycopg", strategy: "parameterise", sink: "sql", call: "cursor.execute(f\"SELECT * FROM t WHERE name = '{name}'\")", source: "input()",
			before: "import psycopg2\n\n\ndef find(cursor):\n    name = input()\n    cursor.execute(f\"SELECT * FROM t WHERE name = '{name}'\")\n",
			after:  "import psycopg2\n\n\ndef find(cursor):\n    name = input()\n    cursor.execute(\"SELECT * FROM t WHERE name = %s\", (name,))\n"},
		{name: "psycopg with a percent sign", strategy: "parameterise", sink: "sql", call: "cursor.execute(f\"SELECT * FROM t WHERE kind LIKE 'a%' AND name = '{name}'\")", source: "input()",
			before: "import psycopg2\n\n\ndef find(cursor):\n    name = input()\n    cursor.execute(f\"SELECT * FROM t WHERE kind LIKE 'a%' AND name = '{name}'\")\n",
			after:  "import psycopg2\n\n\ndef find(cursor):\n    name = input()\n    cursor.execute(\"SELECT * FROM t WHERE kind LIKE 'a%%' AND name = %s\", (name,))\n"},
		{name: "SQLAlchemy", strategy: "parameterise", sink: "sql", call: "session.execute(text(f\"SELECT * FROM t WHERE name = '{name}'\"))", source: "input()",
			before: "from sqlalchemy import text\n\n\ndef find(session):\n    name = input()\n    session.execute(text(f\"SELECT * FROM t WHERE name = '{name}'\"))\n",
			after:  "from sqlalchemy import text\n\n\ndef find(session):\n    name = input()\n    session.execute(text(\"SELECT * FROM t WHERE name = :name\"), {\"name\": name})\n"},
		{name: "an unknown driver", strategy: "parameterise", sink: "sql", call: "db.execute(\"SELECT * FROM t WHERE name = \" + name)", source: "input()", reason: "driver is not known",
			before: "def find(db):\n    name = input()\n    db.execute(\"SELECT * FROM t WHERE name = \" + name)\n"},
		{name: "an IN list", strategy: "parameterise", sink: "sql", call: "db.execute(f\"SELECT * FROM t WHERE id IN ({','.join(ids)})\")", source: "input()",
			before: "import sqlite3\n\n\ndef find(db):\n    ids = input().split(\",\")\n    db.execute(f\"SELECT * FROM t WHERE id IN ({','.join(ids)})\")\n",
			after:  "import sqlite3\n\n\ndef find(db):\n    ids = input().split(\",\")\n    db.execute(f\"SELECT * FROM t WHERE id IN ({', '.join('?' for _ in ids)})\", (*ids,))\n"},
	} {
		t.Run(s.strategy+", "+s.name, s.run)
	}
}
