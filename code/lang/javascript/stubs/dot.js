// dot: as ejs.
export * from "ejs"
