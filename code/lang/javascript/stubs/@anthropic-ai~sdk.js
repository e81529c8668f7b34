// @anthropic-ai/sdk.
export class Messages { create(o) { if (o != null && o.system != null) prunella.sink("prompt", o.system); return { content: [{ text: prunella.source("net", "answer") }] } } }
export default class Anthropic {
  constructor(o) { if (prunella.is(o, "dict") && o.apiKey != null) prunella.sink("secret", o.apiKey, "apiKey") }
  get messages(): Messages { return new Messages() }
  static unknown() { return new Anthropic(null) }
}
