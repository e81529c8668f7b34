package golang

import (
	"go/ast"
	"go/types"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// isPackage reports whether an expression is the name of an imported package.
func (f *file) isPackage(e ast.Expr, path string) bool {
	id, ok := e.(*ast.Ident)
	if !ok || id.Name != f.pkgName(path) {
		return false
	}
	_, isPkg := f.object(id).(*types.PkgName)
	return isPkg || f.object(id) == nil
}

var passwordName = regexp.MustCompile(`(?i)passw|passphrase|\bpwd\b|\bpw\b|pass$`)

// modernHash replaces MD5 and SHA-1 by SHA-256. Hashes of passwords are left to
// people: whoever has one stored could not log in any more, unless the program
// checks the old form beside the new one for as long as there are any.
func modernHash(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, shape("the hash is not called by its package")
	}
	if s.hashesPassword(call) {
		return nil, shape("stored hashes of passwords would not match a new hash: the program must check the old form too until they are renewed, and a slow hash needs a salt and room for it")
	}
	for _, old := range []string{"crypto/md5", "crypto/sha1"} {
		if !s.isPackage(sel.X, old) {
			continue
		}
		name := sel.Sel.Name
		if name == "Sum" {
			name = "Sum256"
		}
		s.replace(call.Fun, s.use("crypto/sha256")+"."+name)
		return s.done("SHA-256 instead of a broken hash; what was hashed before must be hashed anew")
	}
	return nil, shape("the hash is not called by its package")
}

// hashesPassword reports whether a password is what a call hashes, by the names
// in it and by those of the function around.
func (s *source) hashesPassword(call *ast.CallExpr) bool {
	if passwordName.MatchString(s.text(call)) {
		return true
	}
	for _, n := range s.nodesAt(spanOf(s.file, call.Pos())) {
		switch fn := n.(type) {
		case *ast.FuncDecl:
			if passwordName.MatchString(fn.Name.Name) || passwordName.MatchString(s.text(fn.Type)) {
				return true
			}
		case *ast.FuncLit:
			if passwordName.MatchString(s.text(fn.Type)) {
				return true
			}
		}
	}
	return false
}

// modernCrypto replaces what is replaceable without knowing the data: old TLS
// versions and short keys. Another cipher is none of these: what is stored could
// not be read any more, and keys and initial values have other lengths (AES panics
// with the 8 bytes that Triple DES takes).
func modernCrypto(in *fix.Input) ([]fix.Candidate, error) {
	switch in.Flow.Sink {
	case "tls.version":
		return newerTLS(in)
	case "key.size":
		return longerKey(in)
	}
	if strings.Contains(in.Flow.Violation.Context, "mode") {
		return nil, shape("blocks are encrypted one by one; an authenticated mode needs room for a nonce and a tag, which only the data's owner can give")
	}
	reason := in.Flow.Violation.Reason
	switch {
	case strings.HasPrefix(reason, "3des"):
		return nil, shape("AES takes an initial value of 16 bytes where Triple DES takes 8, and what is stored must be read with the old cipher until it is encrypted anew")
	case strings.HasPrefix(reason, "des"):
		return nil, shape("a DES key has 8 bytes; AES needs a key of 16 or more, which must be made anew")
	}
	return nil, shape("%s is replaced by an authenticated cipher, which needs room for a nonce and a tag", reason)
}

// newerTLS writes TLS 1.2 where an older version is allowed.
func newerTLS(in *fix.Input) ([]fix.Candidate, error) {
	s, err := look(in).open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	done := false
	old := func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if ok && s.isPackage(sel.X, "crypto/tls") && (sel.Sel.Name == "VersionTLS10" || sel.Sel.Name == "VersionTLS11" || sel.Sel.Name == "VersionSSL30") {
			s.replace(sel.Sel, "VersionTLS12")
			done = true
		}
		return true
	}
	path := s.nodesAt(in.Flow.At.Span)
	for i := len(path) - 1; i >= 0 && !done; i-- {
		if _, decl := path[i].(*ast.File); decl {
			break
		}
		ast.Inspect(path[i], old)
	}
	if !done {
		return nil, shape("the version is not named in this function")
	}
	return s.done("TLS 1.2 is the oldest version allowed")
}

// longerKey writes a sufficient number of bits at the call or in the constant that
// it names.
func longerKey(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	for _, a := range call.Args {
		tv := s.info().Types[a]
		if tv.Value == nil {
			if s.isInt(a) && len(call.Args) == 2 {
				s.replace(a, "max("+s.text(a)+", 2048)")
				return s.done("a key of at least 2048 bits")
			}
			continue
		}
		bits, err := strconv.Atoi(tv.Value.ExactString())
		if err != nil || bits < 128 || bits >= 2048 {
			continue
		}
		lit, in := s.literalValue(a)
		if lit == nil {
			return nil, shape("the number of bits is computed")
		}
		in.replace(lit, "2048")
		return finish("a key of 2048 bits", in)
	}
	return nil, shape("the number of bits is not constant")
}

// literalValue is the number literal that a constant expression is, or that the
// constant it names is declared with, and the file it stands in.
func (s *source) literalValue(e ast.Expr) (*ast.BasicLit, *source) {
	switch x := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		return x, s
	case *ast.Ident:
		if spec, i, f := s.constant(s.object(x)); spec != nil && i < len(spec.Values) {
			in, err := s.view.open(f.unit)
			if err != nil {
				return nil, nil
			}
			if lit, ok := ast.Unparen(spec.Values[i]).(*ast.BasicLit); ok {
				if f.unit == s.unit {
					return lit, s
				}
				return lit, in
			}
		}
	}
	return nil, nil
}

// constant finds the declaration of a constant or package variable.
func (f *file) constant(obj types.Object) (*ast.ValueSpec, int, *file) {
	if obj == nil || obj.Pkg() == nil {
		return nil, 0, nil
	}
	for _, in := range f.siblings() {
		if !(in.tree.FileStart <= obj.Pos() && obj.Pos() < in.tree.FileEnd) {
			continue
		}
		for _, n := range in.nodesAt(spanOf(in, obj.Pos())) {
			if spec, ok := n.(*ast.ValueSpec); ok {
				for i, name := range spec.Names {
					if name.Pos() == obj.Pos() {
						return spec, i, in
					}
				}
			}
		}
	}
	return nil, 0, nil
}
