// isomorphic-dompurify.
export function sanitize(s, o): string { return prunella.clean() }
export default function create(w) { return { sanitize: sanitize } }
