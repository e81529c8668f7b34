package tessera

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/prunella/prunella/ledger"
)

// loadKey reads the signing key, or makes one in a directory without a log.
func loadKey(dir string, random io.Reader, fresh bool) (note.Signer, string, error) {
	path := filepath.Join(dir, "key")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && fresh {
		if text, err = makeKey(dir, random); err != nil {
			return nil, "", err
		}
	}
	if err != nil {
		return nil, "", fmt.Errorf("signing key: %w", err)
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, "", fmt.Errorf("signing key %s: %w: %w", path, ledger.ErrCorrupt, err)
	}
	public, err := publicKey(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, "", fmt.Errorf("signing key %s: %w: %w", path, ledger.ErrCorrupt, err)
	}
	return signer, public, checkPublic(dir, public)
}

func makeKey(dir string, random io.Reader) ([]byte, error) {
	secret, _, err := note.GenerateKey(random, ledger.Origin)
	if err != nil {
		return nil, err
	}
	text := []byte(secret + "\n")
	return text, writeFile(filepath.Join(dir, "key"), text, 0o600)
}

// checkPublic compares key.pub with the signing key, and writes it when it is
// not there, for it follows from the other.
func checkPublic(dir, public string) error {
	path := filepath.Join(dir, "key.pub")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return writeFile(path, []byte(public+"\n"), 0o644)
	}
	if err == nil && strings.TrimSpace(string(text)) != public {
		err = fmt.Errorf("%s is not the public half of the signing key: %w", path, ledger.ErrCorrupt)
	}
	return err
}

// publicKey derives the verifier key of a C2SP signer key, which has the form
// PRIVATE+KEY+name+hash+base64 of the algorithm and the seed.
func publicKey(secret string) (string, error) {
	parts := strings.SplitN(secret, "+", 5)
	if len(parts) != 5 {
		return "", errors.New("not a signer key")
	}
	seed, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(seed) != 1+ed25519.SeedSize {
		return "", errors.New("not an ed25519 signer key")
	}
	key, ok := ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey)
	if !ok {
		return "", errors.New("not an ed25519 signer key")
	}
	return note.NewEd25519VerifierKey(parts[2], key)
}

// writeFile puts a small file in place whole and synced, or not at all.
func writeFile(path string, text []byte, mode fs.FileMode) (err error) {
	tmp := path + ".tmp"
	if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
