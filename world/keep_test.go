package world

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keep")
	k := OpenKeep(dir, 1000)
	if got := k.Load("a"); got != nil {
		t.Errorf("an empty keep gave %q", got)
	}
	for key, data := range map[string]string{"a": "one", "../../etc/passwd": "two", "": ""} {
		k.Save(key, []byte(data))
		if got := k.Load(key); string(got) != data || got == nil {
			t.Errorf("%q: %q, want %q", key, got, data)
		}
	}
	if files, _ := os.ReadDir(dir); len(files) != 3 {
		t.Errorf("%d files, want three in the folder and none elsewhere", len(files))
	}
}

func TestKeepGivesNothingDamaged(t *testing.T) {
	k := OpenKeep(t.TempDir(), 1000)
	for _, damage := range []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)-1] },
		func(b []byte) []byte { b[len(b)-1]++; return b },
		func([]byte) []byte { return nil },
	} {
		k.Save("a", []byte("what was found"))
		name := k.file("a")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, damage(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := k.Load("a"); got != nil {
			t.Errorf("damaged, and given back: %q", got)
		}
	}
}

// TestKeepDropsTheOldest saves more than fits: what was asked for last stays.
func TestKeepDropsTheOldest(t *testing.T) {
	k := OpenKeep(t.TempDir(), 1000)
	for i, key := range []string{"a", "b", "c"} {
		k.Save(key, []byte(strings.Repeat(key, 300)))
		age := time.Now().Add(time.Duration(i-10) * time.Hour)
		if err := os.Chtimes(k.file(key), age, age); err != nil {
			t.Fatal(err)
		}
	}
	k.Load("a")
	k.Save("d", []byte(strings.Repeat("d", 300)))
	for key, there := range map[string]bool{"a": true, "b": false, "c": true, "d": true} {
		if got := k.Load(key) != nil; got != there {
			t.Errorf("%s: there is %v, want %v", key, got, there)
		}
	}
	k.Save("big", make([]byte, 5000))
	if k.Load("big") == nil {
		t.Error("what was saved last is gone")
	}
}

func TestKeepThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if k := OpenKeep(filepath.Join(file, "keep"), 1); k != nil {
		t.Errorf("made below a file: %v", k)
	}
}
