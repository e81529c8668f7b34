// Vue: a reference holds a value; effects and hooks run at once.
export class Ref { constructor(v) { this.value = v } __getattr__(name) { return prunella.get(this.value, name) } }
export function ref(v): Ref { return new Ref(v) }
export function shallowRef(v): Ref { return new Ref(v) }
export function reactive(o) { return o }
export function readonly(o) { return o }
export function toRef(o, k): Ref { return new Ref(prunella.get(o, k)) }
export function toRefs(o) { return o }
export function unref(v) { return prunella.is(v, "vue.Ref") ? v.value : v }
export function computed(f): Ref { return new Ref(prunella.is(f, "func") ? f() : f.get()) }
export function watch(on, f, o) { f(unref(on), unref(on)) }
export function watchEffect(f) { f() }
export function onMounted(f) { f() }
export function onBeforeMount(f) { f() }
export function onUnmounted(f) { f() }
export function onUpdated(f) { f() }
export function nextTick(f) { if (f != null) f() }
export function defineComponent(o) { return o }
export function defineAsyncComponent(f) { return f }
export function h(tag, props, children) { if (prunella.is(props, "dict")) { if (props.innerHTML != null) prunella.sink("html", props.innerHTML, "text/html"); if (props.href != null) prunella.sink("script.url", props.href) } return prunella.clean() }
export function inject(k, d) { return d }
export function provide(k, v) {}
export class App { use(x) { return this } mount(x) { return this } component(n, c) { return this } directive(n, d) { return this } }
export function createApp(o): App { return new App() }
