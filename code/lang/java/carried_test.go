package java

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/lang"
)

func TestSettings(t *testing.T) {
	keys, values := settings([]byte("# a comment\n! another\nhash = MD5\nmode:ECB\nflag\nname  two words\npath=a\\\nb\n"))
	if got := strings.Join(keys, ",") + " " + strings.Join(values, ","); got != "hash,mode,name MD5,ECB,two words" {
		t.Error(got)
	}
}

// Only the one file that a name can mean is read; tests bring their own.
func TestCarriedFile(t *testing.T) {
	files := map[string]string{"src/main/resources/app.properties": "a=1", "src/test/resources/app.properties": "a=2", "x/twice.properties": "b=1", "y/twice.properties": "b=2"}
	l := &lowerer{tree: lang.Tree{
		Read: func(p string) []byte { return []byte(files[p]) },
		ByBase: func(base string) []string {
			var out []string
			for _, p := range []string{"src/main/resources/app.properties", "src/test/resources/app.properties", "x/twice.properties", "y/twice.properties"} {
				if strings.HasSuffix(p, "/"+base) {
					out = append(out, p)
				}
			}
			return out
		},
	}}
	for name, want := range map[string]string{"app.properties": "a=1", "/app.properties": "a=1", "twice.properties": "", "x/twice.properties": "b=1", "none.properties": ""} {
		if got := string(l.carriedFile(name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func FuzzSettings(f *testing.F) {
	f.Add([]byte("a=b\nc:d\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if keys, values := settings(text); len(keys) != len(values) {
			t.Error("a key without a value")
		}
	})
}
