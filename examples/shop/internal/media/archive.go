package media

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	maxEntries = 64
	maxEntry   = 8 << 20
)

// Unpack stores the pictures of a zip file and returns how many there were.
func (l Library) Unpack(archive string) (int, error) {
	return eachEntry(archive, func(name string, r io.Reader) error {
		if strings.HasPrefix(name, "/") {
			return ErrName
		}
		return write(filepath.Join(l.Data, "media", name), r)
	})
}

// Restore puts the manuals of a zip file back in place.
func (l Library) Restore(archive string) (int, error) {
	return eachEntry(archive, func(name string, r io.Reader) error {
		if !filepath.IsLocal(name) {
			return ErrName
		}
		return write(filepath.Join(l.Data, "manuals", name), r)
	})
}

func eachEntry(archive string, do func(name string, r io.Reader) error) (int, error) {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return 0, fmt.Errorf("open archive: %w", err)
	}
	defer z.Close()
	if len(z.File) > maxEntries {
		return 0, fmt.Errorf("archive has more than %d entries", maxEntries)
	}
	n := 0
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return n, err
		}
		err = do(f.Name, io.LimitReader(r, maxEntry))
		r.Close()
		if err != nil {
			return n, fmt.Errorf("%s: %w", f.Name, err)
		}
		n++
	}
	return n, nil
}

func write(path string, r io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, r); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
