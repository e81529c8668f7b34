// events: listeners are called when they are added.
export default class EventEmitter {
  on(event, f) { const had = prunella.get(this, `on:${event}`) || []; prunella.append(had, f); prunella.set(this, `on:${event}`, had); return this }
  once(event, f) { return this.on(event, f) }
  addListener(event, f) { return this.on(event, f) }
  emit(event, ...args) { const had = prunella.get(this, `on:${event}`); if (had != null) { for (const f of had) f(...args) } return true }
  off(event, f) { return this }
  removeListener(event, f) { return this }
  removeAllListeners() { return this }
  setMaxListeners(n) { return this }
  listenerCount(e): number { return prunella.clean() }
}
export { EventEmitter }
