// xss.
export default function sanitize(s, o): string { return prunella.clean() }
