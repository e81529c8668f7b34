// openai: who speaks as the system instructs the model.
function instructed(messages) {
  if (!prunella.is(messages, "list")) return
  for (const m of messages) if (m.role === "system" || m.role === "developer") prunella.sink("prompt", m.content)
}
export class Completions { create(o) { if (o != null) instructed(o.messages); return { choices: [{ message: { content: prunella.source("net", "answer") } }] } } }
export class Responses { create(o) { if (o != null) { if (o.instructions != null) prunella.sink("prompt", o.instructions); instructed(o.input) } return { output_text: prunella.source("net", "answer") } } }
export class Chat { get completions(): Completions { return new Completions() } }
export default class OpenAI {
  constructor(o) { if (prunella.is(o, "dict") && o.apiKey != null) prunella.sink("secret", o.apiKey, "apiKey") }
  get chat(): Chat { return new Chat() }
  get responses(): Responses { return new Responses() }
  static unknown() { return new OpenAI(null) }
}
