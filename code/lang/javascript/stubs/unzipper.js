// unzipper, unzip and yauzl: entries are named by who made the archive.
export class Entry { constructor(which) { this.which = which || "name" } get path(): string { return prunella.source("http.file.entry", this.which) } get fileName(): string { return prunella.source("http.file.entry", this.which) } get name(): string { return prunella.source("http.file.entry", this.which) } get type(): string { return prunella.clean() } pipe(x) { return x } autodrain() {} buffer(): Uint8Array { return prunella.clean() } on(e, f) { f(); return this } stream() { return this } }
export class Archive { on(event, f) { if (event === "entry") { f(new Entry("first"), new Entry("first"), () => {}); f(new Entry(), new Entry(), () => {}) } else f(); return this } pipe(x) { return x } promise() {} readEntry() {} openReadStream(e, f) { f(null, new Entry()) } get files() { return [new Entry("first"), new Entry()] } __iter__() { return [new Entry("first"), new Entry()] } }
export function Parse(o): Archive { return new Archive() }
export function Extract(o): Archive { return new Archive() }
export function open(file, a, b) { if (prunella.is(a, "func")) a(null, new Archive()); if (prunella.is(b, "func")) b(null, new Archive()); return new Archive() }
export function fromBuffer(file, a, b) { return open(file, a, b) }
export class Open { static file(p): Archive { return new Archive() } static buffer(b): Archive { return new Archive() } }
