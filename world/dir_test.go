package world

import (
	"os"
	"path/filepath"
	"testing"
)

// Both kinds of Dir keep the same promises.
func TestDir(t *testing.T) {
	disk, err := OpenDir(t.TempDir())
	must(t, err)
	defer disk.Close()
	for name, d := range map[string]Dir{"disk": disk, "memory": &MemDir{}} {
		t.Run(name, func(t *testing.T) {
			must(t, d.WriteFile("a/b/c", []byte("1")))
			must(t, d.WriteFile("a/b/c", []byte("2")))
			must(t, d.WriteFile("a/d", nil))
			data, err := d.ReadFile("a/b/c")
			must(t, err)
			same(t, "content", string(data), "2")
			for folder, want := range map[string][]string{".": {"a"}, "a": {"b", "d"}, "a/b": {"c"}, "none": nil} {
				got, err := d.Names(folder)
				must(t, err)
				same(t, "names of "+folder, got, want)
			}
			must(t, d.Remove("a/d"))
			must(t, d.Remove("a/d"))
			for _, bad := range []string{"../x", "/x", ".", "", "a/../../x"} {
				if err := d.WriteFile(bad, nil); err == nil {
					t.Errorf("WriteFile(%q) succeeded", bad)
				}
			}
		})
	}
}

func TestDirNeverLeavesItsRoot(t *testing.T) {
	outside, inside := t.TempDir(), t.TempDir()
	must(t, os.Symlink(outside, filepath.Join(inside, ".prunella")))
	must(t, os.WriteFile(filepath.Join(outside, "victim"), []byte("old"), 0o644))
	must(t, os.Symlink(filepath.Join(outside, "victim"), filepath.Join(inside, "x"+temporary)))
	must(t, os.Symlink(filepath.Join(outside, "victim"), filepath.Join(inside, "y")))
	d, err := OpenDir(inside)
	must(t, err)
	defer d.Close()
	if err := d.WriteFile(".prunella/state", nil); err == nil {
		t.Error("wrote through a link out of the root")
	}
	if _, err := d.Sub(".prunella"); err == nil {
		t.Error("opened a folder out of the root")
	}
	must(t, d.WriteFile("x", []byte("new"))) // a planted link where the part file goes
	must(t, d.WriteFile("y", []byte("new"))) // a link is replaced, not followed
	data, err := os.ReadFile(filepath.Join(outside, "victim"))
	must(t, err)
	same(t, "the file outside", string(data), "old")
	left, err := os.ReadDir(outside)
	must(t, err)
	same(t, "files outside", len(left), 1)
}
