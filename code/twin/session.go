package twin

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// credential reports whether a call hands a credential to a function of the
// project that judges it: one argument is what a cookie or an Authorization
// header holds, and there is a result.
func (m *machine) credential(fn *ir.Func, args []any) (SourceKey, bool) {
	if fn.Unit.Stub || len(m.run.Asked) == 0 || len(fn.Results) == 0 && m.sem.ZeroValues {
		return SourceKey{}, false
	}
	for _, a := range args {
		s, ok := a.(string)
		if !ok || s == "" {
			continue
		}
		for _, k := range m.run.Asked {
			if carriesCredential(k) && (m.run.Given[k] == s || strings.HasSuffix(m.run.Given[k], " "+s)) {
				return k, true
			}
		}
	}
	return SourceKey{}, false
}

func carriesCredential(k SourceKey) bool {
	if k.Kind == "http.cookie" {
		return true
	}
	return k.Kind == "http.header" && oneOf(strings.ToLower(k.Name), "authorization", "x-api-key", "x-auth-token")
}

// accept is what a function gives that accepts the credential: no error, true,
// and values of the world's: whoever is logged in.
func (m *machine) accept(fn *ir.Func, k SourceKey) any {
	why := "who is logged in, by " + fn.Name
	one := func(t *ir.Type) any {
		switch basic(t) {
		case "error":
			return nil
		case "bool":
			return true
		}
		return &Unknown{Type: t, Why: why, World: true}
	}
	switch len(fn.Results) {
	case 0:
		return one(nil)
	case 1:
		return one(fn.Results[0])
	}
	out := &value.ListValue{Tuple: true}
	for _, t := range fn.Results {
		out.Items = append(out.Items, one(t))
	}
	return out
}

// judged notes a call that judges a credential and, in a session, answers it.
func (m *machine) judged(fn *ir.Func, args []any) (any, bool) {
	k, ok := m.credential(fn, args)
	if !ok {
		return nil, false
	}
	if len(m.run.Credentials) < 16 {
		m.run.Credentials = append(m.run.Credentials, Credential{fn.Name, k})
	}
	if !m.in.Session {
		return nil, false
	}
	return m.accept(fn, k), true
}
