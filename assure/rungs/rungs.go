// Package rungs lists all rungs of the proof ladder; a new one is a folder beside this
// one and a line here.
package rungs

import (
	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/attack"
	"github.com/prunella/prunella/assure/behaviour"
	"github.com/prunella/prunella/assure/builds"
	"github.com/prunella/prunella/assure/parses"
	"github.com/prunella/prunella/assure/proof"
	"github.com/prunella/prunella/assure/reanalysis"
	"github.com/prunella/prunella/assure/reattack"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/assure/tests"
)

// All lists the rungs in the order of their climbing. What toolchains download and
// build is kept in the folder cache.
func All(cache string) []assure.Rung {
	return append(Readers(), builds.Rung{Cache: cache}, tests.Rung{Cache: cache})
}

// Readers lists the rungs for which no project code is run.
func Readers() []assure.Rung {
	return []assure.Rung{parses.Rung{}, reanalysis.Rung{}, scope.Rung{}, attack.Rung{}, reattack.Rung{}, behaviour.Rung{}, proof.Rung{}}
}
