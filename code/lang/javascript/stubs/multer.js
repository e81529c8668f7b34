// multer: storage on disk asks for the folder and the name of each file.
import { Request, Upload } from "express"
export * from "compression"
export { default } from "compression"
export function diskStorage(o) {
  if (prunella.is(o.destination, "func")) prunella.entry("http", "POST", "/", () => { o.destination(new Request(), new Upload(), (err, folder) => { if (folder != null) prunella.sink("path", folder) }) })
  if (prunella.is(o.filename, "func")) prunella.entry("http", "POST", "/", () => { o.filename(new Request(), new Upload(), (err, name) => { if (name != null) prunella.sink("path", `/srv/uploads/${name}`) }) })
  return prunella.clean()
}
export function memoryStorage() { return prunella.clean() }
