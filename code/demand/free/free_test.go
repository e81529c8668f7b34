package free_test

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/demand/free"
)

func TestDemands(t *testing.T) {
	for _, d := range free.All() {
		demandtest.Run(t, d, demandtest.Options{}, []demandtest.Case{
			{"{}", d.Context},
			{"You talk like {}.", d.Context},
			{"constant", ""},
		})
	}
	demandtest.Run(t, free.All()[0], demandtest.Options{}, []demandtest.Case{{"Answer in {word}", ""}})
}
