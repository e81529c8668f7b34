// better-sqlite3: as sqlite3, without callbacks.
export * from "sqlite3"
export { Database as default } from "sqlite3"
