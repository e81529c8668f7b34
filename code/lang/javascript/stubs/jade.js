// jade: as ejs.
export * from "ejs"
