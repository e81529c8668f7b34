// @koa/cors: with credentials and no origin it answers with the origin that asks; a function
// is asked for one.
import { readers } from "express"
import { judge } from "cors"
import { Context } from "koa"
export default function cors(o) {
  if (prunella.is(o, "dict") && o.credentials === true) {
    if (o.origin == null) prunella.sink("cors", "*", true)
    else if (prunella.is(o.origin, "func")) prunella.entry("http", "", "/", () => { readers(o.origin(new Context()), true) })
    else judge(o.origin, true)
  }
  return null
}
