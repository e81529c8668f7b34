package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// verifyTLS turns the verification of certificates on.
func verifyTLS(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, err := p.open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	path := s.nodesAt(in.Flow.At.Span)
	s.each(s.statement(path[len(path)-1]), func(n syntax.Ref) {
		switch s.kind(n) {
		case syntax.Keyword:
			s.verifyKeyword(n)
		case syntax.Assign:
			switch lastName(s.text(s.child(n, 0))) {
			case "check_hostname", "verify":
				s.replace(s.tree.Last(n), "True")
			case "verify_mode":
				s.replace(s.tree.Last(n), s.use("ssl")+".CERT_REQUIRED")
			}
		case syntax.Call:
			if s.calls(n, "ssl._create_unverified_context") {
				s.replace(s.child(n, 0), s.use("ssl")+".create_default_context")
			}
		case syntax.Attribute, syntax.Name:
			if s.dotted(n) == "ssl._create_unverified_context" && s.is(s.up[n], syntax.Assign) {
				s.replace(n, s.use("ssl")+".create_default_context")
			}
		}
	})
	if call := s.callAt(in.Flow.At.Span); len(s.edits) == 0 && call != 0 {
		s.setAll(call, "True", "verify", "verify_ssl", "ssl", "check_hostname")
	}
	if len(s.edits) == 0 {
		return nil, shape("the setting was not found at the call")
	}
	return p.one("certificates are verified")
}

func (s *source) verifyKeyword(k syntax.Ref) {
	name, value := s.text(s.child(k, 0)), s.text(s.child(k, 1))
	switch {
	case (name == "verify" || name == "verify_ssl" || name == "ssl") && value == "False":
		s.removeArgument(s.up[s.up[k]], k)
	case name == "cert_reqs":
		s.replace(s.child(k, 1), strings.Replace(value, "CERT_NONE", "CERT_REQUIRED", 1))
	}
}

// modernCrypto replaces old versions of TLS and short keys. Other algorithms need
// another format of the data, which no edit of one place can give.
func modernCrypto(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, err := p.open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	path := s.nodesAt(in.Flow.At.Span)
	st := s.statement(path[len(path)-1])
	s.each(st, func(n syntax.Ref) {
		switch name := s.text(n); {
		case s.is(n, syntax.Attribute) && oldTLS[lastName(name)] != "":
			s.replace(s.child(n, 1), oldTLS[lastName(name)])
		case s.is(n, syntax.Int) && in.Flow.Sink == "key.size" && isShortKey(name):
			s.replace(n, "3072")
		}
	})
	call := s.callAt(in.Flow.At.Span)
	if len(s.edits) == 0 && call != 0 && in.Flow.Sink == "key.size" {
		s.setAll(call, "3072", "key_size", "bits")
	}
	if len(s.edits) == 0 && call != 0 && in.Flow.Sink == "tls.version" && s.newestTLS(call) {
		return p.one("TLS 1.2 or later")
	}
	if len(s.edits) == 0 {
		return nil, shape("another algorithm would change the format of stored or sent data")
	}
	if in.Flow.Sink == "key.size" {
		return p.one("a key of 3072 bits")
	}
	return p.one("TLS 1.2 or later")
}

// newestTLS has a context speak TLS 1.2 or later before it is used: in the function that
// makes it, or here.
func (s *source) newestTLS(call syntax.Ref) bool {
	fn := s.child(call, 0)
	if !s.is(fn, syntax.Attribute) {
		return false
	}
	st, name := s.statement(call), s.child(fn, 0)
	if s.is(name, syntax.Call) {
		if st = s.onlyReturn(s.text(s.child(name, 0))); st == 0 {
			return false
		}
		name = s.child(st, 0)
	}
	if !s.is(name, syntax.Name) {
		return false
	}
	s.insert(s.lineStart(s.start(st)), s.indent(st)+s.text(name)+".minimum_version = "+s.use("ssl")+".TLSVersion.TLSv1_2\n")
	return true
}

// onlyReturn is the return of a function of the file that has one, or 0.
func (s *source) onlyReturn(name string) syntax.Ref {
	def := s.definition(name)
	if !s.is(def, syntax.FunctionDef) {
		return 0
	}
	var found []syntax.Ref
	s.each(def, func(n syntax.Ref) {
		if s.is(n, syntax.Return) {
			found = append(found, n)
		}
	})
	if len(found) != 1 {
		return 0
	}
	return found[0]
}

var oldTLS = map[string]string{
	"TLSv1": "TLSv1_2", "TLSv1_1": "TLSv1_2", "SSLv3": "TLSv1_2", "MINIMUM_SUPPORTED": "TLSv1_2",
	"PROTOCOL_SSLv2": "PROTOCOL_TLS_CLIENT", "PROTOCOL_SSLv3": "PROTOCOL_TLS_CLIENT", "PROTOCOL_SSLv23": "PROTOCOL_TLS_CLIENT",
	"PROTOCOL_TLSv1": "PROTOCOL_TLS_CLIENT", "PROTOCOL_TLSv1_1": "PROTOCOL_TLS_CLIENT",
}

func isShortKey(number string) bool {
	return number == "512" || number == "768" || number == "1024" || number == "1536"
}

// secureRandom draws from the system instead of a generator that can be foretold.
func secureRandom(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	draw := call
	if !strings.HasPrefix(s.dotted(s.child(draw, 0)), "random.") && s.dotted(s.child(draw, 0)) != "uuid.uuid1" {
		path := s.nodesAt(in.Flow.At.Span)
		s.each(s.statement(path[len(path)-1]), func(n syntax.Ref) {
			if s.is(n, syntax.Call) && strings.HasPrefix(s.dotted(s.child(n, 0)), "random.") {
				draw = n
			}
		})
	}
	fn := s.child(draw, 0)
	switch q := s.dotted(fn); {
	case q == "uuid.uuid1":
		s.replace(fn, s.useFrom("uuid", "uuid4"))
	case q == "random.choice":
		s.replace(fn, s.use("secrets")+".choice")
	case q == "random.getrandbits":
		s.replace(fn, s.use("secrets")+".randbits")
	case q == "random.randrange" && len(s.args(draw)) == 1:
		s.replace(fn, s.use("secrets")+".randbelow")
	case strings.HasPrefix(q, "random.") && strings.Count(q, ".") == 1 && q != "random.seed" && q != "random.Random":
		s.replace(fn, s.use("secrets")+".SystemRandom()."+lastName(q))
	default:
		return nil, shape("the generator is not called by its module")
	}
	s.dropImport("random", draw)
	return p.one("the system's generator, which nobody can foretell")
}

// tightMode closes a file to everybody but its owner.
func tightMode(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	args := s.args(call)
	for i := len(args) - 1; i >= 0; i-- {
		a := args[i]
		if s.is(a, syntax.Keyword) {
			a = s.child(a, 1)
		}
		mode := "0o600"
		switch {
		case lastName(s.text(s.child(call, 0))) == "umask":
			mode = "0o077"
		case strings.Contains(s.text(s.child(call, 0)), "mkdir") || strings.Contains(s.text(s.child(call, 0)), "makedirs"):
			mode = "0o700"
		case strings.HasPrefix(s.text(a), "0o7"), strings.Contains(s.text(a), "S_IRWXU"), strings.Contains(s.text(a), "S_IX"):
			mode = "0o700"
		}
		if s.is(a, syntax.Int) || strings.Contains(s.text(a), "stat.S_I") {
			s.replace(a, mode)
			return p.one("only the owner may read and write")
		}
	}
	if name := lastName(s.text(s.child(call, 0))); name == "chmod" && len(args) > 1 && !s.is(args[1], syntax.Keyword) {
		mode := s.text(args[1])
		if s.is(args[1], syntax.BinaryOp) {
			mode = "(" + mode + ")"
		}
		s.replace(args[1], mode+" & ~0o022")
		return p.one("whatever mode is asked for, nobody but the owner may write")
	}
	return nil, shape("the mode is not written at the call")
}

// envSecret reads a constant secret from the environment; where none is set, a
// random one is made, which nobody knows.
func envSecret(in *fix.Input) ([]fix.Candidate, error) {
	if in.Flow.Sink == "jwt.key" || in.Flow.Sink == "bind" {
		return emptySecret(in)
	}
	for _, at := range constantPlaces(in) {
		p := newPatch(in)
		s, err := p.open(at.unit)
		if err != nil {
			continue
		}
		lit := s.at(at.span)
		for lit != 0 && s.is(s.child(lit, 0), syntax.Str) && s.tree.Count(lit) == 1 {
			lit = s.child(lit, 0)
		}
		if !s.is(lit, syntax.Str, syntax.Bytes) {
			continue
		}
		name := s.envName(in, lit)
		q := s.quoteFor(lit)
		if in.HeldByOthers() {
			value := s.use("os") + ".environ[" + q + name + q + "]"
			if s.is(lit, syntax.Bytes) {
				value += ".encode()"
			}
			s.replace(lit, value)
			return p.one("the secret comes from the environment variable %s, without which the program ends", name)
		}
		value := s.use("os") + ".environ.get(" + q + name + q + ") or " + s.use("secrets") + ".token_hex(32)"
		if !s.is(s.up[lit], syntax.Assign, syntax.Keyword, syntax.AnnAssign, syntax.DictItem, syntax.Args, syntax.Return) {
			value = "(" + value + ")"
		}
		if s.is(lit, syntax.Bytes) {
			value = "(" + s.use("os") + ".environ.get(" + q + name + q + ") or " + s.use("secrets") + ".token_hex(32)).encode()"
		}
		s.replace(lit, value)
		return p.one("the secret comes from the environment variable %s", name)
	}
	return partSecret(in)
}

// emptySecret has a secret that is an empty text at the call, or in a constant that the
// call names, required from the environment.
func emptySecret(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	var lits []syntax.Ref
	s.each(call, func(n syntax.Ref) {
		if s.is(n, syntax.Name) {
			n = s.constant(s.text(n))
		}
		if text := strings.TrimPrefix(s.text(n), "b"); n != 0 && (text == `""` || text == "''") {
			lits = append(lits, n)
		}
	})
	if len(lits) != 1 {
		return nil, shape("no empty text is given here")
	}
	name, q := "JWT_KEY", s.quoteFor(lits[0])
	if in.Flow.Sink == "bind" {
		name = "DIRECTORY_PASSWORD"
	}
	s.replace(lits[0], s.use("os")+".environ["+q+name+q+"]")
	return p.one("the secret comes from the environment variable %s, without which the program ends", name)
}

// partSecret moves the name of a data source, in which the secret is a part, to the
// environment as a whole: the parts would have to be escaped.
func partSecret(in *fix.Input) ([]fix.Candidate, error) {
	none := shape("the constant was not found")
	secret := in.PartOf()
	p := newPatch(in)
	s, err := p.open(in.Flow.At.Unit)
	if err != nil || secret == "" {
		return nil, none
	}
	var lits []syntax.Ref
	for i := range s.tree.Nodes {
		if n := syntax.Ref(i); s.is(n, syntax.Str) && strings.Contains(s.text(n), secret) && len(s.text(n)) > len(secret)+2 && !strings.Contains(s.text(n), "\n") {
			lits = append(lits, n)
		}
	}
	if len(lits) != 1 {
		return nil, none
	}
	name, q := fix.SourceName(s.text(lits[0])), s.quoteFor(lits[0])
	s.replace(lits[0], s.use("os")+".environ["+q+name+q+"]")
	return p.one("the name of the data source comes from the environment variable %s, without which the program ends", name)
}

// constantPlaces lists where the constant parts of the offending value were
// written, then the path, then the sink.
func constantPlaces(in *fix.Input) []placeAt {
	var out []placeAt
	for _, a := range in.Flow.Args {
		for _, alt := range a.Str.Alts {
			for _, p := range alt {
				if i := int(p.Unit) - 1; p.Hole == nil && i >= 0 && i < len(in.Program.Units) {
					out = append(out, placeAt{in.Program.Units[i], p.Span})
				}
			}
		}
	}
	for _, st := range in.Flow.Path {
		out = append(out, placeAt{st.Unit, st.Span})
	}
	return append(out, literalsIn(in.Flow.At.Unit, in.Flow.At.Span)...)
}

// literalsIn lists the constant texts within a span, and those that names in it
// stand for.
func literalsIn(u *ir.Unit, span ir.Span) []placeAt {
	if u == nil || u.Stub {
		return nil
	}
	s := newSource(u)
	var out []placeAt
	path := s.nodesAt(span)
	add := func(n syntax.Ref) {
		if s.is(n, syntax.Str, syntax.Bytes) && len(s.text(n)) > 6 {
			out = append(out, placeAt{u, ir.Span{Start: s.start(n), End: s.end(n)}})
		}
	}
	s.each(path[len(path)-1], func(n syntax.Ref) {
		if s.is(n, syntax.Name) && s.constant(s.text(n)) != 0 {
			s.each(s.constant(s.text(n)), add)
			return
		}
		add(n)
	})
	return out
}

// envName makes CLINIC_SYNC_KEY from the package and the variable's name.
func (s *source) envName(in *fix.Input, lit syntax.Ref) string {
	name := "APP_SECRET"
	switch up := s.up[lit]; s.kind(up) {
	case syntax.Assign, syntax.AnnAssign:
		target := s.child(up, 0)
		if s.is(target, syntax.Subscript) {
			target = s.child(target, 1)
		}
		name = lastName(strings.Trim(s.text(target), `"'`))
	case syntax.Keyword, syntax.DictItem:
		name = strings.Trim(s.text(s.child(up, 0)), `"'`)
	default:
		if len(in.Flow.Args) > 1 {
			if n, ok := in.Flow.Args[1].Str.Exact(); ok && n != "" {
				name = n
			}
		}
	}
	root, _, inside := strings.Cut(s.unit.Module, ".")
	alone := !strings.ContainsAny(name, "_-.") // KEY could be anybody's
	if (inside || alone) && root != "" && !strings.HasPrefix(strings.ToLower(name), root) {
		name = root + "_" + name
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, name)
}
