package text

import "testing"

func TestQuotedHoleStaysAPart(t *testing.T) {
	s := Concat(Lit("SELECT * FROM t WHERE n='"), Top(1, 7), Lit("'"))
	if got, want := s.String(), `"SELECT * FROM t WHERE n='" + {#7 labels 1} + "'"`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if s.Labels() != 1 {
		t.Errorf("labels %x", s.Labels())
	}
}

func TestAssume(t *testing.T) {
	h := AnyHole(1, 7)
	noDots, _ := h.Assume(Fact{Kind: Contains, Text: ".."}, false)
	digits, _ := h.Assume(Fact{Kind: Matches, Lang: Over(Digits())}, true)
	list, _ := h.Assume(Fact{Kind: OneOf, Set: []string{"asc", "desc"}}, true)
	for _, tt := range []struct {
		name string
		got  bool
		want bool
	}{
		{"no .. excludes ..", noDots.MayContain(".."), false},
		{"no .. excludes ../", noDots.MayContain("../"), false},
		{"no .. allows /", noDots.MayContain("/"), true},
		{"digits exclude '", digits.MayContain("'"), false},
		{"digits allow 42", digits.MayContain("42"), true},
		{"the list excludes '", list.MayContain("'"), false},
		{"the list ends in sc", list.Suffix == "sc", true},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v", tt.name, tt.got)
		}
	}
	if _, ok := digits.Assume(Fact{Kind: HasPrefix, Text: "a"}, true); ok {
		t.Error("digits that start with a: want a contradiction")
	}
}

func TestAllowListBecomesConstants(t *testing.T) {
	s := Concat(Lit("ORDER BY n "), Top(1, 7))
	s, ok := s.AssumeSym(7, Fact{Kind: OneOf, Set: []string{"desc", "asc"}}, true)
	if !ok || s.String() != `"ORDER BY n " + "asc" | "ORDER BY n " + "desc"` || s.Labels() != 0 {
		t.Errorf("got %s, labels %x", s, s.Labels())
	}
}

func TestAcrossParts(t *testing.T) {
	noDots, _ := AnyHole(1, 7).Assume(Fact{Kind: Contains, Text: ".."}, false)
	s := Concat(Lit("a/."), Unknown(noDots))
	if !s.MayContain("..") {
		t.Error("the constant's dot and the hole's dot make two")
	}
	if Concat(Lit("a/"), Unknown(noDots)).MayContain("..") {
		t.Error("no dot before the hole: no two dots")
	}
}
