package c_test

import (
	"flag"
	"testing"

	fixc "github.com/prunella/prunella/code/fix/c"
	"github.com/prunella/prunella/code/fix/fixtest"
	"github.com/prunella/prunella/code/lang/c"
)

var update = flag.Bool("update", false, "write what is mended into the archives")

func TestMend(t *testing.T) { fixtest.Mend(t, c.Language{}, fixc.Strategies(), *update) }
