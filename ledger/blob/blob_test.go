package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/prunella/prunella/record"
)

func stores(t *testing.T) map[string]Store {
	t.Helper()
	dir, err := OpenDir(filepath.Join(t.TempDir(), "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]Store{"dir": dir, "memory": new(Memory)}
}

func TestStores(t *testing.T) {
	for name, s := range stores(t) {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			all := [][]byte{[]byte("a"), nil, []byte("b"), []byte("a")}
			digests, err := s.PutAll(ctx, all)
			if err != nil || len(digests) != 4 || digests[0] != digests[3] || digests[0] != record.Sum([]byte("a")) {
				t.Fatalf("put all: %v, %v", digests, err)
			}
			for i, d := range digests {
				if got, err := s.Get(ctx, d); err != nil || !bytes.Equal(got, all[i]) {
					t.Errorf("get %d: %q, %v", i, got, err)
				}
			}
			for range 2 { // erasing what is gone is no error
				if err := s.Erase(ctx, digests[0]); err != nil {
					t.Error(err)
				}
			}
			if _, err := s.Get(ctx, digests[0]); !errors.Is(err, ErrNotFound) {
				t.Errorf("erased: %v", err)
			}
			if d, err := s.Put(ctx, []byte("a")); err != nil || d != digests[0] {
				t.Errorf("put again: %v, %v", d, err)
			}
			if _, err := s.Put(ctx, make([]byte, MaxSize+1)); err == nil {
				t.Error("a blob beyond the limit was taken")
			}
			for _, bad := range []record.Digest{"", "sha256:..", "../../etc/passwd", "sha256:" + record.Digest(bytes.Repeat([]byte("A"), 64))} {
				if _, err := s.Get(ctx, bad); err == nil {
					t.Errorf("%q is taken for a digest", bad)
				}
			}
		})
	}
}

func TestManyWriteAtOnce(t *testing.T) {
	for name, s := range stores(t) {
		t.Run(name, func(t *testing.T) {
			var wg sync.WaitGroup
			for i := range 8 {
				wg.Go(func() {
					for j := range 10 {
						if _, err := s.Put(t.Context(), fmt.Append(nil, (i+j)%12)); err != nil {
							t.Error(err)
						}
					}
				})
			}
			wg.Wait()
			for i := range 12 {
				if _, err := s.Get(t.Context(), record.Sum(fmt.Append(nil, i))); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestDamage(t *testing.T) {
	d, err := OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	digest, err := d.Put(t.Context(), []byte("whole"))
	if err != nil {
		t.Fatal(err)
	}
	path, err := d.Path(digest)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"flipped": "whale", "cut": "who", "longer": "wholesome", "empty": ""} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Get(t.Context(), digest); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := d.Put(t.Context(), []byte("whole")); err != nil {
			t.Errorf("%s: put again: %v", name, err)
		}
		if _, err := d.Get(t.Context(), digest); err != nil {
			t.Errorf("%s: not mended by putting it again: %v", name, err)
		}
	}
	if all, err := d.List(); err != nil || len(all) != 1 || all[0] != digest {
		t.Errorf("list: %v, %v", all, err)
	}
}

// faulty lets the n-th write fail, before or after it was done.
type faulty struct {
	disk
	mu    sync.Mutex
	n     int
	after bool
}

var errInjected = errors.New("injected")

func (f *faulty) do(op func() error) error {
	f.mu.Lock()
	f.n--
	now := f.n == 0
	f.mu.Unlock()
	if !now {
		return op()
	}
	if f.after {
		if err := op(); err != nil {
			return err
		}
	}
	return errInjected
}

func (f *faulty) write(path string, data []byte) error {
	return f.do(func() error { return f.disk.write(path, data) })
}
func (f *faulty) rename(from, to string) error {
	return f.do(func() error { return f.disk.rename(from, to) })
}
func (f *faulty) remove(path string) error { return f.do(func() error { return f.disk.remove(path) }) }
func (f *faulty) syncDir(path string) error {
	return f.do(func() error { return f.disk.syncDir(path) })
}

// The table of crashes: every write of a list of three fails, before or after
// it was done. After that the directory is opened again.
func TestCrashes(t *testing.T) {
	all := [][]byte{[]byte("one"), []byte("two"), []byte("three")}
	for n := 1; n <= 10; n++ {
		for _, after := range []bool{false, true} {
			root := t.TempDir()
			f := &faulty{n: n, after: after}
			first, err := openDir(root, f)
			if err == nil {
				_, err = first.PutAll(context.Background(), all)
			}
			failed := errors.Is(err, errInjected)
			if err != nil && !failed {
				t.Fatal(err)
			}
			again, err := OpenDir(root)
			if err != nil {
				t.Fatal(err)
			}
			for _, data := range all {
				_, err := again.Get(t.Context(), record.Sum(data))
				if err != nil && (!failed || !errors.Is(err, ErrNotFound)) {
					t.Errorf("write %d, after %v: %q: %v", n, after, data, err)
				}
			}
			if left, err := os.ReadDir(filepath.Join(root, "tmp")); err != nil || len(left) > 0 {
				t.Errorf("write %d, after %v: left over: %v, %v", n, after, left, err)
			}
			if _, err := again.PutAll(t.Context(), all); err != nil {
				t.Errorf("write %d, after %v: trying again: %v", n, after, err)
			}
			if list, err := again.List(); err != nil || len(list) != 3 {
				t.Errorf("write %d, after %v: %d blobs in the end, %v", n, after, len(list), err)
			}
		}
	}
}
