package world

import (
	"context"
	"testing"
)

// The price of the walls: an empty command, and one with Go's caches shown.
func BenchmarkRun(b *testing.B) {
	r, err := NewRunner(b.TempDir())
	if err != nil {
		b.Skip(err)
	}
	w, err := r.Workspace(context.Background(), MemTree{"x": nil}, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	plain := Command{Argv: []string{"true"}}
	commands := map[string]Command{"plain": plain}
	if goes, err := GoToolchain(b.Context(), ""); err == nil {
		commands["go"] = goes.Apply(plain)
	}
	for _, name := range []string{"plain", "go"} {
		c, ok := commands[name]
		if !ok {
			continue
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.Run(context.Background(), c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
