package java

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// steadyTime compares secrets by what takes the same time whatever they are.
func steadyTime(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	receiver, name := s.receiver(call)
	args := s.args(call)
	switch {
	case name == "equals" && bare(s.t.Text(receiver)) == "Arrays" && len(args) == 2:
		s.replace(receiver, s.use("java.security.MessageDigest"))
		s.dropped = append(s.dropped, [2]uint32{s.t.Nodes[receiver].Start, s.t.Nodes[receiver].End})
		s.tidyImports()
		s.replace(s.nameOf(call), "isEqual")
	case name == "equals" && len(args) == 1 && s.typeOf(receiver) == "String":
		bytes := ".getBytes(" + s.use("java.nio.charset.StandardCharsets") + ".UTF_8)"
		s.replace(call, s.use("java.security.MessageDigest")+".isEqual("+s.t.Text(receiver)+bytes+", "+s.t.Text(args[0])+bytes+")")
	default:
		return nil, fmt.Errorf("what compares them was not found")
	}
	return s.done("steady-time", "the comparison takes the same time wherever the first difference is"), nil
}

// ownSeed leaves the seed of a generator of secrets to the system.
func ownSeed(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	receiver, _ := s.receiver(s.at())
	made := s.made(receiver)
	if made == receiver {
		made = s.fieldValue(receiver)
	}
	args := s.t.Child(made, syntax.Args)
	if s.t.Kind(made) != syntax.New || s.typeText(s.t.Child(made, syntax.Type)) != "SecureRandom" || len(s.children(args)) == 0 {
		return nil, fmt.Errorf("the seed is given elsewhere")
	}
	s.replace(args, "()")
	return s.done("own-seed", "the system gives the seed, which nobody knows"), nil
}

// checkedHost has the name of the server that a socket is connected to compared with its certificate.
func checkedHost(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	socket, _ := s.receiver(s.at())
	statement := s.statement(s.at())
	if s.t.Kind(socket) != syntax.Name || statement == 0 {
		return nil, fmt.Errorf("the socket has no name here")
	}
	name, parameters := s.t.Text(socket), s.free("parameters")
	s.before(statement,
		s.use("javax.net.ssl.SSLParameters")+" "+parameters+" = "+name+".getSSLParameters();",
		parameters+`.setEndpointIdentificationAlgorithm("HTTPS");`,
		name+".setSSLParameters("+parameters+");")
	return s.done("checked-host", "the certificate has to be that of the host which was asked for"), nil
}

// guardedEndpoints asks who wants to know of the running program.
func guardedEndpoints(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	s.each(s.method(s.firstAt()), func(n syntax.Ref) {
		if receiver, name := s.receiver(n); name == "permitAll" && len(s.args(n)) == 0 && (strings.Contains(s.t.Text(receiver), "toAnyEndpoint") || strings.Contains(s.t.Text(receiver), "/actuator")) {
			s.replace(s.nameOf(n), "authenticated")
		}
	})
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("where everybody is let in was not found")
	}
	return s.done("guarded-endpoints", "the endpoints answer who is signed in; permit the few that others are to see, and ask for a role for the rest"), nil
}

// firstAt is some node of the flow's place.
func (s *source) firstAt() syntax.Ref {
	return s.innermost(func(syntax.Kind) bool { return true })
}

// filteredCredentials names the classes that credentials of a management port may be of.
func filteredCredentials(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	args := s.args(s.at())
	if len(args) < 2 || s.t.Text(args[1]) != "null" {
		return nil, fmt.Errorf("the server's environment is made elsewhere: put jmx.remote.rmi.server.credentials.filter.pattern there")
	}
	s.replace(args[1], s.use("java.util.Map")+`.of("jmx.remote.rmi.server.credentials.filter.pattern", "java.lang.String;!*")`)
	return s.done("filtered-credentials", "credentials are texts, and no objects of other classes are made of them"), nil
}

// folderEnd compares a path with a folder to the end of the folder's name.
func folderEnd(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	receiver, name := s.receiver(call)
	args := s.args(call)
	if name != "startsWith" || len(args) != 1 || receiver == 0 {
		return nil, fmt.Errorf("the comparison is made elsewhere")
	}
	text, err := strconv.Unquote(s.t.Text(args[0]))
	if err == nil && strings.HasPrefix(text, "/") && !strings.HasSuffix(text, "/") {
		s.replace(args[0], strconv.Quote(text+"/"))
		return s.done("folder-end", "another folder whose name begins the same is outside; the folder itself is no file in it"), nil
	}
	end := " + " + s.use("java.io.File") + ".separator"
	s.wrap(receiver, "(", end+")")
	s.insert(s.t.Nodes[args[0]].End, end)
	return s.done("folder-end", "another folder whose name begins the same is outside; the folder itself is inside as before"), nil
}

// ownTemporary makes a temporary file that only its owner reads.
func ownTemporary(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	receiver, name := s.receiver(call)
	args := s.args(call)
	if name != "createTempFile" || len(args) < 2 || len(args) == 3 && s.t.Text(args[2]) != "null" {
		return nil, fmt.Errorf("the file is made elsewhere")
	}
	s.replace(receiver, s.use("java.nio.file.Files"))
	if len(args) == 3 {
		s.edit(s.t.Nodes[args[1]].End, s.t.Nodes[args[2]].End, "")
	}
	s.insert(s.t.Nodes[call].End, ".toFile()")
	return s.done("own-temporary", "only the user who runs the program may read the file"), nil
}

const boundedRead = `
private static byte[] readBounded(java.io.InputStream in) throws java.io.IOException {
	final int most = 64 << 20;
	byte[] all = in.readNBytes(most + 1);
	if (all.length > most) {
		throw new java.io.IOException("more than 64 MiB");
	}
	return all;
}
`

// limitUnpacked bounds what is read of a compressed stream: 64 MiB.
func limitUnpacked(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	receiver, name := s.receiver(call)
	if name != "readAllBytes" {
		return nil, fmt.Errorf("it is read piece by piece: add up what was read, and stop at a bound")
	}
	if err := s.helper(call, "readBounded", boundedRead); err != nil {
		return nil, err
	}
	s.replace(call, "readBounded("+s.t.Text(receiver)+")")
	return s.done("limit-unpacked", "no more than 64 MiB are unpacked; beyond that it is an error"), nil
}

// hideError writes the stack of an error where the operator reads it, and tells strangers
// that there was one.
func hideError(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	args := s.args(call)
	_, name := s.receiver(call)
	statement := s.statement(call)
	if name != "printStackTrace" || len(args) != 1 || s.t.Kind(s.up[call]) != syntax.ExprStmt || statement == 0 {
		return nil, fmt.Errorf("the stack is written elsewhere")
	}
	s.after(statement, s.t.Text(args[0])+`.print("internal error");`)
	s.replace(args[0], "")
	return s.done("hide-error", "the error goes to the log, and strangers are told that there was one"), nil
}

// encrypted asks over TLS for what credentials are sent to.
func encrypted(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	s.each(s.method(s.firstAt()), func(n syntax.Ref) {
		if text := s.t.Text(n); s.t.Kind(n) == syntax.Literal && strings.HasPrefix(text, `"http://`) {
			s.insert(s.t.Nodes[n].Start+uint32(len(`"http`)), "s")
		}
	})
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the address is written elsewhere")
	}
	return s.done("encrypted", "nobody on the way reads or changes what is sent; the server has to answer over TLS"), nil
}

// rewritten mends a regular expression that is written in the file by writing it
// otherwise.
func rewritten(strategy, why string, ways ...func(string) (string, bool)) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		n := s.innermost(func(k syntax.Kind) bool { return k == syntax.Literal })
		if args := s.args(s.at()); n == 0 && len(args) > 0 {
			if n = s.made(args[0]); s.t.Kind(n) == syntax.Name {
				n = s.fieldValue(n)
			}
		}
		pattern, err := strconv.Unquote(s.t.Text(n))
		if s.t.Kind(n) != syntax.Literal || err != nil {
			return nil, fmt.Errorf("the expression is written elsewhere")
		}
		for _, way := range ways {
			if now, ok := way(pattern); ok {
				s.replace(n, strconv.Quote(now))
				return s.done(strategy, why), nil
			}
		}
		return nil, fmt.Errorf("the expression is none of the kinds that are known to be written otherwise")
	}
}
