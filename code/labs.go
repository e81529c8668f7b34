package code

import (
	"sync"

	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/twin"
)

// labs keeps started twins by program: to start one is most of a short run, and a
// scan, the choice of a patch and its proof all run the same programs.
type labs struct {
	mu sync.Mutex
	of map[*link.Program]*twin.Lab
}

// Lab is the place to run one of the report's programs on the twin.
func (r *Report) Lab(p *link.Program) *twin.Lab {
	r.labs.mu.Lock()
	defer r.labs.mu.Unlock()
	l := r.labs.of[p]
	if l == nil {
		l = twin.NewLab(p, twin.Limits{})
		if r.labs.of == nil {
			r.labs.of = map[*link.Program]*twin.Lab{}
		}
		r.labs.of[p] = l
	}
	return l
}

// rest lets go of the started twins; the next run starts them again.
func (r *Report) rest() {
	r.labs.mu.Lock()
	defer r.labs.mu.Unlock()
	r.labs.of = nil
}
