// graceful-fs, which is fs with more.
export * from "fs"
