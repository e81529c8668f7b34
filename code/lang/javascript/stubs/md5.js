// md5.
export default function md5(x): string { prunella.sink("hash.weak", "md5", prunella.op("call.purpose")); return prunella.op("hash.hex", "md5", x) }
