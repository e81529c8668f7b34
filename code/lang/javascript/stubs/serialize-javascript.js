// serialize-javascript.
export default function serialize(o): string { return prunella.op("json.script", o) }
