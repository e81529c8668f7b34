// pug: as ejs.
export * from "ejs"
