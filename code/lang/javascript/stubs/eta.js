// eta: as ejs.
export * from "ejs"
