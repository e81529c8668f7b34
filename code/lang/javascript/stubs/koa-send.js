// koa-send: names that leave the root are refused.
export default function send(ctx, name, o) { if (o == null || o.root == null) prunella.sink("path", name); prunella.effect("open", name); return prunella.clean() }
