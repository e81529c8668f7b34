package golang_test

import (
	"context"
	"strings"
	"testing"

	"github.com/prunella/prunella/world"
)

// TestRefusals has programs that no edit of one place mends without harm: nothing
// is proposed, and the reason is told.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, rule, reason, text string }{
		{"stored hashes of passwords", "weak-hash", "stored hashes",
			"package users\n\nimport \"crypto/md5\"\n\nfunc Hash(salt, password string) [16]byte { return md5.Sum([]byte(salt + password)) }\n"},
		{"a cipher with an initial value of 8 bytes", "weak-cipher", "16 bytes",
			"package vault\n\nimport (\n\t\"crypto/cipher\"\n\t\"crypto/des\"\n)\n\nfunc Seal(key, iv, text []byte) error {\n\tblock, err := des.NewTripleDESCipher(key)\n\tif err != nil {\n\t\treturn err\n\t}\n\tcipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text)\n\treturn nil\n}\n"},
		{"a redirect to a host of ours", "open-redirect", "shop.example",
			"package web\n\nimport (\n\t\"net/http\"\n\t\"strings\"\n)\n\nfunc leave(w http.ResponseWriter, r *http.Request) {\n\tto := r.FormValue(\"to\")\n\tif strings.HasPrefix(to, \"https://shop.example\") {\n\t\thttp.Redirect(w, r, to, 302)\n\t}\n}\n\nfunc Routes(m *http.ServeMux) { m.HandleFunc(\"/leave\", leave) }\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := newEngine(t).Mend(context.Background(), world.MemTree{"main.go": []byte(c.text)})
			if err != nil {
				t.Fatal(err)
			}
			seen := false
			for _, f := range s.First.Found {
				if f.Finding.Rule == c.rule {
					seen = true
					if why := s.Stuck[f.Finding.Key]; !strings.Contains(why, c.reason) {
						t.Errorf("the reason is %q, want one with %q", why, c.reason)
					}
				}
			}
			if !seen {
				t.Errorf("the engine finds nothing of %s here", c.rule)
			}
		})
	}
}
