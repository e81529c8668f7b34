// Stripe: an event is what a signature with the program's own key was verified for.
export class Webhooks { constructEvent(body, signature, secret) { return prunella.clean() } constructEventAsync(body, signature, secret) { return prunella.clean() } }
export default class Stripe { constructor(key, o) {} get webhooks(): Webhooks { return new Webhooks() } static unknown() { return new Stripe("", null) } }
export { Stripe }
