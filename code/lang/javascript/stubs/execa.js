// execa, cross-spawn and their kin: no shell unless asked for.
function started(program, args, o) { const list = prunella.is(args, "list") ? args : []; const opts = prunella.is(args, "list") ? o : args
  if (prunella.is(opts, "dict") && opts.shell) prunella.sink("shell", prunella.op("text.join", [program, ...list], " ")); else prunella.sink("exec", program, list)
  prunella.effect("process", [program, ...list]); return { stdout: prunella.clean(), stderr: prunella.clean(), exitCode: 0, on: (e, f) => {} } }
export default function execa(program, args, o) { return started(program, args, o) }
export function execaSync(program, args, o) { return started(program, args, o) }
export function sync(program, args, o) { return started(program, args, o) }
export function spawn(program, args, o) { return started(program, args, o) }
export function command(line, o) { prunella.sink("exec", line, []); return prunella.clean() }
export function execaCommand(line, o) { prunella.sink("exec", line, []); return prunella.clean() }
export function shell(line, o) { prunella.sink("shell", line); return prunella.clean() }
export function shellSync(line, o) { prunella.sink("shell", line); return prunella.clean() }
