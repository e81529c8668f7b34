// fs/promises: as fs, whose functions that take a callback give their result too.
export * from "fs"
