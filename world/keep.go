package world

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A Keep is a folder of the user's that keeps bytes between runs. What is lost is
// computed again, so nothing that goes wrong with it is an error, and what was not
// asked for longest is dropped for what is new. Several processes may use one.
type Keep struct {
	dir string
	max int64
}

// OpenKeep keeps at most max bytes, and a last piece, in a folder of its own; nil when
// it cannot be made.
func OpenKeep(dir string, max int64) *Keep {
	if os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	return &Keep{dir, max}
}

// Load is what was saved under a key; nil when it is not there or damaged.
func (k *Keep) Load(key string) []byte {
	name := k.file(key)
	data, err := os.ReadFile(name)
	if err != nil || len(data) < sha256.Size {
		return nil
	}
	sum := sha256.Sum256(data[sha256.Size:])
	if !bytes.Equal(sum[:], data[:sha256.Size]) {
		return nil
	}
	used(name)
	return data[sha256.Size:]
}

// used notes that a file was asked for, by the clock that all are noted by: the one
// that a kernel stamps files with may be milliseconds behind.
func used(name string) {
	now := time.Now()
	_ = os.Chtimes(name, now, now)
}

// Save keeps data under a key, whole or not at all.
func (k *Keep) Save(key string, data []byte) {
	f, err := os.CreateTemp(k.dir, "new-")
	if err != nil {
		return
	}
	sum := sha256.Sum256(data)
	_, err = f.Write(append(sum[:], data...))
	if cmp.Or(err, f.Close()) != nil || os.Rename(f.Name(), k.file(key)) != nil {
		_ = os.Remove(f.Name())
		return
	}
	used(k.file(key))
	k.prune()
}

// file is where a key's bytes are, whatever characters the key is of.
func (k *Keep) file(key string) string {
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(k.dir, hex.EncodeToString(sum[:]))
}

// prune drops what was used longest ago, until the rest fits.
func (k *Keep) prune() {
	entries, err := os.ReadDir(k.dir)
	if err != nil {
		return
	}
	var files []os.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b os.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	total := int64(0)
	for i, f := range files {
		if total += f.Size(); i > 0 && total > k.max {
			_ = os.Remove(filepath.Join(k.dir, f.Name()))
		}
	}
}

// Fingerprint stands for the content of the program that is running.
func Fingerprint() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
