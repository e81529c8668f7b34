// os.
export function tmpdir(): string { return "/tmp" }
export function homedir(): string { return "/home/user" }
export function hostname(): string { return prunella.clean() }
export function platform(): string { return prunella.clean() }
export function type(): string { return "Linux" }
export function cpus() { return prunella.clean() }
export function userInfo() { return prunella.clean() }
export const EOL = "\n"
