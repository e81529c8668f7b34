// handlebars: what is given to a template is escaped by it. SafeString is markup as it is.
import { register } from "prunella_page"
export * from "ejs"
export class SafeString { constructor(s) { prunella.sink("html", s, "text/html"); this.string = s } toString(): string { return this.string } }
export function registerHelper(n, f) { register(n, f) }
export function escapeExpression(s): string { return prunella.op("html.escape", `${s}`) }
