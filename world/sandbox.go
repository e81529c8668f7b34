package world

import "strings"

// The sandbox, from the outside in:
//
//	runner     (runner_linux.go)  copies the tree, starts init in new user, mount,
//	                              pid, network, ipc and uts namespaces, reads its output
//	init       (init_linux.go)    process 1 in there: builds a private root
//	                              (mounts_linux.go), starts the command, watches what all
//	                              processes use (watch_linux.go), kills them all at the end
//	command    (harden_linux.go)  before it becomes the command: limits, no capabilities,
//	                              no new privileges, landlock, seccomp
//
// init and command are this same program, started again with a first argument
// that no shell would give it; that is what MaybeChild looks for. Where the
// kernel lets only bubblewrap make user namespaces, that builds the walls
// (bwrap_linux.go).
//
// The kernel must allow user namespaces, overlay mounts in them and
// mount_setattr: Linux 5.12 or later. Landlock is used as far as the kernel has
// it, and named in Result.Isolation only then.

const (
	initArg0    = "[prunella sandbox init]"
	commandArg0 = "[prunella sandbox command]"
)

// MaybeChild turns this process into a part of a sandbox when the runner
// started it as one, and then never returns; otherwise it does nothing. Call it
// first in main, and first in TestMain of a test that uses NewRunner:
//
//	func TestMain(m *testing.M) { world.MaybeChild(); os.Exit(m.Run()) }
func MaybeChild() { maybeChild() }

// A plan is all that init needs to know. It travels as JSON on a pipe.
type plan struct {
	Command Command
	Copy    string // the folder of a copyDir on the host
	// Bubblewrap is the program that builds the walls; "" when init does it itself.
	Bubblewrap string
	Drop       bool // init is root outside: become sandboxUser before the command
}

// sandboxUser is the user and group id inside.
const sandboxUser = 1000

// A report is what init has to say at the end.
type report struct {
	Failed    string // why the walls could not be put up
	NotFound  string // why the command could not be started
	Exit      int
	Hit       []Limit
	Orphans   int
	CPU       int64 // nanoseconds
	Isolation []string
}

// fill replaces zero limits by the defaults.
func (l Limits) fill() Limits {
	d := DefaultLimits()
	or := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	or((*int64)(&l.CPU), int64(d.CPU))
	or((*int64)(&l.Wall), int64(d.Wall))
	or(&l.Memory, d.Memory)
	or(&l.Disk, d.Disk)
	or(&l.FileSize, d.FileSize)
	or(&l.Output, d.Output)
	if l.Processes <= 0 {
		l.Processes = d.Processes
	}
	return l
}

// below reports whether a clean path is a folder or lies in it.
func below(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }
