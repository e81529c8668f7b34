// What a package exports may be called by anybody with anything: expose makes entries
// of the functions, methods and functions of objects that its main module exports.

function enter(name, f) {
  prunella.entry("lib", "", name, f, prunella.source("lib", "argument 1"), prunella.source("lib", "argument 2"), prunella.source("lib", "argument 3"), prunella.source("lib", "argument 4"))
}
export function expose(x, name) {
  if (prunella.is(x, "func")) enter(name, x)
  if (prunella.is(x, "dict")) {
    for (const k in x) {
      const member = prunella.get(x, k)
      if (prunella.is(member, "func")) enter(k, member)
    }
  }
}
