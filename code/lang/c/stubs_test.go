package c

import (
	"testing"
)

// TestStubs: the models are read without a problem, as the library of every file.
func TestStubs(t *testing.T) {
	for _, f := range (Language{}).StubFor(builtin) {
		text, err := stubFiles.ReadFile("stubs/" + f)
		if err != nil {
			t.Fatal(err)
		}
		u := (Language{}).Lower("lib/c/"+f, builtin, text)
		for _, p := range u.Problems {
			t.Errorf("%s: %s at %q", f, p.Text, text[p.Span.Start:min(int(p.Span.Start)+40, len(text))])
		}
		if len(u.Funcs) < 20 {
			t.Errorf("%s: %d functions", f, len(u.Funcs))
		}
	}
}

// TestOverloads: a call names the overload that takes its arguments.
func TestOverloads(t *testing.T) {
	const text = `
void f(int n);
void f(const char *s);
void f(double d);
struct S { S(const char *s); void g(int n); void g(const char *s); };
void take(const S &s);
void all(S &s, long k)
{
	f(1);
	f("x");
	f(1.5);
	s.g("x");
	take("x");
}
`
	u := (Language{}).Lower("a.cpp", "a.cpp", []byte(text))
	var got []string
	for _, f := range u.Funcs {
		if bare := f.Name; bare == "a.cpp.all" {
			for i := range f.Body {
				if n := f.Body[i].Name; n != "" {
					got = append(got, n)
				}
			}
		}
	}
	want := []string{"f/1:int", "f/1:*char", "f/1:double", "S.g/1:*char", "S.S/1:*char", "take"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("call %d: got %s, want %s", i, got[i], want[i])
		}
	}
}
