// child_process.
export class Child {
  get stdout(): Stream { return new Stream() }
  get stderr(): Stream { return new Stream() }
  get stdin(): Stream { return new Stream() }
  get pid(): number { return prunella.clean() }
  get status(): number { return prunella.clean() }
  get output() { return prunella.clean() }
  on(event, f) { if (f != null) f(0); return this }
  once(event, f) { if (f != null) f(0); return this }
  kill() {}
  unref() {}
  then(f) { return f({ stdout: "", stderr: "" }) }
}
export class Stream { on(event, f) { if (f != null) f(prunella.clean()); return this } pipe(x) { return x } setEncoding(e) { return this } write(x) {} end(x) {} toString(): string { return "" } }

function done(a, b, c) {
  if (prunella.is(a, "func")) a(null, "", "")
  if (prunella.is(b, "func")) b(null, "", "")
  if (prunella.is(c, "func")) c(null, "", "")
}
function started(program, args, options) {
  const list = prunella.is(args, "list") ? args : []
  const o = prunella.is(args, "list") ? options : args
  if (prunella.is(o, "dict") && o.shell) {
    prunella.sink("shell", prunella.op("text.join", [program, ...list], " "))
  } else prunella.sink("exec", program, list)
  prunella.effect("process", [program, ...list])
}
export function exec(command, a, b): Child { prunella.sink("shell", command); prunella.effect("process", command); done(a, b, null); return new Child() }
export function execSync(command, options): string { prunella.sink("shell", command); prunella.effect("process", command); return prunella.clean() }
// The last of the arguments of execFile is what is called back, unless it is known to be a table.
export function execFile(program, ...rest): Child {
  const n = prunella.op("len", rest)
  const args = n > 0 ? prunella.get(rest, 0) : null
  const options = n > 2 ? prunella.get(rest, 1) : null
  started(program, args, options)
  for (const f of rest) { if (prunella.is(f, "func")) f(null, "", "") }
  return new Child()
}
export function execFileSync(program, a, b): string { started(program, a, b); return prunella.clean() }
export function spawn(program, a, b): Child { started(program, a, b); return new Child() }
export function spawnSync(program, a, b): Child { started(program, a, b); return new Child() }
export function fork(module, args, options): Child { prunella.sink("path", module); return new Child() }
