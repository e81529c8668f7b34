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
		return nil, fmt.Errorf("the text from outside is the command itself")
	}
	return refusedWhere(in, "refuse-signs", "what is more than a word of the shell is refused", func(v, wide string) string {
		if wide != "" {
			return "wcspbrk(" + v + " + wcslen(L" + strconv.Quote(prefix) + "), L" + strconv.Quote(special) + ") != NULL"
		}
		return "strpbrk(" + v + " + strlen(" + strconv.Quote(prefix) + "), " + strconv.Quote(special) + ") != NULL"
	})
}

// refuseClimb lets no file name lead out of its folder.
func refuseClimb(in *fix.Input) ([]fix.Candidate, error) {
	rooted := prefixOf(in.Flow.Violation.Seq) == ""
	return refusedWhere(in, "refuse-climb", "a name that leads out of its folder is refused", func(v, wide string) string {
		test, sign := "strstr("+v+`, "..") != NULL`, "'/'"
		if wide != "" {
			test, sign = "wcsstr("+v+`, L"..") != NULL`, "L'/'"
		}
		if rooted {
			test += " || " + v + "[0] == " + sign
		}
		return test
	})
}

// refusedWhere ends the function before the place when a test of the text holds.
func refusedWhere(in *fix.Input, strategy, why string, test func(v, wide string) string) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	v := s.textArgument(at)
	if v == 0 {
		return nil, fmt.Errorf("the text has no name here")
	}
	wide := ""
	if s.name(s.elementOf(s.declaration(v))) == "wchar_t" {
		wide = "L"
	}
	if err := refused(s, at, "", test(s.name(v), wide), v); err != nil {
		return nil, err
	}
	out := s.done(strategy, why)
	for i := range out {
		out[i].Edits = append(out[i].Edits, include(in, map[string]string{"": "string.h", "L": "wchar.h"}[wide])...)
	}
	return out, nil
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
