package solve_test

import "testing"

func TestAliases(t *testing.T) {
	tell(t, []story{
		{"two names, one struct", `type T struct{ s string }
func f() { a := &T{}; b := a; a.s = lab.In("q"); lab.SQL(b.s) }`, bad},
		{"a copied struct is another", `type T struct{ s string }
func f() { a := T{}; b := a; a.s = lab.In("q"); lab.SQL(b.s) }`, ""},
		{"a field overwritten", `type T struct{ s string }
func f() { a := &T{s: lab.In("q")}; a.s = "x"; lab.SQL(a.s) }`, ""},
		{"another field", `type T struct{ s, t string }
func f() { a := &T{s: lab.In("q"), t: "x"}; lab.SQL(a.t) }`, ""},
		{"a pointer to a variable", `func f() { s := "x"; p := &s; *p = lab.In("q"); lab.SQL(s) }`, bad},
		{"a pointer to a field", `type T struct{ s string }
func f() { t := T{}; p := &t.s; *p = lab.In("q"); lab.SQL(t.s) }`, bad},
		{"a pointer passed on", `func f() { var s string; fill(&s); lab.SQL(s) }
func fill(p *string) { *p = lab.In("q") }`, bad},
		{"a pointer cleared", `func f() { s := lab.In("q"); wipe(&s); lab.SQL(s) }
func wipe(p *string) { *p = "" }`, ""},
		{"an object embedded in itself", `type M interface{ Missing() }
type T struct{ M }
func f() { t := &T{}; t.M = t; t.Missing(); lab.SQL(lab.In("q")) }`, bad},
		{"nested structs", `type In struct{ s string }
type Out struct{ in In }
func f() { o := Out{}; o.in.s = lab.In("q"); p := o; lab.SQL(p.in.s) }`, bad},
		{"nested structs are copied too", `type In struct{ s string }
type Out struct{ in In }
func f() { o := Out{}; p := o; o.in.s = lab.In("q"); lab.SQL(p.in.s) }`, ""},
	})
}

func TestContainers(t *testing.T) {
	tell(t, []story{
		{"one key is not the other", `func f() { m := map[string]string{}; m["a"] = lab.In("q"); m["b"] = "x"; lab.SQL(m["b"]) }`, ""},
		{"the same key", `func f() { m := map[string]string{}; m["a"] = lab.In("q"); lab.SQL(m["a"]) }`, bad},
		{"an unknown key", `func f() { m := map[string]string{"b": "x"}; m[lab.Word()] = lab.In("q"); lab.SQL(m["b"]) }`, bad},
		{"one index is not the other", `func f() { l := []string{lab.In("q"), "x"}; lab.SQL(l[1]) }`, ""},
		{"the same index", `func f() { l := []string{lab.In("q"), "x"}; lab.SQL(l[0]) }`, bad},
		{"appended", `func f() { l := []string{"x"}; l = append(l, lab.In("q")); lab.SQL(l[1]) }`, bad},
		{"appended, and the first one read", `func f() { l := []string{"x"}; l = append(l, lab.In("q")); lab.SQL(l[0]) }`, ""},
		{"each of a list", `func f() { for _, s := range []string{"a", lab.In("q")} { lab.SQL(s) } }`, bad},
		{"each of an unknown list", `func f() { for _, s := range lab.List() { lab.SQL(s) } }`, "sql http.form:"},
		{"joined", `func f() { l := []string{"x", lab.In("q")}; lab.SQL(strings.Join(l, ",")) }`, bad},
		{"deleted", `func f() { m := map[string]string{"a": lab.In("q")}; delete(m, "a"); lab.SQL(m["a"]) }`, ""},
		{"json", `func f() { m := lab.JSON().(map[string]any); lab.SQL(m["a"].(string)) }`, "sql http.json:"},
		{"a sliced list", `func f() { l := []string{lab.In("q"), "x", "y"}; m := l[1:]; lab.SQL(m[0]) }`, ""},
		{"map of structs", `type T struct{ s string }
func f() { m := map[string]*T{}; m["a"] = &T{lab.In("q")}; lab.SQL(m["a"].s) }`, bad},
	})
}

func TestFunctions(t *testing.T) {
	tell(t, []story{
		{"closures share variables", `func f() { s := "x"; g := func() { s = lab.In("q") }; g(); lab.SQL(s) }`, bad},
		{"a closure that is not called", `func f() { s := "x"; g := func() { s = lab.In("q") }; _ = g; lab.SQL(s) }`, ""},
		{"a callback", `func f() { each(func(s string) { lab.SQL(s) }) }
func each(g func(string)) { g(lab.In("q")) }`, bad},
		{"a function in a map", `func f() { m := map[string]func(string){"a": lab1, "b": none}; m["a"](lab.In("q")) }
func lab1(s string) { lab.SQL(s) }
func none(s string) {}`, bad},
		{"the other function in a map", `func f() { m := map[string]func(string){"a": lab1, "b": none}; m["b"](lab.In("q")) }
func lab1(s string) { lab.SQL(s) }
func none(s string) {}`, ""},
		{"several results", `func f() { a, b := two(); lab.SQL(a); _ = b }
func two() (string, string) { return "x", lab.In("q") }`, ""},
		{"the other result", `func f() { a, b := two(); lab.SQL(b); _ = a }
func two() (string, string) { return "x", lab.In("q") }`, bad},
		{"results passed on", `func f() { take(two()) }
func two() (string, string) { return "x", lab.In("q") }
func take(a, b string) { lab.SQL(b) }`, bad},
		{"variadic", `func f() { take("a", lab.In("q")) }
func take(l ...string) { lab.SQL(l[1]) }`, bad},
		{"variadic, the harmless one", `func f() { take("a", lab.In("q")) }
func take(l ...string) { lab.SQL(l[0]) }`, ""},
		{"a method value", `type T struct{ s string }
func (t *T) run() { lab.SQL(t.s) }
func f() { t := &T{lab.In("q")}; g := t.run; g() }`, bad},
		{"recursion", `func f() { lab.SQL(rec(lab.In("q"), 5)) }
func rec(s string, n int) string { if n == 0 { return s }; return rec(s, n-1) }`, bad},
		{"endless recursion", `func f() { lab.SQL(rec(lab.In("q"))) }
func rec(s string) string { if lab.Know() { return s }; return rec(s + "x") }`, bad},
		{"two calls do not mix", `func f() { a := id("x"); b := id(lab.In("q")); lab.SQL(a); _ = b }
func id(s string) string { return s }`, ""},
		{"a callback to unknown code", `func f() { unknown.Each(func(s string) { lab.SQL("'" + lab.In("q") + "'") }) }`, bad},
		{"deferred", `func f() { s := "x"; defer func() { lab.SQL(s) }(); s = lab.In("q") }`, bad},
		{"in a goroutine", `func f() { s := lab.In("q"); go func() { lab.SQL(s) }() }`, bad},
		{"named results", `func f() { lab.SQL(g()) }
func g() (s string) { s = lab.In("q"); return }`, bad},
		{"named results set by defer", `func f() { lab.SQL(g()) }
func g() (s string) { defer func() { s = lab.In("q") }(); return "x" }`, bad},
		{"through a channel", `func f() { c := make(chan string, 1); c <- lab.In("q"); lab.SQL(<-c) }`, bad},
	})
}

func TestObjects(t *testing.T) {
	tell(t, []story{
		{"a field set in a constructor", `type S struct{ s string }
func New(s string) *S { return &S{s: s} }
func (s *S) run() { lab.SQL(s.s) }
func f() { New(lab.In("q")).run() }`, bad},
		{"a builder", `type B struct{ parts []string }
func (b *B) Add(s string) *B { b.parts = append(b.parts, s); return b }
func (b *B) Build() string { return strings.Join(b.parts, " ") }
func f() { lab.SQL((&B{}).Add("SELECT").Add(lab.In("q")).Build()) }`, bad},
		{"two builders", `type B struct{ parts []string }
func (b *B) Add(s string) *B { b.parts = append(b.parts, s); return b }
func (b *B) Build() string { return strings.Join(b.parts, " ") }
func NewB() *B { return &B{} }
func f() { a, b := NewB(), NewB(); a.Add(lab.In("q")); b.Add("x"); lab.SQL(b.Build()) }`, ""},
		{"a string builder", `func f() { var b strings.Builder; b.WriteString("SELECT "); b.WriteString(lab.In("q")); lab.SQL(b.String()) }`, bad},
		{"dispatch by interface", `type R interface{ Run(s string) }
type A struct{}
func (A) Run(s string) { lab.SQL(s) }
type B struct{}
func (B) Run(s string) {}
func f() { var r R = A{}; r.Run(lab.In("q")) }`, bad},
		{"dispatch to the harmless one", `type R interface{ Run(s string) }
type A struct{}
func (A) Run(s string) { lab.SQL(s) }
type B struct{}
func (B) Run(s string) {}
func f() { var r R = B{}; r.Run(lab.In("q")) }`, ""},
		{"dispatch on an unknown", `type R interface{ Run(s string) }
type A struct{}
func (A) Run(s string) { lab.SQL(s) }
func F(r R) { r.Run(lab.In("q")) }`, bad},
		{"embedded", `type In struct{ s string }
func (i *In) run() { lab.SQL(i.s) }
type Out struct{ In }
func f() { o := &Out{}; o.s = lab.In("q"); o.run() }`, bad},
		{"embedded pointer", `type In struct{ s string }
func (i *In) run() { lab.SQL(i.s) }
type Out struct{ *In }
func f() { o := Out{&In{}}; o.s = lab.In("q"); o.run() }`, bad},
		{"a named string", `type Q string
func (q Q) run() { lab.SQL(string(q)) }
func f() { Q(lab.In("q")).run() }`, bad},
		{"a global", `var g string
func f() { g = lab.In("q"); run() }
func run() { lab.SQL(g) }`, bad},
		{"a global constant table", `var algos = map[string]string{"old": "md5", "new": "sha256"}
func f() { lab.Hash(algos["old"]) }`, "hash"},
		{"a global constant table, the good one", `var algos = map[string]string{"old": "md5", "new": "sha256"}
func f() { lab.Hash(algos["new"]) }`, ""},
		{"a field that is a sink", `func f() { c := lab.Config{Verify: false}; _ = c }`, "flag"},
		{"a field that is a sink, set later", `func f() { c := &lab.Config{}; c.Verify = false }`, "flag"},
		{"a field that is a sink, well set", `func f() { c := lab.Config{Verify: true}; _ = c }`, ""},
		{"a handler that is registered", `func main() { lab.Handle("/x", show) }
func show(name string) { lab.SQL(name) }`, "sql http.query:entry"},
	})
}

func TestBranches(t *testing.T) {
	tell(t, []story{
		{"infeasible by constant", `const debug = false
func f() { s := "x"; if debug { s = lab.In("q") }; lab.SQL(s) }`, ""},
		{"infeasible by value", `func f() { n := 7; s := lab.In("q"); if n*2 > 10 { s = "x" }; lab.SQL(s) }`, ""},
		{"feasible by value", `func f() { n := 3; s := lab.In("q"); if n*2 > 10 { s = "x" }; lab.SQL(s) }`, bad},
		{"a switch on a constant", `func f() { s := ""; switch "b" { case "a": s = lab.In("q"); case "b": s = "x" }; lab.SQL(s) }`, ""},
		{"either way", `func f() { s := "x"; if lab.Know() { s = lab.In("q") }; lab.SQL(s) }`, bad},
		{"the flag and the value go together", `func f() { s := ""; bad := false; if lab.Know() { s = lab.In("q"); bad = true }; if !bad { lab.SQL(s) } }`, ""},
		{"an allow-list", `func f() { s := lab.In("q"); if s != "a" && s != "b" { return }; lab.SQL(s) }`, ""},
		{"an allow-list by switch", `func f() { s := lab.In("q"); switch s { case "a", "b": default: return }; lab.SQL(s) }`, ""},
		{"an allow-list with a hole", `func f() { s := lab.In("q"); if s != "a" && lab.Know() { return }; lab.SQL(s) }`, bad},
		{"an allow-list in a map", `var cols = map[string]bool{"a": true, "b": true}
func f() { s := lab.In("q"); if !cols[s] { return }; lab.SQL(s) }`, ""},
		{"an allow-list in a map, by ok", `var cols = map[string]string{"a": "x", "b": "y"}
func f() { s, ok := cols[lab.In("q")]; if !ok { return }; lab.SQL(s) }`, ""},
		{"an allow-list in a map, key used", `var cols = map[string]string{"a": "x", "b": "y"}
func f() { k := lab.In("q"); if _, ok := cols[k]; ok { lab.SQL(k) } }`, ""},
		{"an allow-list, with a default", `func f() { s := lab.In("q"); if s != "a" && s != "b" { s = "a" }; lab.SQL(s) }`, ""},
		{"an allow-list in a loop", `var cols = []string{"a", "b"}
func f() { s := lab.In("q"); ok := false; for _, c := range cols { if c == s { ok = true; break } }; if !ok { return }; lab.SQL(s) }`, ""},
		{"a value chosen by it", `func f() { dir := "ASC"; if lab.In("q") == "desc" { dir = "DESC" }; lab.SQL(dir) }`, ""},
		{"a copy guarded", `func f() { s := lab.In("q"); c := s; if c != "a" { return }; lab.SQL(s) }`, ""},
	})
}

func TestGuards(t *testing.T) {
	tell(t, []story{
		{"an error guards the text", `func f() { s := lab.In("q"); if _, err := strconv.Atoi(s); err != nil { return }; lab.SQL(s) }`, ""},
		{"an ignored error does not", `func f() { s := lab.In("q"); strconv.Atoi(s); lab.SQL(s) }`, bad},
		{"an error logged only", `func f() { s := lab.In("q"); if _, err := strconv.Atoi(s); err != nil { print(err) }; lab.SQL(s) }`, bad},
		{"the wrong way round", `func f() { s := lab.In("q"); if _, err := strconv.Atoi(s); err == nil { return }; lab.SQL(s) }`, bad},
		{"a helper says yes", `func ok(s string) bool { return s == "a" || s == "b" }
func f() { s := lab.In("q"); if !ok(s) { return }; lab.SQL(s) }`, ""},
		{"a helper of two returns", `func ok(s string) bool { if s == "a" { return true }; if s == "b" { return true }; return false }
func f() { s := lab.In("q"); if !ok(s) { return }; lab.SQL(s) }`, ""},
		{"a helper that lies", `func ok(s string) bool { if s == "a" { return true }; return true }
func f() { s := lab.In("q"); if !ok(s) { return }; lab.SQL(s) }`, bad},
		{"a helper with a loop", `var cols = []string{"a", "b"}
func ok(s string) bool { for _, c := range cols { if c == s { return true } }; return false }
func f() { s := lab.In("q"); if !ok(s) { return }; lab.SQL(s) }`, ""},
		{"a helper with an error", `func check(s string) error { if s != "a" { return errors.New("no") }; return nil }
func f() { s := lab.In("q"); if err := check(s); err != nil { return }; lab.SQL(s) }`, ""},
		{"a helper of a helper", `func check(s string) error { if !ok(s) { return errors.New("no") }; return nil }
func ok(s string) bool { return s == "a" }
func f() { s := lab.In("q"); if err := check(s); err != nil { return }; lab.SQL(s) }`, ""},
		{"a helper that panics", `func must(s string) { if s != "a" { panic("no") } }
func f() { s := lab.In("q"); must(s); lab.SQL(s) }`, ""},
		{"a cleaned value and ok", `func clean(s string) (string, bool) { if s == "a" { return s, true }; return s, false }
func f() { s, ok := clean(lab.In("q")); if !ok { return }; lab.SQL(s) }`, ""},
		{"a cleaned value and ok ignored", `func clean(s string) (string, bool) { if s == "a" { return s, true }; return s, false }
func f() { s, _ := clean(lab.In("q")); lab.SQL(s) }`, bad},
		{"a method guards", `type V struct{ allowed map[string]bool }
func (v *V) ok(s string) bool { return v.allowed[s] }
func f() { v := &V{allowed: map[string]bool{"a": true}}; s := lab.In("q"); if !v.ok(s) { return }; lab.SQL(s) }`, ""},
		{"contains a quote", `func f() { s := lab.In("q"); if strings.Contains(s, "'") { return }; lab.SQL("'" + s + "'") }`, ""},
		{"contains another", `func f() { s := lab.In("q"); if strings.Contains(s, "x") { return }; lab.SQL("'" + s + "'") }`, bad},
		{"guard then transform", `func f() { s := lab.In("q"); if strings.Contains(s, "'") { return }; lab.SQL("'" + strings.ToUpper(s) + "'") }`, ""},
		{"a stored check", `func f() { s := lab.In("q"); ok := s == "a"; if ok { lab.SQL(s) } }`, ""},
		{"two checks", `func f() { s := lab.In("q"); ok := lab.Know() && s == "a"; if ok { lab.SQL(s) } }`, ""},
		{"either check", `func f() { s := lab.In("q"); ok := lab.Know() || s == "a"; if ok { lab.SQL(s) } }`, bad},
		{"guarded in one loop turn", `func f() { for _, s := range lab.List() { if s != "a" { continue }; lab.SQL(s) } }`, ""},
		{"guarding another turn", `func f() { for _, s := range lab.List() { if s != "a" { lab.SQL(s) } } }`, "sql http.form:"},
	})
}

func TestLoops(t *testing.T) {
	tell(t, []story{
		{"grown in a loop", `func f() { s := "SELECT "; for i := 0; i < lab.Num(); i++ { s += lab.In("q") + "," }; lab.SQL(s) }`, bad},
		{"only constants in a loop", `func f() { s := "'" + lab.In("q"); for i := 0; i < 3; i++ { s = "x" }; lab.SQL(s) }`, ""},
		{"carried from turn to turn", `func f() { a, b := "x", "y"; for lab.Know() { b = a; a = lab.In("q") }; lab.SQL(b) }`, bad},
		{"carried over three turns", `func f() { a, b, c, d := "", "", "", ""; for lab.Know() { d = c; c = b; b = a; a = lab.In("q") }; lab.SQL(d) }`, bad},
		{"a list filled in a loop", `func f() { var l []string; for _, s := range lab.List() { l = append(l, "?") ; _ = s }; lab.SQL(strings.Join(l, ",")) }`, ""},
		{"a list filled with data", `func f() { var l []string; for _, s := range lab.List() { l = append(l, s) }; lab.SQL(strings.Join(l, ",")) }`, "sql http.form:"},
		{"labelled break", `func f() { s := lab.In("q")
out:
	for { for { s = "x"; break out } }
	lab.SQL(s) }`, ""},
	})
}
