// mustache: as ejs.
export * from "ejs"
