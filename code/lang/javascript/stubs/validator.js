// validator.
export function escape(s): string { return prunella.op("html.escape", s) }
export function isInt(s, o): boolean { return prunella.op("regex.match", "^[-+]?[0-9]+$", s, "search", "js") }
export function isNumeric(s, o): boolean { return prunella.op("regex.match", "^[-+]?[0-9]*([.][0-9]+)?$", s, "search", "js") }
export function isAlpha(s): boolean { return prunella.op("regex.match", "^[A-Za-z]+$", s, "search", "js") }
export function isAlphanumeric(s): boolean { return prunella.op("regex.match", "^[A-Za-z0-9]+$", s, "search", "js") }
export function isHexadecimal(s): boolean { return prunella.op("regex.match", "^[A-Fa-f0-9]+$", s, "search", "js") }
export function isUUID(s): boolean { return prunella.op("uuid.valid", s) }
export function isMongoId(s): boolean { return prunella.op("regex.match", "^[0-9a-fA-F]{24}$", s, "search", "js") }
export function isIP(s): boolean { return prunella.op("ip.valid", s) }
export function isEmail(s): boolean { return prunella.clean() }
export function isURL(s, o): boolean { return prunella.clean() }
export function isIn(s, list): boolean { return s in list }
export function trim(s): string { return prunella.op("text.trim", s) }
export function toInt(s): number { return prunella.op("int.parse", s, 10) }
export function whitelist(s, chars): string { return prunella.unknown(s) }
