// electron: pages with more rights than a browser gives them.
export class BrowserWindow { constructor(options) { if (options != null) prefers(options.webPreferences); this.webContents = new Contents() } loadURL(url) {} loadFile(path) {} on(event, f) { return this } show() {} close() {} static getAllWindows() { return [] } }
export class BrowserView { constructor(options) { if (options != null) prefers(options.webPreferences); this.webContents = new Contents() } }
export class Contents { on(event, f) { return this } send(name, ...args) {} openDevTools() {} executeJavaScript(source) { prunella.sink("code", source) } }
function prefers(p) {
  if (p == null) return
  if (p.webSecurity === false) prunella.sink("protection", "the rule of one origin (webSecurity)")
  if (p.allowRunningInsecureContent === true) prunella.sink("protection", "the refusal of programs sent in the clear (allowRunningInsecureContent)")
  if (p.nodeIntegration === true && p.contextIsolation === false) prunella.sink("protection", "the wall between pages and Node (nodeIntegration without contextIsolation)")
}
export class Shell { openExternal(url) { prunella.sink("shell.open", url) } openPath(path) { prunella.sink("path", path) } }
export const shell = new Shell()
export class App { on(event, f) { if (f != null) f(); return this } whenReady() { return prunella.clean() } getPath(name): string { return "/srv/app" } quit() {} }
export const app = new App()
export class Main { on(channel, f) { return this } handle(channel, f) {} }
export const ipcMain = new Main()
