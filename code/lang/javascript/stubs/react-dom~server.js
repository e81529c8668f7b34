// react-dom/server: elements become markup in which text is escaped; what is markup
// already was looked at where the element was made.
export function renderToString(el): string { return prunella.clean() }
export function renderToStaticMarkup(el): string { return prunella.clean() }
export function renderToPipeableStream(el, o) { called(o); return { pipe(to) { return to }, abort(reason) {} } }
export function renderToReadableStream(el, o) { called(o); return prunella.clean() }
function called(o) {
  if (o == null) return
  for (const f of [o.onShellReady, o.onAllReady, o.onShellError, o.onError]) if (prunella.is(f, "func")) f(prunella.clean())
}
