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

// modernHash replaces MD5 and SHA-1 by SHA-256, and by PBKDF2 where a password is
// hashed. What was hashed before must be hashed anew.
func modernHash(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, shape("the hash is not called by its package")
	}
	var out []fix.Candidate
	for _, old := range []string{"crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512"} {
		if !s.isPackage(sel.X, old) {
			continue
		}
		if slow := s.slowHash(in, call, sel.Sel.Name); slow != nil {
			out = append(out, slow...)
		}
		if strings.HasPrefix(old, "crypto/sha2") || strings.HasPrefix(old, "crypto/sha5") {
			if len(out) == 0 {
				return nil, shape("a fast hash of a password is only replaced where the password and its salt are hashed in one call")
			}
			return out, nil
		}
		name := sel.Sel.Name
		if name == "Sum" {
			name = "Sum256"
		}
		fast, err := look(in).open(in.Flow.At.Unit)
		if err != nil {
			return nil, err
		}
		fast.replace(callAgain(fast, in).Fun, fast.use("crypto/sha256")+"."+name)
		c, err := fast.done("SHA-256 instead of a broken hash; what was hashed before must be hashed anew")
		return append(out, c...), err
	}
	return nil, shape("the hash is not called by its package")
}

// callAgain finds the sink's call in another view of the same file.
func callAgain(s *source, in *fix.Input) *ast.CallExpr {
	c, _ := s.callAt(in.Flow.At.Span)
	return c
}

const slowHash = `
// NAME derives the stored form of a password, slowly, so that guessing is
// expensive.
func NAME(password, salt string) [32]byte {
	key, err := {pkg crypto/pbkdf2}.Key({pkg crypto/sha256}.New, password, []byte(salt), 600_000, 32)
	if err != nil {
		panic(err) // only when the parameters above are refused
	}
	return [32]byte(key)
}`

// slowHash replaces md5.Sum([]byte(salt + password)) by a derivation that takes
// time; its value is as long as that of SHA-256.
func (s *source) slowHash(in *fix.Input, call *ast.CallExpr, name string) []fix.Candidate {
	if !strings.HasPrefix(name, "Sum") || len(call.Args) != 1 {
		return nil
	}
	conv, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	if !ok || len(conv.Args) != 1 || !s.isBytes(conv) || !s.isString(conv.Args[0]) {
		return nil
	}
	pieces, ok := s.pieces(conv.Args[0])
	if !ok {
		return nil
	}
	var password, salt []piece
	for _, p := range pieces {
		if p.expr != nil && passwordName.MatchString(s.text(p.expr)) {
			password = append(password, p)
		} else {
			salt = append(salt, p)
		}
	}
	if len(password) != 1 {
		return nil
	}
	s.replace(call, s.helper("slowSum", slowHash)+"("+s.join(password)+", "+s.join(salt)+")")
	why := "PBKDF2 instead of a fast hash; passwords stored before must be set anew"
	if len(salt) == 0 {
		why += "; there is still no salt"
	}
	c, err := s.done("%s", why)
	if err != nil {
		return nil
	}
	return c
}

// modernCrypto replaces what is replaceable without knowing the data: Triple DES
// by AES of the same key length, old TLS versions, short keys.
func modernCrypto(in *fix.Input) ([]fix.Candidate, error) {
	switch in.Flow.Sink {
	case "tls.version":
		return newerTLS(in)
	case "key.size":
		return longerKey(in)
	}
	v := look(in)
	f, err := v.open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	if strings.Contains(in.Flow.Violation.Context, "mode") {
		return nil, shape("blocks are encrypted one by one; an authenticated mode needs room for a nonce and a tag, which only the data's owner can give")
	}
	reason := in.Flow.Violation.Reason
	switch {
	case strings.HasPrefix(reason, "3des"):
		return v.tripleDES(f)
	case strings.HasPrefix(reason, "des"):
		return nil, shape("a DES key has 8 bytes; AES needs a key of 16 or more, which must be made anew")
	}
	return nil, shape("%s is replaced by an authenticated cipher, which needs room for a nonce and a tag", reason)
}

// tripleDES makes AES-192 of Triple DES in the whole package: the key has 24 bytes
// for both.
func (v *view) tripleDES(at *source) ([]fix.Candidate, error) {
	var sources []*source
	for _, f := range at.siblings() {
		s, err := v.open(f.unit)
		if err != nil || s.pkgName("crypto/des") == "" {
			continue
		}
		ok := true
		ast.Inspect(s.tree, func(n ast.Node) bool {
			sel, isSel := n.(*ast.SelectorExpr)
			if !isSel || !s.isPackage(sel.X, "crypto/des") {
				return true
			}
			switch sel.Sel.Name {
			case "NewTripleDESCipher":
				s.replace(sel, s.use("crypto/aes")+".NewCipher")
			case "BlockSize":
				s.replace(sel, s.use("crypto/aes")+".BlockSize")
			default:
				ok = false
			}
			return true
		})
		if !ok {
			return nil, shape("the package uses DES in another way as well")
		}
		sources = append(sources, s)
	}
	if len(sources) == 0 {
		return nil, shape("the cipher is made in another package")
	}
	return finish("AES with the same key of 24 bytes instead of Triple DES; what was encrypted before cannot be read any more", sources...)
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
