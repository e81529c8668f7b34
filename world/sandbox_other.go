//go:build !linux

package world

import "fmt"

func maybeChild() {}

// NewRunner fails: this system has no sandbox that Prunella knows.
func NewRunner(scratch string) (Runner, error) {
	return nil, fmt.Errorf("%w: running project code needs Linux", ErrNoSandbox)
}
