package ops

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// input is text that an attacker chooses.
func input() value.Abs { return made(text.Top(1, 1)) }

func lit(s string) value.Abs { return made(text.Lit(s)) }

func list(words ...string) value.Abs {
	out := value.Abs{Kind: value.List}
	for _, w := range words {
		out.Items = append(out.Items, lit(w))
	}
	return out
}

func apply(t *testing.T, name string, args ...value.Abs) value.Abs {
	t.Helper()
	op, ok := Lookup(name)
	if !ok {
		t.Fatalf("no operation %q", name)
	}
	return op.Abstract(names(), args)
}

// What a sanitizer, half or whole, leaves possible.
func TestSanitizersAreJudgedByWhatTheyDo(t *testing.T) {
	for _, tt := range []struct {
		story string
		got   value.Abs
		sub   string
		may   bool
	}{
		{"one pass over ../ is undone by ....//", apply(t, "text.replace", input(), lit("../"), lit("")), "../", true},
		{"removing .. is enough", apply(t, "text.replace", input(), lit(".."), lit("")), "..", false},
		{"only the first quote is doubled", apply(t, "text.replace", input(), lit("'"), lit("''"), number(1, 1, 0)), "'", true},
		{"html.escape ends no tag", apply(t, "html.escape", input(), lit("python")), "<", false},
		{"html.escape(quote=False) leaves the quote", apply(t, "html.escape", input(), lit("python-noquote")), "\"", true},
		{"html.escape leaves javascript:", apply(t, "html.escape", input(), lit("go")), "javascript:", true},
		{"removing <script leaves <ScRiPt", apply(t, "text.replace", input(), lit("<script"), lit("")), "<ScRiPt", true},
		{"lower-casing after it brings <script back", apply(t, "text.lower", apply(t, "text.replace", input(), lit("<script"), lit(""))), "<script", true},
		{"trimming dots leaves ../ inside", apply(t, "text.trim", input(), lit("./")), "../", true},
		{"a base name has no way up", apply(t, "path.base", input()), "../", false},
		{"Python's base name neither", apply(t, "path.base", lit("python"), input()), "/", false},
		{"quote leaves dots", apply(t, "url.quote", input()), "../", true},
		{"quote leaves no blank", apply(t, "url.quote", input()), " ", false},
		{"unquote after a check brings all back", apply(t, "url.unquote", apply(t, "text.replace", input(), lit(".."), lit(""))), "..", true},
		{"a number has no quote", apply(t, "int.format", apply(t, "int.parse", input())), "'", false},
		{"hex has no quote", apply(t, "hex.encode", input()), "'", false},
		{"base64 has a slash", apply(t, "base64.encode", input()), "/", true},
		{"a digest has none", apply(t, "hash.hex", lit("md5"), input()), "/", false},
		{"%d of Python writes a number", apply(t, "fmt.percent", lit("id=%d"), input()), "'", false},
		{"%s writes anything", apply(t, "fmt.percent", lit("n='%s'"), input()), "' OR", true},
		{"re.sub of all but word characters", apply(t, "regex.replace", lit(`[^A-Za-z0-9_]`), input(), lit(""), number(0, 0, 0), lit("python")), "'", false},
		{"re.sub of ../ is one pass too", apply(t, "regex.replace", lit(`\.\./`), input(), lit(""), number(0, 0, 0), lit("python")), "../", true},
		{"secure_filename", apply(t, "path.secure_filename", input()), "/", false},
		{"path.clean of / and the input", apply(t, "path.clean", apply(t, "path.join", lit("/"), input())), "//", false},
		{"escaping LDAP", apply(t, "ldap.escape_filter", input()), "*", false},
		{"a shell word may have quotes", apply(t, "shell.quote", input()), "'", true},
		{"lines have no end", *apply(t, "text.lines", input()).Rest, "\n", false},
		{"pieces have no separator", *apply(t, "text.split", input(), lit(",")).Rest, ",", false},
	} {
		if got := tt.got.Str.MayContain(tt.sub); got != tt.may {
			t.Errorf("%s: may contain %q: %v; %v", tt.story, tt.sub, got, tt.got.Str)
		}
	}
}

// What a test lets through.
func TestGuardsAreJudgedByWhatTheyTell(t *testing.T) {
	for _, tt := range []struct {
		story string
		test  value.Abs
		truth bool
		word  string
		may   bool
	}{
		{"Contains(..) and go on", apply(t, "text.contains", input(), lit("..")), false, "a/../b", false},
		{"HasPrefix(/) and go on", apply(t, "text.has_prefix", input(), lit("/")), false, "/etc", false},
		{"but a // is another host", apply(t, "text.has_prefix", input(), lit("/")), true, "//evil.org", true},
		{"startswith(https://good.org) without a slash", apply(t, "text.has_prefix", input(), lit("https://good.org")), true, "https://good.org.evil.com", true},
		{"an allow-list", apply(t, "text.one_of", input(), list("asc", "desc")), true, "desc; DROP", false},
		{"re.match leaves the end open", apply(t, "regex.match", lit(`[a-z]+`), input(), lit("match"), lit("python")), true, "a;rm", true},
		{"$ lets a newline through", apply(t, "regex.match", lit(`^[a-z]+$`), input(), lit("match"), lit("python")), true, "a\n", true},
		{"but no semicolon", apply(t, "regex.match", lit(`^[a-z]+$`), input(), lit("match"), lit("python")), true, "a;", false},
		{"fullmatch", apply(t, "regex.match", lit(`[a-z]+`), input(), lit("fullmatch"), lit("python")), true, "a\n", false},
		{"Go's $ is the end", apply(t, "regex.search", lit(`^[a-z]+$`), input()), true, "a\n", false},
		{"(?m)^ok$ finds one good line", apply(t, "regex.search", lit(`(?m)^ok$`), input()), true, "ok\n<script>", true},
		{"an unanchored pattern", apply(t, "regex.search", lit(`[a-z]+`), input()), true, "a' OR 1=1", true},
		{"isdigit", apply(t, "text.isdigit", input()), true, "1 OR 1", false},
		{"isalnum", apply(t, "text.isalnum", input()), true, "a'b", false},
		{"int.valid", apply(t, "int.valid", input()), true, "1;", false},
		{"a list of endings", apply(t, "text.has_suffix", input(), list(".png", ".jpg")), true, "x.php", false},
		{"which a way up passes", apply(t, "text.has_suffix", input(), list(".png", ".jpg")), true, "../../x.png", true},
	} {
		g := tt.test.Guard
		if g == nil {
			t.Errorf("%s: no guard", tt.story)
			continue
		}
		h, ok := text.AnyHole(1, 1).Assume(g.Fact, tt.truth != g.Not)
		if got := ok && h.Admits(tt.word) != text.Never; got != tt.may {
			t.Errorf("%s: lets %q through: %v; %v", tt.story, tt.word, got, h)
		}
	}
}

// Doubling quotes by hand counts as much as the library's way.
func TestDoubledQuotesAreMarked(t *testing.T) {
	for story, tt := range map[string]struct {
		got  value.Abs
		want bool
	}{
		"every quote":    {apply(t, "text.replace", input(), lit("'"), lit("''")), true},
		"the first only": {apply(t, "text.replace", input(), lit("'"), lit("''"), number(1, 1, 0)), false},
		"a backslash":    {apply(t, "text.replace", input(), lit("'"), lit(`\'`)), false},
	} {
		if h, _ := tt.got.Str.Hole(); h.HasMark("doubled='") != tt.want {
			t.Errorf("%s: %v", story, h)
		}
	}
}

// Structure stays where it can, so that sinks see where the input stands.
func TestStructureStays(t *testing.T) {
	quoted := made(text.Concat(text.Lit("WHERE n='"), text.Top(1, 1), text.Lit("'  ")))
	for _, tt := range []struct {
		got  value.Abs
		want string
	}{
		{apply(t, "text.trim", quoted), `"WHERE n='" + {#1 labels 1} + "'"`},
		{apply(t, "fmt.sprintf", lit("n='%s'"), input()), `"n='" + {#1 labels 1} + "'"`},
		{apply(t, "fmt.format", lit("{0}/{1}"), value.Abs{Kind: value.List, Items: []value.Abs{lit("a"), input()}}), `"a/" + {#1 labels 1}`},
		{apply(t, "text.join", value.Abs{Kind: value.List, Items: []value.Abs{lit("ls"), input()}}, lit(" ")), `"ls " + {#1 labels 1}`},
		{apply(t, "path.join", lit("python"), lit("/up"), made(text.Unknown(text.Hole{Sym: 1, Labels: 1, Chars: text.Alnum()}))), `"/up/" + {#1 labels 1 [0-9A-Za-z]}`},
		{apply(t, "url.host", made(text.Concat(text.Lit("https://good.org/"), text.Top(1, 1)))), `"good.org"`},
	} {
		if got := tt.got.Str.String(); got != tt.want {
			t.Errorf("%s\nwant %s", got, tt.want)
		}
	}
}

func BenchmarkHTMLEscapeTop(b *testing.B) {
	in, op := names(), mustLookup(b, "html.escape")
	args := []value.Abs{input()}
	for b.Loop() {
		op.Abstract(in, args)
	}
}

func BenchmarkReplaceTop(b *testing.B) {
	in, op := names(), mustLookup(b, "text.replace")
	args := []value.Abs{input(), lit("../"), lit("")}
	for b.Loop() {
		op.Abstract(in, args)
	}
}

func BenchmarkContainsTop(b *testing.B) {
	in, op := names(), mustLookup(b, "text.contains")
	args := []value.Abs{input(), lit("..")}
	for b.Loop() {
		op.Abstract(in, args)
	}
}

func mustLookup(b *testing.B, name string) Op {
	op, ok := Lookup(name)
	if !ok {
		b.Fatal(name)
	}
	return op
}

// A name that cannot leave the directory it is joined to stays apart from it, so
// that each is judged by whose it is.
func TestNamesStayApartFromTheirFolder(t *testing.T) {
	folder := made(text.Top(2, 2))
	for _, tt := range []struct {
		story string
		got   value.Abs
		apart bool
	}{
		{"a constant", apply(t, "path.join", folder, lit("manuals")), true},
		{"a base name below a constant", apply(t, "path.join", folder, lit("exports"), apply(t, "path.base", input())), true},
		{"a number with an ending", apply(t, "path.join", folder, made(text.Concat(apply(t, "int.format", number(1, 9, 1)).Str, text.Lit(".txt")))), true},
		{"anything", apply(t, "path.join", folder, lit("exports"), input()), false},
		{"a base name twice up", apply(t, "path.join", folder, lit("a/../.."), apply(t, "path.base", input())), false},
	} {
		mixed := false
		for _, q := range tt.got.Str.Alts {
			for _, p := range q {
				mixed = mixed || p.Hole != nil && p.Hole.Labels == 3
			}
		}
		if mixed == tt.apart {
			t.Errorf("%s: %v", tt.story, tt.got.Str)
		}
	}
}

// A prefix that is not known still confines a clean path when it may end in a
// separator and is not the sender's alone.
func TestUnknownPrefixConfines(t *testing.T) {
	folder, slash := text.Top(2, 2), text.Lit("/")
	path := made(text.Top(3, 3))
	for _, tt := range []struct {
		prefix text.Str
		want   string
	}{
		{text.Concat(folder, slash), markBelow},
		{text.Top(0, 2), markBelow},
		{folder, ""}, // who chose it had a say in the path
		{text.Unknown(text.AnyHole(2, 2).WithMark(markClean)), ""},
		{text.Concat(folder, text.Lit("/data")), ""},
		{text.Join(text.Top(0, 2), text.Lit("/data")), ""},
		{text.Join(text.Top(0, 2), text.Lit("/data/")), markBelow},
		{text.Concat(text.Top(3, 3), slash), ""},
		{text.Lit("/srv/"), ""},
	} {
		g := apply(t, "text.has_prefix", path, made(tt.prefix)).Guard
		got := ""
		if g != nil {
			got = g.Fact.Mark
		}
		if got != tt.want {
			t.Errorf("%v: %q", tt.prefix, got)
		}
	}
}

// Words are told apart up to where somebody may add one.
func TestFieldsAreTold(t *testing.T) {
	digits := made(text.Unknown(text.Hole{Chars: text.Of("0123456789"), Labels: 1}))
	for _, tt := range []struct {
		story string
		s     text.Str
		words int
		more  bool
	}{
		{"constant words", text.Lit(" ls  -l\n/tmp "), 3, false},
		{"a word of somebody's", text.Concat(text.Lit("ping -c 1 h"), digits.Str), 4, false},
		{"it goes on", text.Concat(text.Concat(text.Lit("ping h"), digits.Str), text.Lit("x y")), 3, false},
		{"it may be nothing", text.Concat(text.Lit("ping "), digits.Str), 1, true},
		{"it may be several", text.Concat(text.Lit("ping h"), input().Str), 1, true},
	} {
		got := apply(t, "text.fields", made(tt.s))
		if len(got.Items) != tt.words || (got.Rest != nil) != tt.more {
			t.Errorf("%s: %d words, more: %v; want %d, %v", tt.story, len(got.Items), got.Rest != nil, tt.words, tt.more)
		}
	}
}

// A template that is filled keeps what stands around its places.
func TestFilledTemplates(t *testing.T) {
	whole := lit("a='{x}' or b='{x}'")
	all := apply(t, "text.replace", whole, lit("{x}"), input())
	first := apply(t, "text.replace", whole, lit("{x}"), input(), number(1, 1, 0))
	if got := all.Str.Prefix(); got != "a='" || all.Str.Suffix() != "'" {
		t.Errorf("all: %v", all.Str)
	}
	if !strings.HasSuffix(first.Str.Suffix(), "' or b='{x}'") || first.Str.Prefix() != "a='" {
		t.Errorf("the first: %v", first.Str)
	}
}
