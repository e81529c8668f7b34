// snarkdown: markup in Markdown stays markup.
export default function snarkdown(s): string { return prunella.unknown(s) }
