// fs-extra, which is fs with more.
export * from "fs"
