package demands

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/value"
)

func TestKindsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range All() {
		if seen[d.Kind()] {
			t.Errorf("two demands on %s", d.Kind())
		}
		seen[d.Kind()] = true
		if For(d.Kind()) == nil {
			t.Errorf("%s is not found", d.Kind())
		}
	}
}

func TestOddArguments(t *testing.T) {
	for _, d := range All() {
		t.Run(d.Kind(), func(t *testing.T) { demandtest.Odd(t, d) })
	}
}

func b(on bool) value.Abs {
	if on {
		return value.Abs{Kind: value.Bool, Lo: 1, Hi: 1}
	}
	return value.Abs{Kind: value.Bool}
}

func n(i int64) value.Abs { return value.Abs{Kind: value.Int, Lo: i, Hi: i} }

func TestValues(t *testing.T) {
	txt, none := demandtest.Text, value.Abs{Kind: value.Nil}
	either := value.Abs{Kind: value.Bool, Hi: 1}
	any := value.Abs{Kind: value.Int, Lo: -1 << 63, Hi: 1<<63 - 1}
	for _, c := range []struct {
		kind   string
		args   []value.Abs
		reason string
	}{
		{"hash.weak", []value.Abs{txt("md5")}, "md5, for which collisions are cheap"},
		{"hash.weak", []value.Abs{txt("SHA-1"), none}, "SHA-1, for which collisions are feasible"},
		{"hash.weak", []value.Abs{txt("sha256")}, ""},
		{"hash.weak", []value.Abs{txt("sha256"), txt("password")}, "sha256 for passwords, which is fast to guess"},
		{"hash.weak", []value.Abs{txt("md5"), txt("checksum")}, ""},
		{"hash.weak", []value.Abs{txt("md5"), txt("avatarURL sum email")}, ""},
		{"hash.weak", []value.Abs{txt("md5"), txt("get_raw_document_checksum self.content")}, ""},
		{"hash.weak", []value.Abs{txt("md5"), txt("cacheKey password")}, "md5, for which collisions are cheap"},
		{"hash.weak", []value.Abs{txt("md5"), txt("assigned digest")}, "md5, for which collisions are cheap"},
		{"hash.weak", []value.Abs{txt("{}")}, ""},
		{"cipher.weak", []value.Abs{txt("DES")}, "DES, which has keys of 56 bits"},
		{"cipher.weak", []value.Abs{txt("AES"), txt("ECB")}, "ECB, which shows equal blocks as equal"},
		{"cipher.weak", []value.Abs{txt("AES"), txt("GCM")}, ""},
		{"key.size", []value.Abs{txt("RSA"), n(1024)}, "a RSA key of 1024 bits where 2048 are needed"},
		{"key.size", []value.Abs{txt("RSA"), n(3072)}, ""},
		{"key.size", []value.Abs{txt("RSA"), any}, ""},
		{"random.weak", []value.Abs{any, txt("session_token")}, "a generator whose next numbers can be computed from earlier ones (session_token)"},
		{"random.weak", []value.Abs{any, txt("color")}, ""},
		{"random.weak", []value.Abs{any, txt("author")}, ""},
		{"random.weak", []value.Abs{any, txt("oauth_id")}, ""},
		{"random.weak", []value.Abs{any, txt("session_id")}, "a generator whose next numbers can be computed from earlier ones (session_id)"},
		{"tls.verify", []value.Abs{b(false)}, "the other side's certificate is not verified"},
		{"tls.verify", []value.Abs{b(true)}, ""},
		{"tls.verify", []value.Abs{none}, ""},
		{"tls.verify", []value.Abs{either}, ""},
		{"tls.skip", []value.Abs{b(true)}, "the other side's certificate is not verified"},
		{"tls.version", []value.Abs{n(0x0301)}, "TLS 1.0, which RFC 8996 retired"},
		{"tls.version", []value.Abs{n(0x0303)}, ""},
		{"tls.version", []value.Abs{txt("TLSv1.1")}, "TLSv1.1, which RFC 8996 retired"},
		{"tls.version", []value.Abs{txt("TLSv1.2")}, ""},
		{"jwt.verify", []value.Abs{b(false)}, "verification is off"},
		{"jwt.alg", []value.Abs{{Kind: value.List, Items: []value.Abs{txt("HS256"), txt("none")}}}, "the algorithm \"none\" is accepted"},
		{"jwt.alg", []value.Abs{txt("HS256")}, ""},
		{"cookie", []value.Abs{b(false), b(false), txt("sid")}, "does not set Secure and HttpOnly"},
		{"cookie", []value.Abs{b(true), b(false), txt("sid")}, "does not set HttpOnly"},
		{"cookie", []value.Abs{b(false), b(true), txt("sid")}, "does not set Secure"},
		{"cookie", []value.Abs{b(true), b(true), txt("sid")}, ""},
		{"cookie", []value.Abs{none, b(true), txt("sid")}, ""},
		{"timeout", []value.Abs{n(0), txt("http.Client.Timeout")}, "http.Client.Timeout is not set"},
		{"timeout", []value.Abs{none}, "no timeout is set"},
		{"timeout", []value.Abs{n(5)}, ""},
		{"limit", []value.Abs{none, txt("the body")}, "the body has no bound"},
		{"limit", []value.Abs{n(1024)}, ""},
		{"perm", []value.Abs{n(0o666), txt("file")}, "mode 0666, with which everybody may write"},
		{"perm", []value.Abs{n(0o644), txt("file")}, ""},
		{"perm", []value.Abs{n(0o660), txt("file")}, ""},
		{"perm", []value.Abs{n(0o644), txt("secret")}, "mode 0644, with which others may read a secret"},
		{"debug", []value.Abs{b(true)}, "the debugger runs code of whoever reaches it"},
		{"secret", []value.Abs{txt("hunter2!"), txt("SECRET_KEY")}, "SECRET_KEY is written in the source"},
		{"secret", []value.Abs{txt(""), txt("SECRET_KEY")}, ""},
		{"secret", []value.Abs{txt("your-key-here"), txt("SECRET_KEY")}, ""},
		{"secret", []value.Abs{txt("{}"), txt("SECRET_KEY")}, ""},
	} {
		got := ""
		if vs := For(c.kind).Check(c.args); len(vs) > 0 {
			got = vs[0].Reason
		}
		if got != c.reason {
			t.Errorf("%s %v: %q, want %q", c.kind, c.args, got, c.reason)
		}
	}
}
