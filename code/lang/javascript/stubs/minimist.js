// minimist.
export class Options { __getattr__(name): string { return prunella.source("args", name) } __getitem__(name): string { return prunella.source("args", name) } }
export default function minimist(argv, o): Options { return new Options() }
