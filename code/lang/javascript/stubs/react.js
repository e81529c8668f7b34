// React: hooks run at once; references are to elements of the page.
import { Element } from "builtin"
export class Ref { constructor(v) { this.current = v } }
export class Component { constructor(props) { this.props = props } setState(s, f) {} forceUpdate() {} }
export class PureComponent extends Component {}
export function createRef(): Ref { return new Ref(new Element()) }
export function useRef(v): Ref { return new Ref(v == null ? new Element() : v) }
export function useState(v) { return [prunella.is(v, "func") ? v() : v, (x) => {}] }
export function useReducer(f, v) { return [v, (x) => {}] }
export function useEffect(f, on) { f() }
export function useLayoutEffect(f, on) { f() }
export function useMemo(f, on) { return f() }
export function useCallback(f, on) { return f }
export function useContext(c) { return prunella.clean() }
export function createContext(v) { return prunella.clean() }
export function memo(f) { return f }
export function forwardRef(f) { return f }
export function lazy(f) { return prunella.clean() }
// next is the new state: what a setter is given, or what a function makes of the old.
export function next(old, v) { return prunella.is(v, "func") ? v(old) : v }
