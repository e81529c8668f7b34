package code

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/prunella/prunella/world"
)

// A reading is a tree that notes what is read of it, so that one can tell later
// whether a reader would see the same again.
type reading struct {
	world.Tree
	mu   sync.Mutex
	seen map[string]string // digests by path
}

func (r *reading) ReadFile(name string) ([]byte, error) {
	text, err := r.Tree.ReadFile(name)
	sum := digest(text, err)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen[name] = sum
	return text, err
}

// digest stands for what came of reading a file: its content, or why there is none.
func digest(text []byte, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// same reports whether a tree has what was seen of another.
func same(tree world.Tree, seen map[string]string, jobs int) bool {
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	var mu sync.Mutex
	all := true
	parallel(jobs, len(names), func(i int) {
		sum := digest(tree.ReadFile(names[i]))
		mu.Lock()
		defer mu.Unlock()
		all = all && sum == seen[names[i]]
	})
	return all
}
