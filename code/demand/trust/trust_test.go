package trust_test

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/demand/trust"
)

func TestDemand(t *testing.T) {
	demandtest.Run(t, trust.Demand{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "session"},
		{"user {}", "session"},
		{"{digits}", ""},
		{"{word}", ""},
		{"guest", ""},
	})
}
