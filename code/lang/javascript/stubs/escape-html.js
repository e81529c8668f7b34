// escape-html.
export default function escapeHtml(s): string { return prunella.op("html.escape", `${s}`) }
