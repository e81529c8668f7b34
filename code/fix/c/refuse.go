package c

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/c/syntax"
	"github.com/prunella/prunella/code/text"
)

// special are the signs by which a shell does more than to read a word.
const special = " \t\r\n;|&$`<>()'\"\\*?[]{}~#!"

// refuseSigns lets no text from outside reach a shell that is more than a word.
func refuseSigns(in *fix.Input) ([]fix.Candidate, error) {
	prefix := prefixOf(in.Flow.Violation.Seq)
	if strings.TrimSpace(prefix) == "" {
		return nil, fmt.Errorf("the text from outside is the command itself: which commands may be run is for people to say; compare it with a list")
	}
	return refusedWhere(in, "refuse-signs", "what is more than a word of the shell is refused", prefix, func(v words) string {
		return v.has(special, prefix)
	})
}

// refuseClimb lets no file name lead out of its folder.
func refuseClimb(in *fix.Input) ([]fix.Candidate, error) {
	rooted := prefixOf(in.Flow.Violation.Seq) == ""
	return refusedWhere(in, "refuse-climb", "a name that leads out of its folder is refused", prefixOf(in.Flow.Violation.Seq), func(v words) string {
		test := v.contains("..")
		if rooted && !v.piece {
			test += " || " + v.first("/")
		}
		return test
	})
}

// refuseFolders lets no name of a library lead out of the folder that libraries are
// loaded from.
func refuseFolders(in *fix.Input) ([]fix.Candidate, error) {
	prefix := prefixOf(in.Flow.Violation.Seq)
	if !strings.ContainsAny(prefix, `/\`) {
		return nil, fmt.Errorf("the library is chosen from outside: which ones may be loaded is for people to say; compare it with a list")
	}
	return refusedWhere(in, "refuse-folders", "a name with folders in it, which may be of any library, is refused", prefix, func(v words) string {
		return v.has("/\\", prefix)
	})
}

// words are a text as the program has it.
type words struct {
	expr  string
	form  string // "" for characters, "L" for wide ones, "string", "Lstring"
	piece bool   // from outside as a whole, and no constant before it
}

func (v words) quoted(text string) string {
	if strings.HasPrefix(v.form, "L") {
		return "L" + strconv.Quote(text)
	}
	return strconv.Quote(text)
}

// has: there is one of some signs in the text behind a prefix.
func (v words) has(signs, prefix string) string {
	if v.piece {
		prefix = ""
	}
	switch v.form {
	case "", "L":
		from := v.expr
		if prefix != "" {
			from += map[string]string{"": " + strlen(", "L": " + wcslen("}[v.form] + v.quoted(prefix) + ")"
		}
		return map[string]string{"": "strpbrk(", "L": "wcspbrk("}[v.form] + from + ", " + v.quoted(signs) + ") != NULL"
	}
	from := ""
	if prefix != "" {
		from = ", " + strconv.Itoa(len(prefix))
	}
	return v.expr + ".find_first_of(" + v.quoted(signs) + from + ") != " + v.none()
}

func (v words) contains(part string) string {
	switch v.form {
	case "", "L":
		return map[string]string{"": "strstr(", "L": "wcsstr("}[v.form] + v.expr + ", " + v.quoted(part) + ") != NULL"
	}
	return v.expr + ".find(" + v.quoted(part) + ") != " + v.none()
}

func (v words) none() string {
	return map[string]string{"string": "std::string::npos", "Lstring": "std::wstring::npos"}[v.form]
}

func (v words) first(sign string) string {
	quote := "'" + sign + "'"
	if strings.HasPrefix(v.form, "L") {
		quote = "L" + quote
	}
	if v.form == "" || v.form == "L" {
		return v.expr + "[0] == " + quote
	}
	return "!" + v.expr + ".empty() && " + v.expr + "[0] == " + quote
}

// refusedWhere ends the function when a test of the text holds: before the value enters
// the text, or before the place.
func refusedWhere(in *fix.Input, strategy, why, prefix string, test func(words) string) ([]fix.Candidate, error) {
	var out []fix.Candidate
	var last error
	for _, find := range []func(*source, string) (syntax.ID, syntax.ID, bool){pieceOf, wholeText} {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		v, where, piece := find(s, prefix)
		if v == 0 {
			continue
		}
		text := words{expr: s.text(v), form: s.form(v), piece: piece}
		if piece && text.form == "" && s.readByLine(v, where) {
			s.before(s.statement(where), s.name(v)+`[strcspn(`+s.name(v)+`, "\r\n")] = '\0';`)
		}
		if err := refused(s, where, "", test(text), v); err != nil {
			last = err
			continue
		}
		for _, c := range s.done(strategy, why) {
			if header := map[string]string{"": "string.h", "L": "wchar.h"}[text.form]; header != "" {
				c.Edits = append(c.Edits, include(in, header)...)
			}
			out = append(out, c)
		}
	}
	if len(out) == 0 && last == nil {
		last = fmt.Errorf("the text has no name here")
	}
	return out, last
}

// form of a text's type.
func (s *source) form(n syntax.ID) string {
	if s.kind(n) != syntax.Name {
		return "string" // of a stream
	}
	d := s.declaration(n)
	if name := s.stringType(d); name != "" {
		return map[string]string{"std::string": "string", "string": "string", "std::wstring": "Lstring", "wstring": "Lstring"}[name]
	}
	if s.name(s.elementOf(d)) == "wchar_t" {
		return "L"
	}
	return ""
}

// stringType names the class of strings that a variable is of, "" for none.
func (s *source) stringType(d syntax.ID) string {
	typ := s.typeOf(d)
	if s.kind(typ) == syntax.TRef {
		typ = s.kid(typ, 0)
	}
	switch name := s.name(typ); name {
	case "std::string", "string", "std::wstring", "wstring":
		return name
	}
	return ""
}

// wholeText is the text that the place is given.
func wholeText(s *source, _ string) (v, where syntax.ID, piece bool) {
	at := s.at()
	if v := s.textArgument(at); v != 0 {
		return v, at, false
	}
	names := s.stringsIn(at)
	if len(names) != 1 {
		return 0, 0, false
	}
	return names[0], at, len(s.all(at, syntax.String)) > 0
}

// all lists the nodes of a kind in n.
func (s *source) all(n syntax.ID, kind syntax.Kind) (out []syntax.ID) {
	s.each(n, func(k syntax.ID) {
		if s.kind(k) == kind && k != n {
			out = append(out, k)
		}
	})
	return out
}

// stringsIn are the strings in an expression, and the texts of streams: out.str().
func (s *source) stringsIn(n syntax.ID) (out []syntax.ID) {
	s.each(n, func(k syntax.ID) {
		if s.kind(k) == syntax.Name && s.stringType(s.declaration(k)) != "" {
			out = append(out, k)
		}
	})
	return out
}

// joiners are functions that put a text together in their first argument.
var joiners = map[string]bool{
	"sprintf": true, "snprintf": true, "strcat": true, "strncat": true, "strcpy": true, "strncpy": true, "strlcat": true, "strlcpy": true,
	"swprintf": true, "wcscat": true, "wcsncat": true, "wcscpy": true, "wcsncpy": true,
}

// pieceOf is the only variable whose text becomes part of the one that the place is
// given, where that begins with something constant.
func pieceOf(s *source, prefix string) (v, where syntax.ID, piece bool) {
	at := s.at()
	if prefix == "" || at == 0 {
		return 0, 0, false
	}
	var found []syntax.ID
	if whole := s.textArgument(at); whole != 0 {
		d := s.declaration(whole)
		for _, u := range s.uses(d) {
			name, args := s.call(s.up[u])
			if s.start(u) < s.start(at) && joiners[name] && s.bare(args[0]) == u {
				found = append(found, s.textsIn(args[1:])...)
			}
		}
	} else {
		found = s.stringPieces(at)
	}
	if len(found) != 1 {
		return 0, 0, false
	}
	return found[0], found[0], true
}

// textsIn are the arguments that are variables with a text.
func (s *source) textsIn(args []syntax.ID) (out []syntax.ID) {
	for _, a := range args {
		if d := s.declaration(s.bare(a)); s.kind(s.bare(a)) == syntax.Name && (s.isPointer(d) || s.isArray(d)) && textual[s.name(s.elementOf(d))] {
			out = append(out, s.bare(a))
		}
	}
	return out
}

// stringPieces are the strings that the text of a place was made of, in another
// statement.
func (s *source) stringPieces(at syntax.ID) (out []syntax.ID) {
	s.each(at, func(n syntax.ID) {
		if s.kind(n) != syntax.Name {
			return
		}
		d := s.declaration(n)
		stream := strings.HasSuffix(s.name(s.typeOf(d)), "stringstream")
		if s.stringType(d) == "" && !stream {
			return
		}
		for _, u := range append([]syntax.ID{d}, s.uses(d)...) {
			st := s.statement(u)
			if st == 0 || s.start(st) >= s.start(s.statement(at)) {
				continue
			}
			for _, other := range s.stringsIn(st) {
				if s.declaration(other) != d && !s.tested(other) {
					out = append(out, other)
				}
			}
		}
	})
	return out
}

// tested: a name stands in a condition.
func (s *source) tested(n syntax.ID) bool {
	branch := s.around(n, syntax.If, syntax.While)
	return branch != 0 && s.within(n, s.kid(branch, 0))
}

// readByLine: the text was read with the end of its line.
func (s *source) readByLine(v, before syntax.ID) bool {
	d := s.declaration(v)
	if !s.isArray(d) {
		return false
	}
	read := false
	for _, u := range s.uses(d) {
		name, args := s.call(s.up[u])
		if name == "fgets" && s.start(u) < s.start(before) && len(args) > 0 && s.bare(args[0]) == u {
			read = true
		}
		if name == "strcspn" {
			return false
		}
	}
	return read
}

// prefixOf is the constant text before the first hole.
func prefixOf(seq text.Seq) string {
	out := ""
	for _, p := range seq {
		if p.Hole != nil {
			break
		}
		out += p.Text
	}
	return out
}

// textArgument is the last argument of a call that is a variable with a text in it.
func (s *source) textArgument(at syntax.ID) (found syntax.ID) {
	if s.kind(at) != syntax.Call {
		return 0
	}
	for _, a := range s.t.Kids(at)[1:] {
		n := s.bare(a)
		if d := s.declaration(n); s.kind(n) == syntax.Name && (s.isPointer(d) || s.isArray(d)) && textual[s.name(s.elementOf(d))] {
			found = n
		}
	}
	return found
}

var textual = map[string]bool{"char": true, "wchar_t": true}
