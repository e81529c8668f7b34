// jwt-simple.
export function encode(payload, key, alg): string { prunella.sink("secret", key, "jwt key"); return prunella.clean() }
export function decode(token, key, noVerify, alg) { prunella.sink("jwt.verify", !noVerify); prunella.sink("secret", key, "jwt key"); return prunella.clean() }
