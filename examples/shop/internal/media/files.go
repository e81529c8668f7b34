// Package media keeps the files of the shop: manuals, invoices and pictures.
package media

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ErrName is returned for a file name that is not acceptable.
var ErrName = errors.New("no such file")

var folders = []string{"manuals", "invoices", "invoices-archive", "media", "outbox", "exports", "labels"}

var samples = map[string]string{
	"manuals/teapot.txt":        "Rinse the teapot before first use.\n",
	"manuals/care/copper.txt":   "Polish copper with lemon and salt.\n",
	"invoices/1001.txt":         "Invoice 1001: one ladle, 9.00\n",
	"invoices-archive/2023.txt": "Closed accounts 2023: 88 123.40\n",
	"labels/3.txt":              "Copper pan, shelf C3\n",
}

// Prepare makes the folders below data and puts the sample documents in them.
func Prepare(data string) error {
	for _, f := range folders {
		if err := os.MkdirAll(filepath.Join(data, f), 0o750); err != nil {
			return err
		}
	}
	for name, text := range samples {
		path := filepath.Join(data, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Library reads documents below the data folder.
type Library struct {
	Data string
}

// Manual returns a manual, which may lie in a sub-folder.
func (l Library) Manual(name string) ([]byte, error) {
	name = strings.ReplaceAll(name, "../", "")
	return os.ReadFile(filepath.Join(l.Data, "manuals", name))
}

// Invoice returns an invoice.
func (l Library) Invoice(name string) ([]byte, error) {
	root := filepath.Join(l.Data, "invoices")
	path := filepath.Join(root, name)
	if !strings.HasPrefix(path, root) {
		return nil, ErrName
	}
	return os.ReadFile(path)
}

// Picture returns a picture, which may lie in a sub-folder.
func (l Library) Picture(name string) ([]byte, error) {
	root := filepath.Join(l.Data, "media") + string(filepath.Separator)
	path := filepath.Clean(root + name)
	if !strings.HasPrefix(path, root) {
		return nil, ErrName
	}
	return os.ReadFile(path)
}

// Export returns a file that the back office has written.
func (l Library) Export(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(l.Data, "exports", filepath.Base(name)))
}

// Label returns the shelf label of a product.
func (l Library) Label(product int) ([]byte, error) {
	return os.ReadFile(filepath.Join(l.Data, "labels", fmt.Sprintf("%d.txt", product)))
}

// SavePicture stores an uploaded picture under its own name; pictures are public.
func (l Library) SavePicture(name string, content []byte) error {
	return os.WriteFile(filepath.Join(l.Data, "media", name), content, 0o644)
}
