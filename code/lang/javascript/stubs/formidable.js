// formidable: forms with files, which are kept under names of its own making.
export class File {
  get filepath(): string { return "/tmp/upload" }
  get path(): string { return "/tmp/upload" }
  get newFilename(): string { return "upload" }
  get originalFilename(): string { return prunella.source("http.filename", "file") }
  get name(): string { return prunella.source("http.filename", "file") }
  get mimetype(): string { return prunella.source("http.header", "Content-Type") }
  get type(): string { return prunella.source("http.header", "Content-Type") }
  get size(): number { return prunella.clean() }
  get length(): number { return prunella.clean() }
  __getitem__(n): File { return this }
  __iter__() { return [this] }
}
export class Files {
  __getattr__(name): File { return new File() }
  __getitem__(name): File { return new File() }
  __iter__() { return [new File()] }
}
export class Fields {
  __getattr__(name) { return prunella.source("http.form", name) }
  __getitem__(name) { return prunella.source("http.form", name) }
  __iter__() { return [prunella.source("http.form", "name")] }
}
export class IncomingForm {
  constructor(o) {}
  parse(req, f) {
    if (f != null) f(null, new Fields(), new Files())
    return [new Fields(), new Files()]
  }
  on(event, f) {
    if (event === "field") f(prunella.source("http.form", "name"), prunella.source("http.form", "name"))
    if (event === "file" || event === "fileBegin") f(prunella.source("http.form", "name"), new File())
    return this
  }
  once(event, f) { return this.on(event, f) }
}
export { IncomingForm as Formidable }
export function formidable(o): IncomingForm { return new IncomingForm(o) }
export default formidable
