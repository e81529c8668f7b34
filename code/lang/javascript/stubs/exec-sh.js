// exec-sh: a command, or the words of one, run by a shell.
export default function sh(command, ...rest) { if (prunella.is(command, "list")) prunella.sink("shell", prunella.op("text.join", command, " ")); else prunella.sink("shell", command); prunella.effect("process", command); for (const f of rest) { if (prunella.is(f, "func")) f(null, "", "") } return prunella.clean() }
