package java_test

import (
	"flag"
	"testing"

	"github.com/prunella/prunella/code/fix/fixtest"
	fixjava "github.com/prunella/prunella/code/fix/java"
	"github.com/prunella/prunella/code/lang/java"
)

var update = flag.Bool("update", false, "write what is mended into the archives")

func TestMend(t *testing.T) { fixtest.Mend(t, java.Language{}, fixjava.Strategies(), *update) }
