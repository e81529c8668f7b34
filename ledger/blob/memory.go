package blob

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"github.com/prunella/prunella/record"
)

// Memory is a store that is gone with the process: the twin of [Dir] in tests.
// The zero value is ready to use.
type Memory struct {
	mu    sync.Mutex
	blobs map[record.Digest][]byte
}

// Put implements Store.
func (m *Memory) Put(_ context.Context, data []byte) (record.Digest, error) {
	if err := tooLarge(data); err != nil {
		return "", err
	}
	d := record.Sum(data)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.blobs == nil {
		m.blobs = make(map[record.Digest][]byte)
	}
	m.blobs[d] = bytes.Clone(data)
	return d, nil
}

// PutAll implements Store.
func (m *Memory) PutAll(ctx context.Context, all [][]byte) ([]record.Digest, error) {
	out := make([]record.Digest, len(all))
	for i, data := range all {
		d, err := m.Put(ctx, data)
		if err != nil {
			return nil, err
		}
		out[i] = d
	}
	return out, nil
}

// Get implements Store.
func (m *Memory) Get(_ context.Context, d record.Digest) ([]byte, error) {
	m.mu.Lock()
	data, ok := m.blobs[d]
	m.mu.Unlock()
	if !ok {
		return nil, fmt.Errorf("blob: %s: %w", d, ErrNotFound)
	}
	return bytes.Clone(data), check(d, data)
}

// Erase implements Store.
func (m *Memory) Erase(_ context.Context, d record.Digest) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.blobs, d)
	return nil
}
