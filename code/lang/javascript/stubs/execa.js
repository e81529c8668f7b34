// execa: as cross-spawn.
export * from "cross-spawn"
export { default } from "cross-spawn"
