package java

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

const confined = "a name that leads out of its folder is refused"

const keeper = `
private static FILE inside(FILE folder, String name) throws IOEXCEPTION {
	String file = new FILE(folder, name).getCanonicalPath();
	if (!file.startsWith(folder.getCanonicalPath() + FILE.separator)) {
		throw new IOEXCEPTION("the name leads out of its folder");
	}
	return new FILE(file);
}
`

// A place is where a name is joined to the folder that it is meant to stay in.
type place struct {
	at           syntax.Ref
	folder, name string // Java: a java.io.File and a text
	form         string // how the result is written: "%s", "%s.getPath()", "%s.toPath()"
}

// confinePath refuses names that lead out of the folder they are joined to; else it
// takes the last element of the name.
func confinePath(in *fix.Input) ([]fix.Candidate, error) {
	var out []fix.Candidate
	var last error
	for _, way := range []func(*source) error{(*source).inside, (*source).insideAtUse, (*source).noClimb, (*source).lastOnly} {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		if err := way(s); err != nil {
			last = err
			continue
		}
		out = append(out, s.done("confine-path", confined)...)
	}
	if len(out) == 0 {
		return nil, last
	}
	return out, nil
}

// inside joins by a helper that refuses, where the name is joined.
func (s *source) inside() error {
	p, err := s.place(s.at())
	if err != nil {
		return err
	}
	return s.joinedBy(p, p.at)
}

// insideAtUse joins by the helper where the file is used, so that what else the program
// does with the name stays as it is.
func (s *source) insideAtUse() error {
	call := s.at()
	p, err := s.place(call)
	if err != nil {
		return err
	}
	receiver, _ := s.receiver(call)
	for _, n := range append(s.args(call), receiver) {
		if s.t.Kind(n) == syntax.Name && s.made(n) == p.at && s.unchangedSince(p.at, call) {
			return s.joinedBy(p, n)
		}
	}
	return fmt.Errorf("the file is used where its name is joined")
}

// unchangedSince: nothing that an expression is made of is set between it and a call.
func (s *source) unchangedSince(made, call syntax.Ref) bool {
	same := true
	s.each(made, func(n syntax.Ref) {
		if s.t.Kind(n) != syntax.Name || !s.variable(n) {
			return
		}
		d := s.declaration(n)
		for _, u := range s.uses(d) {
			between := s.t.Nodes[u].Start > s.t.Nodes[made].End && s.t.Nodes[u].Start < s.t.Nodes[call].Start
			if set := s.up[u]; between && s.t.Kind(set) == syntax.Assign && s.t.First(set) == u {
				same = false
			}
		}
	})
	return same
}

// joinedBy writes the helper's call in the place of an expression.
func (s *source) joinedBy(p *place, at syntax.Ref) error {
	if !s.mayFail(at) {
		return fmt.Errorf("the method cannot report that a name is refused")
	}
	text := strings.NewReplacer("FILE", s.use("java.io.File"), "IOEXCEPTION", s.use("java.io.IOException")).Replace(keeper)
	if err := s.helper(at, "inside", text); err != nil {
		return err
	}
	s.replace(at, fmt.Sprintf(p.form, "inside("+p.folder+", "+p.name+")"))
	return nil
}

// mayFail: an IOException may be thrown here, since the method says so or catches it.
func (s *source) mayFail(n syntax.Ref) bool { return s.mayThrow(n, "IOException") }

// mayThrow: the method says that it throws one of some exceptions, or catches it.
func (s *source) mayThrow(n syntax.Ref, exceptions ...string) bool {
	fails := map[string]bool{"Exception": true, "Throwable": true}
	for _, e := range exceptions {
		fails[e] = true
	}
	for p := s.up[n]; p != 0; p = s.up[p] {
		switch s.t.Kind(p) {
		case syntax.Method:
			for _, t := range s.children(s.t.Child(p, syntax.Throws)) {
				if fails[s.typeText(t)] {
					return true
				}
			}
			return false
		case syntax.Try:
			for _, c := range s.children(p) {
				if s.t.Kind(c) != syntax.Catch || s.within(n, c) {
					continue
				}
				for _, t := range s.children(c) {
					if s.t.Kind(t) == syntax.Type && fails[s.typeText(t)] {
						return true
					}
				}
			}
		case syntax.Lambda, syntax.Field, syntax.Init:
			return false
		}
	}
	return false
}

// place finds where the name joins its folder: in what the call is given, or is
// called on.
func (s *source) place(call syntax.Ref) (*place, error) {
	var spots []syntax.Ref
	if receiver, _ := s.receiver(call); receiver != 0 {
		spots = append(spots, receiver)
	}
	spots = append(spots, s.args(call)...)
	if s.t.Kind(call) == syntax.New {
		spots = append([]syntax.Ref{call}, spots...)
	}
	for _, n := range spots {
		if p := s.join(n, maxDepth); p != nil {
			return p, nil
		}
	}
	for _, n := range spots {
		if made := s.made(n); s.carries(n) && s.t.Kind(made) == syntax.New && s.typeText(s.t.Child(made, syntax.Type)) == "File" {
			return nil, fmt.Errorf("the whole path comes from outside: in which folder it has to stay is for people to say")
		}
	}
	return nil, fmt.Errorf("the place where the name joins its folder was not found")
}

// join looks for the sum, or the object, that joins a folder with a name of the flow.
func (s *source) join(n syntax.Ref, depth int) *place {
	if depth == 0 || n == 0 {
		return nil
	}
	switch s.t.Kind(n) {
	case syntax.Paren, syntax.Cast:
		return s.join(s.t.Last(n), depth-1)
	case syntax.Name:
		if made := s.made(n); made != n {
			return s.join(made, depth-1)
		}
	case syntax.Binary:
		return s.joinedText(n)
	case syntax.New:
		return s.joinedFile(n, depth)
	case syntax.Call:
		return s.joinedPath(n, depth)
	}
	return nil
}

// joinedText: FOLDER + name. What follows the folder's last slash belongs to the name.
func (s *source) joinedText(n syntax.Ref) *place {
	parts := s.pieces(n)
	var folder, name []string
	for i, p := range parts {
		carries := s.carries(p.node)
		switch {
		case carries && i == 0, carries && !s.flat(n):
			return nil
		case len(name) > 0 || carries:
			name = append(name, s.t.Text(p.node))
			continue
		}
		slash := strings.LastIndexByte(p.text, '/')
		if p.lit && i+1 < len(parts) && s.carries(parts[i+1].node) && slash+1 < len(p.text) && (slash >= 0 || i > 0) {
			if slash >= 0 {
				folder = append(folder, strconv.Quote(p.text[:slash+1]))
			}
			name = append(name, strconv.Quote(p.text[slash+1:]))
			continue
		}
		folder = append(folder, s.t.Text(p.node))
	}
	if len(folder) == 0 || len(name) == 0 {
		return nil
	}
	file := s.use("java.io.File")
	return &place{at: n, folder: "new " + file + "(" + strings.Join(folder, " + ") + ")", name: strings.Join(name, " + "), form: "%s.getPath()"}
}

// flat: a sum of names, calls and literals, whose parts can be written apart.
func (s *source) flat(n syntax.Ref) bool {
	for _, p := range s.pieces(n) {
		switch s.t.Kind(p.node) {
		case syntax.Ternary, syntax.Assign, syntax.Binary, syntax.Lambda:
			return false
		}
	}
	return true
}

// joinedFile: new File(folder, name), or a stream on such a file.
func (s *source) joinedFile(n syntax.Ref, depth int) *place {
	args := s.args(n)
	if s.typeText(s.t.Child(n, syntax.Type)) == "File" && len(args) == 2 {
		if s.carries(args[0]) || !s.carries(args[1]) {
			return nil
		}
		return &place{at: n, folder: s.asFile(args[0]), name: s.asText(args[1], s.t.Text(args[1])), form: "%s"}
	}
	for _, a := range args {
		if p := s.join(a, depth-1); p != nil {
			return p
		}
	}
	return nil
}

// joinedPath: Paths.get(folder, name), folder.resolve(name), or a method of such a
// path.
func (s *source) joinedPath(n syntax.Ref, depth int) *place {
	receiver, name := s.receiver(n)
	args := s.args(n)
	static := bare(s.t.Text(receiver)) == "Paths" || bare(s.t.Text(receiver)) == "Path"
	switch {
	case name == "resolve" && len(args) == 1 && s.carries(args[0]) && !s.carries(receiver):
		return &place{at: n, folder: s.t.Text(receiver) + ".toFile()", name: s.asText(args[0], s.t.Text(args[0])), form: "%s.toPath()"}
	case static && (name == "get" || name == "of") && len(args) == 2 && !s.carries(args[0]):
		return &place{at: n, folder: s.asFile(args[0]), name: s.asText(args[1], s.t.Text(args[1])), form: "%s.toPath()"}
	}
	if p := s.join(receiver, depth-1); p != nil && !static {
		return p
	}
	for _, a := range args {
		if p := s.join(a, depth-1); p != nil {
			return p
		}
	}
	return nil
}

// asFile writes a file, a path or a name as a java.io.File.
func (s *source) asFile(n syntax.Ref) string {
	switch s.typeOf(n) {
	case "File":
		return s.t.Text(n)
	case "Path":
		return s.t.Text(n) + ".toFile()"
	}
	if s.t.Kind(n) == syntax.Select && s.fieldType(n) == "File" {
		return s.t.Text(n)
	}
	return "new " + s.use("java.io.File") + "(" + s.t.Text(n) + ")"
}

// bare is a class's simple name.
func bare(class string) string { return class[strings.LastIndexByte(class, '.')+1:] }

const climbKeeper = `
private static String notClimbing(String name) {
	if (name == null) {
		return null;
	}
	if (name.contains("..")) {
		throw new IllegalArgumentException("the name leads out of its folder");
	}
	return name;
}
`

// noClimb refuses names that climb, where a text is put behind a constant folder.
func (s *source) noClimb() error {
	p, err := s.place(s.at())
	if err != nil {
		return err
	}
	if s.t.Kind(p.at) != syntax.Binary {
		return fmt.Errorf("the name does not follow a folder in a text")
	}
	s.leaves(p.at, 0, func(n syntax.Ref) {
		if n != p.at && err == nil {
			err = s.helper(n, "notClimbing", climbKeeper)
			s.replace(n, "notClimbing("+s.asText(n, s.t.Text(n))+")")
		}
	})
	return err
}

// lastOnly takes the folders of the name away, where a name is joined to its folder.
func (s *source) lastOnly() error {
	p, err := s.place(s.at())
	if err != nil {
		return err
	}
	done := false
	s.leaves(p.at, 0, func(n syntax.Ref) {
		if n != p.at {
			done = true
			s.replace(n, "new "+s.use("java.io.File")+"("+s.asText(n, s.t.Text(n))+").getName()")
		}
	})
	if done {
		return nil
	}
	for _, a := range s.args(p.at) {
		if s.carries(a) {
			s.replace(a, "new "+s.use("java.io.File")+"("+s.asText(a, s.t.Text(a))+").getName()")
			done = true
		}
	}
	if !done {
		return fmt.Errorf("the name was not found")
	}
	return nil
}
