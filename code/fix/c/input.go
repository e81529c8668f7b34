package c

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// readInto says which argument of a function is the first that its format fills.
var readInto = map[string]int{"scanf": 1, "fscanf": 2, "sscanf": 2}

var conversion = regexp.MustCompile(`%(\*?)(\d*)([hlLzjt]*)([a-zA-Z\[%])`)

// boundInput tells a function that reads texts how long they may be: scanf by a width in
// its format, a stream by its width or by the size it is given.
func boundInput(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	if name, args := s.call(at); len(args) > 0 {
		if first, known := readInto[name]; known && first < len(args) && s.widths(args[first-1], args[first:]) {
			return s.done("bound-input", within), nil
		}
		return nil, fmt.Errorf("the call reads no texts by a format")
	}
	if kids := s.t.Kids(at); s.kind(at) == syntax.Call && len(kids) == 3 && s.kind(kids[0]) == syntax.Member {
		if name := s.name(kids[0]); (name == "getline" || name == "read" || name == "get") && s.isArray(s.declaration(kids[1])) && s.fixed(kids[2]) {
			s.replace(kids[2], "sizeof("+s.text(kids[1])+")")
			return s.done("bound-input", within), nil
		}
	}
	if st, to := s.statement(at), s.kid(at, 1); s.kind(at) == syntax.Binary && s.isArray(s.declaration(to)) && s.kind(s.kid(at, 0)) == syntax.Name && st != 0 {
		s.before(st, s.text(s.kid(at, 0))+".width(sizeof("+s.text(to)+"));")
		return s.done("bound-input", within), nil
	}
	return nil, fmt.Errorf("nothing is read here by a format or a stream")
}

// widths writes the widths of texts into a format whose arrays are declared here.
func (s *source) widths(format syntax.ID, targets []syntax.ID) bool {
	if s.kind(format) != syntax.String || !s.plain(format) {
		return false
	}
	text, next := s.text(format), 0
	now := conversion.ReplaceAllStringFunc(text, func(found string) string {
		m := conversion.FindStringSubmatch(found)
		if m[4] == "%" || m[1] != "" {
			return found
		}
		i := next
		next++
		if m[4] != "s" && m[4] != "[" || i >= len(targets) {
			return found
		}
		d := s.declaration(s.bare(targets[i]))
		length, err := strconv.Atoi(s.text(s.kid(s.typeOf(d), 1)))
		if !s.isArray(d) || err != nil || length < 2 {
			return found
		}
		if width, err := strconv.Atoi(m[2]); err == nil && width < length {
			return found
		}
		return "%" + strconv.Itoa(length-1) + m[3] + m[4]
	})
	if now == text {
		return false
	}
	s.replace(format, now)
	return true
}

// compound is an assignment that computes, as "c -= 1" does.
func (s *source) compound(n syntax.ID) (op string, ok bool) {
	if s.kind(n) != syntax.Assign {
		return "", false
	}
	op = strings.TrimSpace(string(s.unit.Text[s.end(s.kid(n, 0)):s.start(s.kid(n, 1))]))
	return strings.TrimSuffix(op, "="), len(op) == 2 && strings.HasSuffix(op, "=")
}
