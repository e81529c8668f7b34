// async: functions that call functions.
function each_of(tasks, more) {
  const out = prunella.is(tasks, "list") ? [] : {}
  if (prunella.is(tasks, "list")) { for (const f of tasks) f(...more, (err, v) => { prunella.append(out, v) }) }
  else { for (const k in tasks) { const f = prunella.get(tasks, k); f(...more, (err, v) => { prunella.set(out, k, v) }) } }
  return out
}
function done(f, v) { if (f != null) f(null, v) }
export function series(tasks, f) { done(f, each_of(tasks, [])) }
export function parallel(tasks, f) { done(f, each_of(tasks, [])) }
export function parallelLimit(tasks, n, f) { done(f, each_of(tasks, [])) }
export function race(tasks, f) { done(f, each_of(tasks, [])) }
export function auto(tasks, f) { const out = {}; for (const k in tasks) { const t = prunella.get(tasks, k); if (prunella.is(t, "func")) t((err, v) => { prunella.set(out, k, v) }) } done(f, out) }
export function waterfall(tasks, f) {
  let given = []
  for (const t of tasks) t(...given, (err, ...v) => { given = v })
  if (f != null) f(null, ...given)
}
export function seq(...tasks) {
  return (...args) => {
    const f = prunella.get(args, prunella.op("len", args) - 1)
    let given = args.slice(0, prunella.op("len", args) - 1)
    for (const t of tasks) t(...given, (err, ...v) => { given = v })
    f(null, ...given)
  }
}
export function each(list, f, end) { for (const x of list) f(x, (err) => {}); done(end) }
export function eachSeries(list, f, end) { each(list, f, end) }
export function eachLimit(list, n, f, end) { each(list, f, end) }
export function eachOf(o, f, end) { for (const k in o) f(prunella.get(o, k), k, (err) => {}); done(end) }
export function forEach(list, f, end) { each(list, f, end) }
export function forEachSeries(list, f, end) { each(list, f, end) }
export function map(list, f, end) { const out = []; for (const x of list) f(x, (err, v) => { prunella.append(out, v) }); done(end, out) }
export function mapSeries(list, f, end) { map(list, f, end) }
export function mapLimit(list, n, f, end) { map(list, f, end) }
export function filter(list, f, end) { const out = []; for (const x of list) f(x, (err, ok) => { if (ok) prunella.append(out, x) }); done(end, out) }
export function whilst(test, f, end) { f((err, v) => { done(end, v) }) }
export function until(test, f, end) { f((err, v) => { done(end, v) }) }
export function retry(times, f, end) { if (prunella.is(times, "func")) times((err, v) => { done(f, v) }); else f((err, v) => { done(end, v) }) }
export function queue(f, n) { return { push: (x, end) => { f(x, (err, v) => { done(end, v) }) }, drain: null } }
export function apply(f, ...first) { return (...rest) => f(...first, ...rest) }
export function setImmediate(f, ...args) { f(...args) }
export function nextTick(f, ...args) { f(...args) }
