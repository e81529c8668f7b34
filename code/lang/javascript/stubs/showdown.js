// showdown: markup in Markdown stays markup.
export class Converter { constructor(o) {} makeHtml(s): string { return prunella.unknown(s) } setOption(k, v) {} setFlavor(f) {} }
