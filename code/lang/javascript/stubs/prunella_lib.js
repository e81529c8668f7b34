// What a package exports may be called by anybody with anything. expose makes entries
// of the functions and classes that its main module exports: on their own, as
// properties of objects, as methods; and of what they return, three steps deep.

export function expose(x, more, name) { shown(x, null, name); shown(more, null, name) }

// One function for each step, since none of them calls itself: what calls itself is
// followed for a few turns only.
function shown(x, owner, name) {
  for (const e of prunella.members(x)) {
    const part = prunella.get(e, 0)
    if (part === "") enter(name, owner, prunella.get(e, 1))
    else within(prunella.get(e, 1), x, `${name}.${part}`)
  }
}
function within(x, owner, name) {
  for (const e of prunella.members(x)) {
    const part = prunella.get(e, 0)
    if (part === "") enter(name, owner, prunella.get(e, 1))
    else below(prunella.get(e, 1), x, `${name}.${part}`)
  }
}
function below(x, owner, name) {
  for (const e of prunella.members(x)) {
    const part = prunella.get(e, 0)
    if (part === "") enter(name, owner, prunella.get(e, 1))
    else last(prunella.get(e, 1), x, `${name}.${part}`)
  }
}
function last(x, owner, name) {
  for (const e of prunella.members(x)) { if (prunella.get(e, 0) === "") enter(name, owner, prunella.get(e, 1)) }
}
function enter(name, owner, f) {
  prunella.entry("lib", "", name, (a, b, c, d, e) => {
    made(owner == null ? new f(a, b, c, d, e) : f.call(owner, a, b, c, d, e), `${name}()`)
  }, prunella.source("lib", "argument 1"), prunella.source("lib", "argument 2"), prunella.source("lib", "argument 3"), prunella.source("lib", "argument 4"), prunella.source("lib", "argument 5"))
}
// made is what a call of the outside's gave, and what its methods give.
function made(x, name) {
  for (const e of prunella.members(x)) {
    const part = prunella.get(e, 0)
    if (part === "") again(name, null, prunella.get(e, 1))
    else handed(prunella.get(e, 1), x, `${name}.${part}`)
  }
}
function handed(x, owner, name) {
  for (const e of prunella.members(x)) {
    if (prunella.get(e, 0) === "") again(name, owner, prunella.get(e, 1))
    else last(prunella.get(e, 1), x, `${name}.${prunella.get(e, 0)}`)
  }
}
function again(name, owner, f) {
  prunella.entry("lib", "", name, (a, b, c, d, e) => {
    const x = owner == null ? new f(a, b, c, d, e) : f.call(owner, a, b, c, d, e)
    for (const m of prunella.members(x)) { if (prunella.get(m, 0) !== "") last(prunella.get(m, 1), x, `${name}.${prunella.get(m, 0)}`) }
  }, prunella.source("lib", "later argument 1"), prunella.source("lib", "later argument 2"), prunella.source("lib", "later argument 3"), prunella.source("lib", "later argument 4"), prunella.source("lib", "later argument 5"))
}

// What Next calls: server actions, with arguments that any page chooses; the handlers of
// route files; pages, with what getServerSideProps gives them; handlers under pages/api.
import { Params, Query } from "express"
import { NextApiRequest, NextApiResponse, GetServerSidePropsContext } from "next"
export function action(f, name, path) {
  prunella.entry("http", "POST", "", f, prunella.source("http.json", "argument1"), prunella.source("http.json", "argument2"), prunella.source("http.json", "argument3"))
}
export function route(f, method, path) { prunella.entry("http", method, path, f, new Request(""), { params: new Params() }) }
export function api(f, name, path) { prunella.entry("http", "", path, f, new NextApiRequest(), new NextApiResponse()) }
export function view(f, name, path) { prunella.entry("http", "GET", path, f, { params: new Params(), searchParams: new Query() }) }
export function page(f, name, path) { prunella.entry("http", "GET", path, f, prunella.clean()) }
export function props(f, name, path, component) {
  prunella.entry("http", "GET", path, () => {
    const out = f(new GetServerSidePropsContext())
    if (out.redirect != null) { prunella.sink("redirect", out.redirect.destination); prunella.effect("redirect", out.redirect.destination) }
    if (component != null && out.props != null) component(out.props)
  })
}
