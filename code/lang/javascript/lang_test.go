package javascript

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/lang/langtest"
)

// TestLanguage: whatever is in a file, its unit keeps the contract.
func TestLanguage(t *testing.T) {
	langtest.Run(t, Language{}, map[string]string{
		"a.js": sample, "b.ts": typed, "c.tsx": tsx, "d.cjs": common,
	})
}

const sample = `import fs, {readFile as read} from "node:fs"
import * as path from "path"
export * from "./other"
export {default as z, y} from "./more.js"
const {a, b: [c = 1, ...d], ...e} = f?.g?.[h]?.(i) ?? j
let n = 0, m
export function* gen(x, y = x, ...rest) { yield x; yield* rest; return arguments.length }
export default class A extends B {
  static #count = 0; field = () => this.x; static { A.#count++ }
  get x() { return super.x } set x(v) { this._x = v }
  async m({p, q = 2}, [r]) { for await (const s of r) { await s } return p ? q : this }
  constructor(...args) { super(...args); new.target }
}
label: for (let i = 0, k; i < 3; i++) { for (const [u, v] of Object.entries(o)) { if (u in o) continue label; else break } }
do { n++ } while (n < 3)
switch (n) { case 1: case 2: m = 1; default: m = 2; break; case 3: { const w = 1; m = w } }
try { throw new Error("x" + n + 1) } catch ({message}) { console.log(message) } finally { n = 0 }
const s = String.raw` + "`a${b}c`" + ` + ` + "`${n}`" + `; const re = /a[/]b/gi.test(s), big = 10n ** 2n
x ||= y; x.z += "q"; delete x.y; void 0; [a, n] = [n, a]; ({a, b: m.c} = e)
function outer() { var v = 1; const inner = () => { v++; return () => this.k + v + arguments[0] }; class Local { go() { return v } } return [inner, new Local()] }
outer.call(this, 1); outer.apply(null, [1, ...d]); p.then(r => r, console.error).catch(() => {})
`

const typed = `import type {T} from "./t"
import {Request, Response} from "express"
enum Color { Red, Green = "g" }
namespace N { export const x = 1; export function f() { return x } }
abstract class C<T> { constructor(private readonly db: Db, public n?: number) {} abstract m(): void; @Get(":id") find(@Param("id") id: string): Promise<T[]> { return this.db.get<T>(id as any)! } }
export const h = async (req: Request, res: Response): Promise<void> => { const x = <string>req.query.q; res.send(x) }
function over(a: string): void; function over(a: any) { return a satisfies T }
`

const tsx = `export default function App({items, ...rest}: Props) { return <><Item key="a" {...rest} on={() => items?.[0]}>text {items.map(i => <li>{i}</li>)}</Item><a.b/></> }
`

const common = `'use strict'
const fs = require('fs'), {join} = require('path'), helper = require('./lib/helper').make
function Shape(x) { this.x = x }
Shape.prototype.area = function () { return this.x }
Shape.prototype = { name() { return 'n' }, k: function () { return this } }
Shape.make = function () { return new this(1) }
util.inherits(Circle, Shape)
function Circle(r) { Shape.call(this, r) }
exports.read = function read(f) { return fs.readFileSync(join('/x', f)) }
module.exports.write = (f) => fs.writeFileSync(f)
module.exports = { Shape, read: exports.read, [k]: 1 }
exports = module.exports = Shape
`

// TestStubs: the models are whole, and what they call is there.
func TestStubs(t *testing.T) {
	l := Language{}
	files, err := fs.Glob(l.Stubs(), "*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("no stubs", err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(l.Stubs(), file)
		if err != nil {
			t.Fatal(err)
		}
		module := strings.ReplaceAll(strings.TrimSuffix(file, ".js"), "~", "/")
		u := l.Lower("lib/javascript/"+file, module, text)
		for _, p := range u.Problems {
			t.Errorf("%s: %s at %.40q", file, p.Text, text[p.Span.Start:])
		}
		for _, fault := range langtest.Faults(l, u) {
			t.Errorf("%s: %s", file, fault)
		}
	}
}
