// nconf: settings of who runs the program. One that is named as a folder is one.
export function get(key) { return folder(`${key}`) ? `/srv/${key}` : prunella.clean() }
function folder(key): boolean { return key.endsWith("path") || key.endsWith("Path") || key.endsWith("dir") || key.endsWith("Dir") || key.endsWith("folder") || key.endsWith("root") }
export function set(key, value) {}
export function argv(o) { return null }
export function env(o) { return null }
export function file(...a) { return null }
export function defaults(o) { return null }
export function use(...a) { return null }
export function required(keys) {}
