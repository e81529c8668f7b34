package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/prunella/prunella/assure"
)

// certificateKey reads the key that signs certificates, and makes it on first use.
func (t *target) certificateKey() (assure.Key, error) {
	file := filepath.Join(t.state, "certificate.key")
	text, err := os.ReadFile(file)
	if err == nil {
		k, err := assure.ParseKey(string(text))
		if err != nil {
			return k, fail(fmt.Errorf("%s: %w", file, err), "move it away to have a new one made")
		}
		return k, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return assure.Key{}, fail(err, "")
	}
	k, err := assure.NewKey(rand.Reader)
	if err != nil {
		return k, err
	}
	if err := os.WriteFile(file, []byte(k.Marshal()), 0o600); err != nil {
		return k, fail(fmt.Errorf("keeping the certificate key: %w", err), "--state DIR keeps the state elsewhere")
	}
	return k, nil
}
