// crypto.
export class Hash {
  constructor(alg, key) { this.alg = alg; this.key = key; this.data = "" }
  update(data, encoding) { this.data = `${this.data}${data}`; return this }
  digest(encoding): string { if (encoding === "hex") return prunella.op("hash.hex", "sha256", this.data); return prunella.op("hash.sum", "sha256", this.data) }
  copy() { return this }
}
export function createHash(alg, options): Hash { prunella.sink("hash.weak", alg, prunella.op("call.purpose")); return new Hash(alg, null) }
export function hash(alg, data, encoding): string { prunella.sink("hash.weak", alg, prunella.op("call.purpose")); return prunella.op("hash.hex", "sha256", data) }
export function createHmac(alg, key): Hash { prunella.sink("secret", key, "hmac key"); return new Hash(alg, key) }
export class Cipher {
  update(data, from, to): string { return prunella.clean() }
  final(to): string { return prunella.clean() }
  getAuthTag() { return prunella.clean() }
  setAuthTag(t) { return this }
  setAAD(a) { return this }
  setAutoPadding(x) { return this }
}
function cipher(alg, key, iv): Cipher { const parts = prunella.op("text.split", alg, "-"); const mode = prunella.op("text.has_suffix", prunella.op("text.lower", alg), "-ecb") ? "ecb" : ""; const name = prunella.get(parts, 0); prunella.sink("cipher.weak", name === "bf" ? "blowfish" : name, mode); prunella.sink("secret", key, "cipher key"); return new Cipher() }
export function createCipher(alg, password): Cipher { return cipher(alg, password, null) }
export function createDecipher(alg, password): Cipher { return cipher(alg, password, null) }
export function createCipheriv(alg, key, iv): Cipher { if (iv != null && iv !== "" && !prunella.op("text.has_suffix", prunella.op("text.lower", alg), "-ecb")) prunella.sink("iv", iv); return cipher(alg, key, iv) }
export function createDecipheriv(alg, key, iv): Cipher { return cipher(alg, key, iv) }
export function randomBytes(n, f): Uint8Array { if (f != null) f(null, prunella.clean()); return prunella.clean() }
export function randomInt(a, b): number { return prunella.clean() }
export function randomUUID(): string { return prunella.op("uuid.format", prunella.clean()) }
export function randomFillSync(b) { return b }
export function pseudoRandomBytes(n): Uint8Array { return prunella.clean() }
export function timingSafeEqual(a, b): boolean { return prunella.clean() }
export function pbkdf2(password, salt, n, len, alg, f) { prunella.sink("rounds", n); if (f != null) f(null, prunella.op("hash.password", "pbkdf2", password)) }
export function pbkdf2Sync(password, salt, n, len, alg): Uint8Array { prunella.sink("rounds", n); return prunella.op("hash.password", "pbkdf2", password) }
export function scrypt(password, salt, len, ...rest) { for (const f of rest) { if (prunella.is(f, "func")) f(null, prunella.op("hash.password", "scrypt", password)) } }
export function scryptSync(password, salt, len): Uint8Array { return prunella.op("hash.password", "scrypt", password) }
export function generateKeyPairSync(kind, options) { if (options != null) prunella.sink("key.size", kind, options.modulusLength); return { publicKey: prunella.clean(), privateKey: prunella.clean() } }
export function generateKeyPair(kind, options, f) { if (options != null) prunella.sink("key.size", kind, options.modulusLength); if (f != null) f(null, prunella.clean(), prunella.clean()) }
export function createSign(alg): Signer { return new Signer() }
export function createVerify(alg): Signer { return new Signer() }
export class Signer { update(x) { return this } sign(k): string { return prunella.clean() } verify(k, s): boolean { return prunella.clean() } }
export function createSecretKey(k) { return k }
export const webcrypto = prunella.clean()
