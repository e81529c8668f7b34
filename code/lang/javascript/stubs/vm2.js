// vm2, which was broken out of.
export class VM { constructor(o) {} run(code) { prunella.sink("code", code); return prunella.unknown(code) } }
export class NodeVM { constructor(o) {} run(code) { prunella.sink("code", code); return prunella.unknown(code) } }
