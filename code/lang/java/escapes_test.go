package java

import "testing"

// What Java sees before it sees comments and literals is told.
func TestMisread(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{`class A { String s = "\u00e4 \u0041 \u0027"; char c = '\u0041'; }`, 0},
		{`class A { String s = "\\u0022 \\\\u0022"; }`, 0},
		{`class Ä { int \u00e4; } // \u00e4 \u0041`, 0},
		{"// not code \\u000a exec();", 1},
		{`/* \u002a/ exec(); // */`, 1},
		{`/* *\u002f exec(); // */`, 1},
		{`String s = "\u0022; exec(); //";`, 1},
		{`String s = "\u005c";`, 1},
		{`\u0065xec();`, 1},
		{`\uuuu0065xec();`, 1},
		{`char c = '"'; \u0065xec();`, 1},
		{`String s = """ " """; \u0065xec();`, 1},
		{`\u`, 0}, {`\u00`, 0}, {`"\`, 0}, {`"\u`, 0},
	} {
		if got := misread([]byte(c.text)); len(got) != c.want {
			t.Errorf("%s: %v, want %d", c.text, got, c.want)
		}
	}
}

func FuzzMisread(f *testing.F) {
	f.Add([]byte(`/* \u002a/ exec(); // */ "\u0022"`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, p := range misread(text) {
			if p.Span.Start >= p.Span.End || int(p.Span.End) > len(text) {
				t.Errorf("%v of %d bytes", p.Span, len(text))
			}
		}
	})
}
