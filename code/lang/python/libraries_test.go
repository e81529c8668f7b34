package python_test

import "testing"

// What the models of libraries say, one call a line; the sinks that judge more
// than texts tell what reached them.
func TestLibraries(t *testing.T) {
	tell(t, "import sys\n", []story{
		{"yaml", "import yaml\nyaml.load(input())\n", "deserialize stdin:input"},
		{"yaml with a safe loader", "import yaml\nyaml.load(input(), Loader=yaml.SafeLoader)\n", ""},
		{"pickle", "import pickle\npickle.loads(input())\n", "deserialize stdin:input"},
		{"pickle of old", "import cPickle as pickle\npickle.loads(input())\n", "deserialize stdin:input"},
		{"json", "import json, os\nos.system(json.loads(input())['x'])\n", "shell stdin:input"},
		{"md5", "import hashlib\nhashlib.md5(b'x')\n", "hash.weak md5,module (b'x'),x"},
		{"md5 by name", "import hashlib\nhashlib.new('MD5')\n", "hash.weak md5,module ('MD5'),"},
		{"md5 for no security", "import hashlib\nhashlib.md5(b'x', usedforsecurity=False)\n", ""},
		{"certificate", "import requests\nrequests.get('https://a', verify=False, timeout=3)\n", "timeout 3,request; tls.verify false"},
		{"context", "import ssl\nc = ssl.create_default_context()\nc.check_hostname = False\nc.verify_mode = ssl.CERT_NONE\n", "tls.verify 0; tls.verify false"},
		{"token", "import jwt\njwt.decode('x', options={'verify_signature': False})\n", "jwt.verify false"},
		{"arguments", "import argparse, os\np = argparse.ArgumentParser()\np.add_argument('--name')\na = p.parse_args()\nos.system(a.name)\n", "shell args:name"},
		{"argv", "import os\nos.system(sys.argv[1])\n", "shell args:argv"},
		{"quoted", "import os, shlex\nos.system('ls ' + shlex.quote(sys.argv[1]))\n", ""},
		{"cipher", "from Crypto.Cipher import DES\nDES.new(b'12345678', DES.MODE_ECB)\n", "cipher.weak des,ecb; secret 12345678,key"},
		{"key size", "from cryptography.hazmat.primitives.asymmetric import rsa\nrsa.generate_private_key(65537, 1024)\n", "key.size rsa,1024"},
		{"composed statement", "import psycopg2\nfrom psycopg2 import sql\nc = psycopg2.connect('')\nc.cursor().execute(sql.SQL('SELECT * FROM {}').format(sql.Identifier(input())))\n", ""},
		{"statement", "import psycopg2\nc = psycopg2.connect('')\nc.cursor().execute('SELECT * FROM ' + input())\n", "sql stdin:input"},
		{"sqlalchemy text", "from sqlalchemy import create_engine, text\ne = create_engine('x')\nwith e.connect() as c:\n    c.execute(text(\"SELECT '\" + input() + \"'\"))\n", "sql stdin:input"},
		{"sqlalchemy parameters", "from sqlalchemy import create_engine, text\ne = create_engine('x')\nwith e.connect() as c:\n    c.execute(text('SELECT :n'), {'n': input()})\n", ""},
		{"asyncio", "import asyncio\nasync def f():\n    await asyncio.create_subprocess_shell(input())\nasyncio.run(f())\n", "shell stdin:input"},
		{"entities", "from lxml import etree\netree.fromstring(input())\n", "xml stdin:input"},
	})
}
