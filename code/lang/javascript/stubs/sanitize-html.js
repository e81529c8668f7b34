// sanitize-html: what it leaves is markup that is harmless.
export default function sanitize(s, o): string { return prunella.clean() }
