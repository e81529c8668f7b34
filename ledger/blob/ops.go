package blob

import (
	"errors"
	"os"
)

// ops are the writes of a Dir, each of which may fail before or after it was
// done. Tests count them and let each fail in both ways.
type ops interface {
	write(path string, data []byte) error // and sync the file
	rename(from, to string) error
	remove(path string) error
	syncDir(path string) error
}

// disk is the real thing.
type disk struct{}

func (disk) write(path string, data []byte) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

func (disk) rename(from, to string) error { return os.Rename(from, to) }

func (disk) remove(path string) error { return os.Remove(path) }

func (disk) syncDir(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
