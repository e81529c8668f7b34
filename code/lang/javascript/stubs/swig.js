// swig: as ejs.
export * from "ejs"
