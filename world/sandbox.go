package world

// MaybeChild turns this process into a part of a sandbox when the runner
// started it as one, and then never returns; otherwise it does nothing. Call it
// first in main, and first in TestMain of a test that uses NewRunner:
//
//	func TestMain(m *testing.M) { world.MaybeChild(); os.Exit(m.Run()) }
func MaybeChild() { maybeChild() }
