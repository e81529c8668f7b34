package javascript

import "github.com/prunella/prunella/probe/mutate"

// Carriers implements mutate.Language. Functions are declarations, which are known
// above the line they stand on; what must have run first is kept inside them.
func (Language) Carriers() []mutate.Form {
	return []mutate.Form{
		{Name: "call", Source: "\nfunction {f}(v) {\n  return v;\n}"},
		{Name: "calls", Source: "\nfunction {f}(v) {\n  return {g}(v, 3);\n}\n\nfunction {g}(v, n) {\n  if (n === 0) {\n    return v;\n  }\n  return {g}(v, n - 1);\n}"},
		{Name: "list", Source: "\nfunction {f}(v) {\n  const row = [];\n  row.push(v);\n  return row[row.length - 1];\n}"},
		{Name: "map", Source: "\nfunction {f}(v) {\n  const m = new Map();\n  m.set(\"kept\", v);\n  return m.get(\"kept\");\n}"},
		{Name: "object", Source: "\nfunction {f}(v) {\n  const box = { other: 1 };\n  box[\"kept\"] = v;\n  return box.kept;\n}"},
		{Name: "destructure", Source: "\nfunction {f}(v) {\n  const { kept, ...rest } = { kept: v, other: 1 };\n  const [, second] = [1, kept];\n  return second;\n}"},
		{Name: "spread", Source: "\nfunction {g}(...row) {\n  return row[1];\n}\n\nfunction {f}(v) {\n  return {g}(...[null, v]);\n}"},
		{Name: "default", Source: "\nfunction {g}(a, b = a) {\n  return b;\n}\n\nfunction {f}(v) {\n  return {g}(v);\n}"},
		{Name: "class", Source: "\nfunction {f}(v) {\n  class Box {\n    constructor(kept) {\n      this.kept = kept;\n    }\n\n    get() {\n      return this.kept;\n    }\n  }\n  return new Box(v).get();\n}"},
		{Name: "inheritance", Source: "\nfunction {f}(v) {\n  class Base {\n    run(x) {\n      return this.step(x);\n    }\n  }\n  class Derived extends Base {\n    step(x) {\n      return x;\n    }\n  }\n  return new Derived().run(v);\n}"},
		{Name: "prototype", Source: "\nfunction {g}(v) {\n  this.v = v;\n}\n\nfunction {f}(v) {\n  {g}.prototype.get = function () {\n    return this.v;\n  };\n  return new {g}(v).get();\n}"},
		{Name: "getter", Source: "\nfunction {f}(v) {\n  const box = {\n    get kept() {\n      return v;\n    },\n  };\n  return box.kept;\n}"},
		{Name: "closure", Source: "\nfunction {f}(v) {\n  const get = () => v;\n  return get();\n}"},
		{Name: "callback", Source: "\nfunction {f}(v) {\n  let out;\n  [v].forEach((x) => {\n    out = x;\n  });\n  return out;\n}"},
		{Name: "chain", Source: "\nfunction {f}(v) {\n  return [v].map((x) => ({ x })).filter(() => true).reduce((_, o) => o.x, undefined);\n}"},
		{Name: "bind", Source: "\nfunction {g}() {\n  return this.kept;\n}\n\nfunction {f}(v) {\n  return {g}.bind({ kept: v })();\n}"},
		{Name: "loop", Source: "\nfunction {f}(v) {\n  let out;\n  for (const x of [v]) {\n    out = x;\n  }\n  return out;\n}"},
		{Name: "generator", Source: "\nfunction* {g}(v) {\n  yield v;\n}\n\nfunction {f}(v) {\n  return {g}(v).next().value;\n}"},
		{Name: "finally", Source: "\nfunction {f}(v) {\n  let out;\n  try {\n    out = v;\n  } finally {\n    out = out;\n  }\n  return out;\n}"},
		{Name: "throw", Source: "\nfunction {f}(v) {\n  try {\n    throw { kept: v };\n  } catch (e) {\n    return e.kept;\n  }\n}"},
		{Name: "branch", Source: "\nfunction {f}(v) {\n  const one = 1;\n  if (one > 2) {\n    return undefined;\n  }\n  return v;\n}"},
		{Name: "switch", Source: "\nfunction {f}(v) {\n  let out;\n  switch (2) {\n    case 1:\n      break;\n    case 2:\n      out = v;\n      break;\n  }\n  return out;\n}"},
	}
}

// Checks implements mutate.Language.
func (Language) Checks() []mutate.Check {
	return []mutate.Check{
		{Safe: true, Form: mutate.Form{Name: "list", Source: "\nfunction {f}(v) {\n  const m = new Map([[\"a\", \"a\"], [\"b\", \"b\"]]);\n  return m.has(v) ? m.get(v) : \"a\";\n}"}},
		{Safe: true, Form: mutate.Form{Name: "member", Source: "\nfunction {f}(v) {\n  if (![\"a\", \"b\"].includes(v)) {\n    return \"a\";\n  }\n  return v;\n}"}},
		{Safe: true, Form: mutate.Form{Name: "switch", Source: "\nfunction {f}(v) {\n  switch (v) {\n    case \"a\":\n    case \"b\":\n      return v;\n    default:\n      return \"a\";\n  }\n}"}},
		{Safe: true, Form: mutate.Form{Name: "dead", Source: "\nfunction {f}(v) {\n  const one = 1;\n  let out = \"a\";\n  if (one > 2) {\n    out = v;\n  }\n  return out;\n}"}},
		{Safe: true, Form: mutate.Form{Name: "other-key", Source: "\nfunction {f}(v) {\n  const m = { kept: \"a\" };\n  m.other = v;\n  return m.kept;\n}"}},
		{Safe: true, Form: mutate.Form{Name: "overwritten", Source: "\nfunction {f}(v) {\n  const row = [v];\n  row[0] = \"a\";\n  return row[0];\n}"}},
		{Safe: true, Rules: mutate.Numbers(), Form: mutate.Form{Name: "number", Source: "\nfunction {f}(v) {\n  return String(parseInt(v, 10) || 0);\n}"}},
		{Safe: true, Rules: mutate.Words(), Form: mutate.Form{Name: "anchored", Source: "\nfunction {f}(v) {\n  if (typeof v !== \"string\" || !/^[a-z]{1,8}$/.test(v)) {\n    return \"a\";\n  }\n  return v;\n}"}},
		{Form: mutate.Form{Name: "unanchored", Source: "\nfunction {f}(v) {\n  if (!/[a-z]{1,8}/.test(v)) {\n    return \"a\";\n  }\n  return v;\n}"}},
		{Form: mutate.Form{Name: "multiline", Source: "\nfunction {f}(v) {\n  if (!/^[a-z]{1,8}$/m.test(v)) {\n    return \"a\";\n  }\n  return v;\n}"}, Not: []string{"header-injection", "log-injection", "open-redirect", "request-forgery", "path-traversal", "zip-slip"}},
		{Form: mutate.Form{Name: "copy", Source: "\nfunction {f}(v) {\n  let checked = v;\n  if (checked !== \"a\") {\n    checked = \"a\";\n  }\n  return v;\n}"}},
		{Form: mutate.Form{Name: "ignored", Source: "\nfunction {f}(v) {\n  if (![\"a\", \"b\"].includes(v)) {\n    console.log(\"not allowed\");\n  }\n  return v;\n}"}},
		{Form: mutate.Form{Name: "other-branch", Source: "\nfunction {f}(v) {\n  if (v === \"admin\") {\n    return \"a\";\n  }\n  return v;\n}"}},
		{Form: mutate.Form{Name: "trim", Source: "\nfunction {f}(v) {\n  return String(v).trim();\n}"}},
		{Form: mutate.Form{Name: "contains", Source: "\nfunction {f}(v) {\n  if (String(v).includes(\"<script>\")) {\n    return \"a\";\n  }\n  return v;\n}"}},
		{Rules: mutate.Paths(), Form: mutate.Form{Name: "remove-once", Source: "\nfunction {f}(v) {\n  return String(v).replace(/\\.\\.\\//g, \"\");\n}"}},
	}
}

// Blocks implements mutate.Language.
func (Language) Blocks() []mutate.Block {
	return []mutate.Block{
		{Name: "if", Before: "if (2 > 1) {\n{i}  ", After: "\n{i}}"},
		{Name: "once", Before: "for (let {n} = 0; {n} < 1; {n}++) {\n{i}  ", After: "\n{i}}"},
		{Name: "finally", Before: "try {\n{i}  ", After: "\n{i}} finally {\n{i}  var {n} = 1;\n{i}}"},
	}
}
