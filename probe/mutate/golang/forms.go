package golang

import "github.com/prunella/prunella/probe/mutate"

// imports of the forms have names of their own, so that they cannot meet those of
// the file.
const (
	needStrings = `; import strs "strings"`
	needStrconv = `; import conv "strconv"`
	needRegexp  = `; import rx "regexp"`
	needFmt     = `; import form "fmt"`
	needHTML    = `; import markup "html"`
)

// Carriers implements mutate.Language.
func (Language) Carriers() []mutate.Form {
	return []mutate.Form{
		{Name: "call", Source: "\nfunc {f}[T any](v T) T { return v }"},
		{Name: "calls", Source: "\nfunc {f}[T any](v T) T { return {g}(v, 3) }\n\nfunc {g}[T any](v T, n int) T {\n\tif n == 0 {\n\t\treturn v\n\t}\n\treturn {g}(v, n-1)\n}"},
		{Name: "list", Source: "\nfunc {f}[T any](v T) T {\n\tvar row []T\n\trow = append(row, v)\n\treturn row[len(row)-1]\n}"},
		{Name: "map", Source: "\nfunc {f}[T any](v T) T {\n\tm := map[string]T{}\n\tm[\"kept\"] = v\n\treturn m[\"kept\"]\n}"},
		{Name: "field", Source: "\ntype {g}[T any] struct{ other, kept T }\n\nfunc {f}[T any](v T) T {\n\tb := &{g}[T]{}\n\tb.kept = v\n\treturn b.kept\n}"},
		{Name: "closure", Source: "\nfunc {f}[T any](v T) T {\n\tget := func() T { return v }\n\treturn get()\n}"},
		{Name: "callback", Source: "\nfunc {f}[T any](v T) (out T) {\n\t{g}(v, func(x T) { out = x })\n\treturn out\n}\n\nfunc {g}[T any](v T, do func(T)) { do(v) }"},
		{Name: "loop", Source: "\nfunc {f}[T any](v T) (out T) {\n\tfor _, x := range []T{v} {\n\t\tout = x\n\t}\n\treturn out\n}"},
		{Name: "defer", Source: "\nfunc {f}[T any](v T) (out T) {\n\tdefer func() { out = v }()\n\treturn out\n}"},
		{Name: "interface", Source: "\ntype {g}[T any] interface{ get() T }\n\ntype {h}[T any] struct{ v T }\n\nfunc (k {h}[T]) get() T { return k.v }\n\nfunc {f}[T any](v T) T {\n\tvar g {g}[T] = {h}[T]{v}\n\treturn g.get()\n}"},
		{Name: "any", Source: "\nfunc {f}[T any](v T) T {\n\tvar x any = v\n\tout, _ := x.(T)\n\treturn out\n}"},
		{Name: "channel", Source: "\nfunc {f}[T any](v T) T {\n\tc := make(chan T, 1)\n\tc <- v\n\treturn <-c\n}"},
		{Name: "pointer", Source: "\nfunc {f}[T any](v T) T {\n\tp := &v\n\treturn *p\n}"},
		{Name: "branch", Source: "\nfunc {f}[T any](v T) T {\n\tif one := 1; one > 2 {\n\t\tvar none T\n\t\treturn none\n\t}\n\treturn v\n}"},
		{Name: "switch", Source: "\nfunc {f}[T any](v T) (out T) {\n\tswitch n := 2; n {\n\tcase 1:\n\tcase 2:\n\t\tout = v\n\t}\n\treturn out\n}"},
		{Name: "builder", Text: true, Needs: []string{needStrings}, Source: "\nfunc {f}(v string) string {\n\tvar b strs.Builder\n\tfor i := 0; i < len(v); i++ {\n\t\tb.WriteByte(v[i])\n\t}\n\treturn b.String()\n}"},
		{Name: "join", Text: true, Needs: []string{needStrings}, Source: "\nfunc {f}(v string) string { return strs.Join(strs.Split(v, \",\"), \",\") }"},
		{Name: "format", Text: true, Needs: []string{needFmt}, Source: "\nfunc {f}(v string) string { return form.Sprintf(\"%s%s\", v, \"\") }"},
		{Name: "bytes", Text: true, Source: "\nfunc {f}(v string) string { return string([]byte(v)) }"},
	}
}

// Checks implements mutate.Language.
func (Language) Checks() []mutate.Check {
	return []mutate.Check{
		{Safe: true, Form: mutate.Form{Name: "list", Source: "\nvar {g} = map[string]string{\"a\": \"a\", \"b\": \"b\"}\n\nfunc {f}(v string) string { return {g}[v] }"}},
		{Safe: true, Form: mutate.Form{Name: "member", Source: "\nvar {g} = map[string]bool{\"a\": true, \"b\": true}\n\nfunc {f}(v string) string {\n\tif !{g}[v] {\n\t\treturn \"a\"\n\t}\n\treturn v\n}"}},
		{Safe: true, Form: mutate.Form{Name: "switch", Source: "\nfunc {f}(v string) string {\n\tswitch v {\n\tcase \"a\", \"b\":\n\t\treturn v\n\t}\n\treturn \"a\"\n}"}},
		{Safe: true, Form: mutate.Form{Name: "dead", Source: "\nfunc {f}(v string) string {\n\tout := \"a\"\n\tif one := 1; one > 2 {\n\t\tout = v\n\t}\n\treturn out\n}"}},
		{Safe: true, Form: mutate.Form{Name: "other-key", Source: "\nfunc {f}(v string) string {\n\tm := map[string]string{\"kept\": \"a\"}\n\tm[\"other\"] = v\n\treturn m[\"kept\"]\n}"}},
		{Safe: true, Form: mutate.Form{Name: "overwritten", Source: "\nfunc {f}(v string) string {\n\trow := []string{v}\n\trow[0] = \"a\"\n\treturn row[0]\n}"}},
		{Safe: true, Rules: mutate.Numbers(), Form: mutate.Form{Name: "number", Needs: []string{needStrconv}, Source: "\nfunc {f}(v string) string {\n\tn, err := conv.Atoi(v)\n\tif err != nil {\n\t\treturn \"0\"\n\t}\n\treturn conv.Itoa(n)\n}"}},
		{Safe: true, Rules: mutate.Words(), Form: mutate.Form{Name: "anchored", Needs: []string{needRegexp}, Source: "\nvar {g} = rx.MustCompile(`^[a-z]{1,8}$`)\n\nfunc {f}(v string) string {\n\tif !{g}.MatchString(v) {\n\t\treturn \"a\"\n\t}\n\treturn v\n}"}},
		{Form: mutate.Form{Name: "unanchored", Needs: []string{needRegexp}, Source: "\nvar {g} = rx.MustCompile(`[a-z]{1,8}`)\n\nfunc {f}(v string) string {\n\tif !{g}.MatchString(v) {\n\t\treturn \"a\"\n\t}\n\treturn v\n}"}},
		{Form: mutate.Form{Name: "copy", Source: "\nvar {g} = map[string]string{\"a\": \"a\", \"b\": \"b\"}\n\nfunc {f}(v string) string {\n\tchecked := v\n\tchecked = {g}[checked]\n\t_ = checked\n\treturn v\n}"}},
		{Form: mutate.Form{Name: "ignored", Source: "\nvar {g} = map[string]bool{\"a\": true}\n\nfunc {f}(v string) string {\n\tif !{g}[v] {\n\t\tprint(\"not allowed\")\n\t}\n\treturn v\n}"}},
		{Form: mutate.Form{Name: "other-branch", Source: "\nfunc {f}(v string) string {\n\tif v == \"admin\" {\n\t\treturn \"a\"\n\t}\n\treturn v\n}"}},
		{Form: mutate.Form{Name: "trim", Needs: []string{needStrings}, Source: "\nfunc {f}(v string) string { return strs.TrimSpace(v) }"}},
		{Form: mutate.Form{Name: "contains", Needs: []string{needStrings}, Source: "\nfunc {f}(v string) string {\n\tif strs.Contains(v, \"<script>\") {\n\t\treturn \"a\"\n\t}\n\treturn v\n}"}},
		{Rules: mutate.Paths(), Form: mutate.Form{Name: "remove-once", Needs: []string{needStrings}, Source: "\nfunc {f}(v string) string { return strs.ReplaceAll(v, \"../\", \"\") }"}},
		{Rules: mutate.Paths(), Form: mutate.Form{Name: "wrong-escape", Needs: []string{needHTML}, Source: "\nfunc {f}(v string) string { return markup.EscapeString(v) }"}},
	}
}

// Blocks implements mutate.Language.
func (Language) Blocks() []mutate.Block {
	return []mutate.Block{
		{Name: "if", Before: "if {n} := 2; {n} > 1 {\n{i}\t", After: "\n{i}}"},
		{Name: "once", Before: "for {n} := 0; {n} < 1; {n}++ {\n{i}\t", After: "\n{i}}"},
		{Name: "closure", Before: "func() {\n{i}\t", After: "\n{i}}()"},
		{Name: "else", Before: "if {n} := 2; {n} < 1 {\n{i}\tpanic(\"never\")\n{i}} else {\n{i}\t", After: "\n{i}}"},
	}
}
