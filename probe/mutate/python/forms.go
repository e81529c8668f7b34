package python

import "github.com/prunella/prunella/probe/mutate"

// Carriers implements mutate.Language.
func (Language) Carriers() []mutate.Form {
	return []mutate.Form{
		{Name: "call", Source: "\n\ndef {f}(v):\n    return v"},
		{Name: "calls", Source: "\n\ndef {f}(v, n=3):\n    if n == 0:\n        return v\n    return {f}(v, n - 1)"},
		{Name: "keyword", Source: "\n\ndef {g}(*, other=None, kept=None):\n    return kept\n\n\ndef {f}(v):\n    return {g}(kept=v)"},
		{Name: "star", Source: "\n\ndef {g}(*row, **named):\n    return row[1]\n\n\ndef {f}(v):\n    return {g}(*[None, v])"},
		{Name: "list", Source: "\n\ndef {f}(v):\n    row = []\n    row.append(v)\n    return row[-1]"},
		{Name: "map", Source: "\n\ndef {f}(v):\n    m = {}\n    m[\"kept\"] = v\n    return m.get(\"kept\")"},
		{Name: "tuple", Source: "\n\ndef {f}(v):\n    a, (b, c) = 1, (v, 2)\n    return b"},
		{Name: "field", Source: "\n\nclass {g}:\n    def __init__(self, v):\n        self.kept = v\n\n\ndef {f}(v):\n    return {g}(v).kept"},
		{Name: "property", Source: "\n\nclass {g}:\n    def __init__(self, v):\n        self._kept = v\n\n    @property\n    def kept(self):\n        return self._kept\n\n\ndef {f}(v):\n    return {g}(v).kept"},
		{Name: "inheritance", Source: "\n\nclass {g}:\n    def run(self, v):\n        return self.step(v)\n\n    def step(self, v):\n        return None\n\n\nclass {h}({g}):\n    def step(self, v):\n        return v\n\n\ndef {f}(v):\n    return {h}().run(v)"},
		{Name: "closure", Source: "\n\ndef {f}(v):\n    def get():\n        return v\n\n    return get()"},
		{Name: "callback", Source: "\n\ndef {g}(v, do):\n    return do(v)\n\n\ndef {f}(v):\n    return {g}(v, lambda x: x)"},
		{Name: "decorator", Source: "\n\ndef {g}(fn):\n    def inner(*args, **kwargs):\n        return fn(*args, **kwargs)\n\n    return inner\n\n\n@{g}\ndef {f}(v):\n    return v"},
		{Name: "loop", Source: "\n\ndef {f}(v):\n    out = None\n    for x in [v]:\n        out = x\n    return out"},
		{Name: "comprehension", Source: "\n\ndef {f}(v):\n    return [x for x in (v,)][0]"},
		{Name: "generator", Source: "\n\ndef {g}(v):\n    yield v\n\n\ndef {f}(v):\n    return next({g}(v))"},
		{Name: "finally", Source: "\n\ndef {f}(v):\n    out = None\n    try:\n        out = v\n    finally:\n        done = True\n    return out"},
		{Name: "raise", Source: "\n\nclass {g}(Exception):\n    pass\n\n\ndef {f}(v):\n    try:\n        raise {g}(v)\n    except {g} as e:\n        return e.args[0]"},
		{Name: "with", Source: "\n\nclass {g}:\n    def __init__(self, v):\n        self.v = v\n\n    def __enter__(self):\n        return self.v\n\n    def __exit__(self, *_):\n        return False\n\n\ndef {f}(v):\n    with {g}(v) as out:\n        return out"},
		{Name: "branch", Source: "\n\ndef {f}(v):\n    one = 1\n    if one > 2:\n        return None\n    return v"},
		{Name: "global", Source: "\n\n{g} = {}\n\n\ndef {f}(v):\n    {g}[\"kept\"] = v\n    return {g}[\"kept\"]"},
		{Name: "getattr", Source: "\n\nclass {g}:\n    kept = None\n\n\ndef {f}(v):\n    box = {g}()\n    setattr(box, \"kept\", v)\n    return getattr(box, \"kept\")"},
		{Name: "join", Text: true, Source: "\n\ndef {f}(v):\n    return \",\".join(v.split(\",\"))"},
		{Name: "builder", Text: true, Source: "\n\ndef {f}(v):\n    out = \"\"\n    for c in v:\n        out += c\n    return out"},
		{Name: "format", Text: true, Source: "\n\ndef {f}(v):\n    return \"{0}{1}\".format(v, \"\")"},
		{Name: "percent", Text: true, Source: "\n\ndef {f}(v):\n    return \"%s\" % (v,)"},
		{Name: "bytes", Text: true, Source: "\n\ndef {f}(v):\n    return v.encode(\"utf-8\", \"surrogatepass\").decode(\"utf-8\", \"surrogatepass\")"},
	}
}

// Checks implements mutate.Language.
func (Language) Checks() []mutate.Check {
	return []mutate.Check{
		{Safe: true, Form: mutate.Form{Name: "list", Source: "\n\n{g} = {\"a\": \"a\", \"b\": \"b\"}\n\n\ndef {f}(v):\n    return {g}.get(v, \"a\")"}},
		{Safe: true, Form: mutate.Form{Name: "member", Source: "\n\n{g} = (\"a\", \"b\")\n\n\ndef {f}(v):\n    if v not in {g}:\n        return \"a\"\n    return v"}},
		{Safe: true, Form: mutate.Form{Name: "dead", Source: "\n\ndef {f}(v):\n    one, out = 1, \"a\"\n    if one > 2:\n        out = v\n    return out"}},
		{Safe: true, Form: mutate.Form{Name: "other-key", Source: "\n\ndef {f}(v):\n    m = {\"kept\": \"a\"}\n    m[\"other\"] = v\n    return m[\"kept\"]"}},
		{Safe: true, Form: mutate.Form{Name: "overwritten", Source: "\n\ndef {f}(v):\n    row = [v]\n    row[0] = \"a\"\n    return row[0]"}},
		{Safe: true, Rules: mutate.Numbers(), Form: mutate.Form{Name: "number", Source: "\n\ndef {f}(v):\n    try:\n        return str(int(v))\n    except ValueError:\n        return \"0\""}},
		{Safe: true, Rules: mutate.Words(), Form: mutate.Form{Name: "anchored", Source: "\n\ndef {f}(v):\n    import re\n\n    if not re.fullmatch(r\"[a-z]{1,8}\", v):\n        return \"a\"\n    return v"}},
		{Form: mutate.Form{Name: "unanchored", Source: "\n\ndef {f}(v):\n    import re\n\n    if not re.search(r\"[a-z]{1,8}\", v):\n        return \"a\"\n    return v"}},
		{Form: mutate.Form{Name: "prefix", Source: "\n\ndef {f}(v):\n    import re\n\n    if v and not re.match(r\".\", v, re.S):\n        return \"a\"\n    return v"}},
		{Form: mutate.Form{Name: "copy", Source: "\n\n{g} = {\"a\": \"a\"}\n\n\ndef {f}(v):\n    checked = v\n    checked = {g}.get(checked, \"a\")\n    return v"}},
		{Form: mutate.Form{Name: "ignored", Source: "\n\n{g} = (\"a\", \"b\")\n\n\ndef {f}(v):\n    if v not in {g}:\n        print(\"not allowed\")\n    return v"}},
		{Form: mutate.Form{Name: "swallowed", Source: "\n\ndef {f}(v):\n    try:\n        int(v)\n    except ValueError:\n        pass\n    return v"}},
		{Form: mutate.Form{Name: "other-branch", Source: "\n\ndef {f}(v):\n    if v == \"admin\":\n        return \"a\"\n    return v"}},
		{Form: mutate.Form{Name: "trim", Source: "\n\ndef {f}(v):\n    return v.strip()"}},
		{Form: mutate.Form{Name: "contains", Source: "\n\ndef {f}(v):\n    if \"<script>\" in v:\n        return \"a\"\n    return v"}},
		{Rules: mutate.Paths(), Form: mutate.Form{Name: "remove-once", Source: "\n\ndef {f}(v):\n    return v.replace(\"../\", \"\")"}},
		{Rules: mutate.Paths(), Form: mutate.Form{Name: "wrong-escape", Source: "\n\ndef {f}(v):\n    import html\n\n    return html.escape(v)"}},
	}
}

// Blocks implements mutate.Language.
func (Language) Blocks() []mutate.Block {
	return []mutate.Block{
		{Name: "if", Deeper: true, Before: "{n} = 2\n{i}if {n} > 1:\n{i}    "},
		{Name: "once", Deeper: true, Before: "for {n} in range(1):\n{i}    "},
		{Name: "finally", Deeper: true, Before: "try:\n{i}    ", After: "\n{i}finally:\n{i}    {n} = 1"},
		{Name: "else", Deeper: true, Before: "{n} = 2\n{i}if {n} < 1:\n{i}    raise ValueError(\"never\")\n{i}else:\n{i}    "},
	}
}
