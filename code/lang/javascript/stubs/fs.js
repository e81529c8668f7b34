// fs, fs-extra and graceful-fs.
export class Stats { isDirectory(): boolean { return prunella.clean() } isFile(): boolean { return prunella.clean() } isSymbolicLink(): boolean { return prunella.clean() } get size(): number { return prunella.clean() } get mtime() { return prunella.clean() } get mode(): number { return prunella.clean() } }
export class Stream { on(event, f) { if (f != null) f(prunella.clean()); return this } once(event, f) { if (f != null) f(); return this } pipe(x) { return x } write(x) {} end(x) {} destroy() {} setEncoding(e) { return this } get path() { return prunella.clean() } }
function last(args, ...values) { for (const a of args) { if (prunella.is(a, "func")) a(possible(), ...values) } }
// possible is null or, for all one knows, an error.
function possible() { if (prunella.clean()) return new Error("failed"); return null }
function perm(options, what) { if (prunella.is(options, "dict")) { if (options.mode != null) prunella.sink("perm", options.mode, what) } else if (prunella.is(options, "int")) prunella.sink("perm", options, what) }
function content(): string { return prunella.source("file", "content") }
// entry is a name in a folder: one segment, and none of the two that every folder has.
function entry(): string { const n = prunella.op("path.base", prunella.source("file", "name")); if (n === "..") return "name"; return n }
// Dirent is an entry of a folder and what kind it is of.
export class Dirent {
  get name(): string { return entry() }
  isFile(): boolean { return prunella.clean() }
  isDirectory(): boolean { return prunella.clean() }
  isSymbolicLink(): boolean { return prunella.clean() }
}
function entries(options) {
  for (const o of options) if (prunella.is(o, "dict") && o.withFileTypes) return [new Dirent()]
  return [entry()]
}
function opened(p, how) { prunella.sink("path", p); prunella.effect("open", p, how) }
export function readFile(p, ...rest): string { opened(p, "r"); const text = content(); last(rest, text); return text }
export function readFileSync(p, options): string { opened(p, "r"); return content() }
export function createReadStream(p, options): Stream { opened(p, "r"); return new Stream() }
export function createWriteStream(p, options): Stream { opened(p, "w"); perm(options, "file"); return new Stream() }
// shared: in a folder that all write to, another may have made a file of that name.
function shared(p) { if (prunella.op("text.has_prefix", `${p}`, "/tmp/")) prunella.sink("temp", p) }
export function writeFile(p, data, ...rest) { opened(p, "w"); shared(p); prunella.effect("write", p, data); for (const o of rest) perm(o, "file"); last(rest) }
export function writeFileSync(p, data, options) { opened(p, "w"); shared(p); prunella.effect("write", p, data); perm(options, "file") }
export function appendFile(p, data, ...rest) { opened(p, "w"); prunella.effect("write", p, data); for (const o of rest) perm(o, "file"); last(rest) }
export function appendFileSync(p, data, options) { opened(p, "w"); prunella.effect("write", p, data); perm(options, "file") }
export function outputFile(p, data, ...rest) { opened(p, "w"); prunella.effect("write", p, data); for (const o of rest) perm(o, "file"); last(rest) }
export function outputFileSync(p, data, options) { opened(p, "w"); prunella.effect("write", p, data); perm(options, "file") }
export function outputJson(p, data, ...rest) { opened(p, "w"); prunella.effect("write", p, data); for (const o of rest) perm(o, "file"); last(rest) }
export function outputJsonSync(p, data, options) { opened(p, "w"); prunella.effect("write", p, data); perm(options, "file") }
export function writeJson(p, data, ...rest) { opened(p, "w"); prunella.effect("write", p, data); for (const o of rest) perm(o, "file"); last(rest) }
export function writeJsonSync(p, data, options) { opened(p, "w"); prunella.effect("write", p, data); perm(options, "file") }
export function writeJSON(p, data, ...rest) { opened(p, "w"); prunella.effect("write", p, data); for (const o of rest) perm(o, "file"); last(rest) }
export function writeJSONSync(p, data, options) { opened(p, "w"); prunella.effect("write", p, data); perm(options, "file") }
export function open(p, ...rest) { opened(p, "r"); if (prunella.op("len", rest) > 1) perm(prunella.get(rest, 1), "file"); last(rest, 3); return new Handle() }
export function openSync(p, flags, mode): number { opened(p, "r"); perm(mode, "file"); return 3 }
export class Handle { readFile(): string { return content() } writeFile(d) {} close() {} read() { return prunella.clean() } write(d) {} }
export function closeSync(fd) {}
export function close(fd, f) {}
export function readSync(fd) { return prunella.clean() }
export function writeSync(fd, d) { prunella.effect("write", fd, d) }
export function chmod(p, mode, f) { prunella.sink("path", p); prunella.sink("perm", mode, "file"); prunella.effect("chmod", p, mode); if (f != null) f(null) }
export function chmodSync(p, mode) { prunella.sink("path", p); prunella.sink("perm", mode, "file"); prunella.effect("chmod", p, mode) }
export function readdir(p, ...rest) { opened(p, "readdir"); const got = entries(rest); last(rest, got); return got }
export function readdirSync(p, ...rest) { opened(p, "readdir"); return entries(rest) }
export function stat(p, ...rest) { opened(p, "stat"); const got = new Stats(); last(rest, got); return got }
export function statSync(p, ...rest) { opened(p, "stat"); return new Stats() }
export function lstat(p, ...rest) { opened(p, "lstat"); const got = new Stats(); last(rest, got); return got }
export function lstatSync(p, ...rest) { opened(p, "lstat"); return new Stats() }
export function mkdir(p, ...rest) { opened(p, "mkdir"); for (const o of rest) perm(o, "folder"); const got = undefined; last(rest, got); return got }
export function mkdirSync(p, ...rest) { opened(p, "mkdir"); for (const o of rest) perm(o, "folder"); return undefined }
export function rmdir(p, ...rest) { opened(p, "rmdir"); const got = undefined; last(rest, got); return got }
export function rmdirSync(p, ...rest) { opened(p, "rmdir"); return undefined }
export function rm(p, ...rest) { opened(p, "rm"); const got = undefined; last(rest, got); return got }
export function rmSync(p, ...rest) { opened(p, "rm"); return undefined }
export function unlink(p, ...rest) { opened(p, "unlink"); const got = undefined; last(rest, got); return got }
export function unlinkSync(p, ...rest) { opened(p, "unlink"); return undefined }
export function access(p, ...rest) { opened(p, "access"); const got = undefined; last(rest, got); return got }
export function accessSync(p, ...rest) { opened(p, "access"); return undefined }
export function exists(p, f) { opened(p, "exists"); const there = prunella.clean(); if (f != null) f(there); return there }
export function existsSync(p, ...rest) { opened(p, "exists"); return prunella.clean() }
export function realpath(p, ...rest) { opened(p, "realpath"); const got = prunella.op("path.realpath", p); last(rest, got); return got }
export function realpathSync(p, ...rest) { opened(p, "realpath"); return prunella.op("path.realpath", p) }
export function readlink(p, ...rest) { opened(p, "readlink"); const got = undefined; last(rest, got); return got }
export function readlinkSync(p, ...rest) { opened(p, "readlink"); return undefined }
export function truncate(p, ...rest) { opened(p, "truncate"); const got = undefined; last(rest, got); return got }
export function truncateSync(p, ...rest) { opened(p, "truncate"); return undefined }
export function utimes(p, ...rest) { opened(p, "utimes"); const got = undefined; last(rest, got); return got }
export function utimesSync(p, ...rest) { opened(p, "utimes"); return undefined }
export function opendir(p, ...rest) { opened(p, "opendir"); const got = undefined; last(rest, got); return got }
export function opendirSync(p, ...rest) { opened(p, "opendir"); return undefined }
export function mkdtemp(p, ...rest) { opened(p, "mkdtemp"); const got = undefined; last(rest, got); return got }
export function mkdtempSync(p, ...rest) { opened(p, "mkdtemp"); return undefined }
export function watch(p, ...rest) { opened(p, "watch"); const got = undefined; last(rest, got); return got }
export function watchSync(p, ...rest) { opened(p, "watch"); return undefined }
export function watchFile(p, ...rest) { opened(p, "watchFile"); const got = undefined; last(rest, got); return got }
export function watchFileSync(p, ...rest) { opened(p, "watchFile"); return undefined }
export function ensureDir(p, ...rest) { opened(p, "ensureDir"); for (const o of rest) perm(o, "folder"); const got = undefined; last(rest, got); return got }
export function ensureDirSync(p, ...rest) { opened(p, "ensureDir"); for (const o of rest) perm(o, "folder"); return undefined }
export function ensureFile(p, ...rest) { opened(p, "ensureFile"); const got = undefined; last(rest, got); return got }
export function ensureFileSync(p, ...rest) { opened(p, "ensureFile"); return undefined }
export function remove(p, ...rest) { opened(p, "remove"); const got = undefined; last(rest, got); return got }
export function removeSync(p, ...rest) { opened(p, "remove"); return undefined }
export function emptyDir(p, ...rest) { opened(p, "emptyDir"); const got = undefined; last(rest, got); return got }
export function emptyDirSync(p, ...rest) { opened(p, "emptyDir"); return undefined }
export function mkdirp(p, ...rest) { opened(p, "mkdirp"); for (const o of rest) perm(o, "folder"); const got = undefined; last(rest, got); return got }
export function mkdirpSync(p, ...rest) { opened(p, "mkdirp"); for (const o of rest) perm(o, "folder"); return undefined }
export function mkdirs(p, ...rest) { opened(p, "mkdirs"); for (const o of rest) perm(o, "folder"); const got = undefined; last(rest, got); return got }
export function mkdirsSync(p, ...rest) { opened(p, "mkdirs"); for (const o of rest) perm(o, "folder"); return undefined }
export function pathExists(p, ...rest) { opened(p, "pathExists"); const got = prunella.clean(); last(rest, got); return got }
export function pathExistsSync(p, ...rest) { opened(p, "pathExists"); return prunella.clean() }
export function readJson(p, ...rest) { opened(p, "readJson"); const got = prunella.unknown(content()); last(rest, got); return got }
export function readJsonSync(p, ...rest) { opened(p, "readJson"); return prunella.unknown(content()) }
export function readJSON(p, ...rest) { opened(p, "readJSON"); const got = prunella.unknown(content()); last(rest, got); return got }
export function readJSONSync(p, ...rest) { opened(p, "readJSON"); return prunella.unknown(content()) }
export function chown(p, ...rest) { opened(p, "chown"); const got = undefined; last(rest, got); return got }
export function chownSync(p, ...rest) { opened(p, "chown"); return undefined }
export function rename(from, to, ...rest) { opened(from, "rename"); opened(to, "rename"); last(rest) }
export function renameSync(from, to, options) { opened(from, "rename"); opened(to, "rename") }
export function copyFile(from, to, ...rest) { opened(from, "copyFile"); opened(to, "copyFile"); last(rest) }
export function copyFileSync(from, to, options) { opened(from, "copyFile"); opened(to, "copyFile") }
export function copy(from, to, ...rest) { opened(from, "copy"); opened(to, "copy"); last(rest) }
export function copySync(from, to, options) { opened(from, "copy"); opened(to, "copy") }
export function move(from, to, ...rest) { opened(from, "move"); opened(to, "move"); last(rest) }
export function moveSync(from, to, options) { opened(from, "move"); opened(to, "move") }
export function symlink(from, to, ...rest) { opened(from, "symlink"); opened(to, "symlink"); last(rest) }
export function symlinkSync(from, to, options) { opened(from, "symlink"); opened(to, "symlink") }
export function link(from, to, ...rest) { opened(from, "link"); opened(to, "link"); last(rest) }
export function linkSync(from, to, options) { opened(from, "link"); opened(to, "link") }
export function cp(from, to, ...rest) { opened(from, "cp"); opened(to, "cp"); last(rest) }
export function cpSync(from, to, options) { opened(from, "cp"); opened(to, "cp") }
export const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 }
export * as promises from "fs/promises"
