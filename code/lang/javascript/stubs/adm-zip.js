// adm-zip.
export class Entry { get entryName(): string { return prunella.source("http.file.entry", "name") } get name(): string { return prunella.source("http.file.entry", "name") } get isDirectory(): boolean { return prunella.clean() } getData(): Uint8Array { return prunella.clean() } }
export default class AdmZip { constructor(f) {} getEntries() { return [new Entry()] } getEntry(n): Entry { return new Entry() } readFile(e): Uint8Array { return prunella.clean() } extractAllTo(to) {} extractEntryTo(e, to) {} addFile(n, d) {} toBuffer(): Uint8Array { return prunella.clean() } }
