package fix_test

import (
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/solve"
)

func TestHeldByOthers(t *testing.T) {
	for reason, want := range map[string]bool{
		"SECRET_KEY is written in the source":        false,
		"session secret is written in the source":    false,
		"jwt key is written in the source":           false,
		"hmac key is written in the source":          true,
		"database password is written in the source": true,
		"key is written in the source":               true,
	} {
		in := &fix.Input{Flow: &solve.Flow{Violation: demand.Violation{Reason: reason}}}
		if got := in.HeldByOthers(); got != want {
			t.Errorf("%s: %t", reason, got)
		}
	}
}
