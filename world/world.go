package world

import (
	"context"
	"errors"
	"io"
	"net"
	"time"
)

// A Tree is a read-only view of a directory tree. Names are slash-separated,
// relative to the root, and satisfy fs.ValidPath. It is safe for concurrent use.
type Tree interface {
	// List walks the tree. It fails only when the root itself cannot be read or
	// ctx ends; everything else that goes wrong is a note.
	List(ctx context.Context) (Listing, error)
	// ReadFile reads one regular file. Errors wrap fs.ErrNotExist,
	// fs.ErrPermission, ErrTooLarge or ErrIrregular where these apply.
	ReadFile(name string) ([]byte, error)
}

// A Listing is what a tree holds, each part sorted by path.
type Listing struct {
	Files   []File // regular files within the size limit
	Skipped []Note // what the skip rule left out on purpose
	Notes   []Note // what could not be listed
}

// A File is one regular file.
type File struct {
	Path       string
	Size       int64
	Executable bool
}

// A Note says why a path was passed over. Path is printable, valid UTF-8.
type Note struct {
	Path   string
	Reason string
}

// A Dir can be written to, strictly below its root. Names are as in Tree.
type Dir interface {
	// ReadFile reads a whole file.
	ReadFile(name string) ([]byte, error)
	// WriteFile replaces a file in one step, making parent folders: after a
	// crash there is the old content or the new, never a part.
	WriteFile(name string, data []byte) error
	// Remove deletes one file or empty folder; a missing one is no error.
	Remove(name string) error
	// Names lists the entries of one folder, sorted; a missing folder is empty.
	Names(folder string) ([]string, error)
}

// A Clock tells the time.
type Clock interface{ Now() time.Time }

// Random is a source of random bytes.
type Random interface{ io.Reader }

// A Dialer opens network connections.
type Dialer interface {
	DialContext(ctx context.Context, network, address string) (net.Conn, error)
}

// A Runner runs programs that nobody trusts, each in a sandbox.
type Runner interface {
	// Workspace makes a private copy of all files of a tree, with changes laid
	// over it (nil content removes a file). Nothing done in it reaches the tree.
	Workspace(ctx context.Context, tree Tree, changes map[string][]byte) (Workspace, error)
}

// A Workspace is a private copy of a tree in which commands run. What a command
// writes is gone when the command ends, so each run starts from the same files.
type Workspace interface {
	// Run runs one command to its end. A command that fails or hits a limit is a
	// Result, not an error; an error means that it was not run (ErrNoSandbox) or
	// that ctx ended.
	Run(ctx context.Context, c Command) (Result, error)
	// Write changes one file of the copy; nil content removes it.
	Write(name string, content []byte) error
	// Close removes the copy.
	Close() error
}

// A Command is one program to run in a workspace. It sees the workspace at
// WorkDir, the system's programs and libraries, its Mounts, an empty home and a
// small /tmp; nothing else of the host, and none of the host's environment.
type Command struct {
	Argv    []string // Argv[0] is looked up in the command's PATH
	Dir     string   // below the workspace, slash-separated; "" is its root
	Env     []string // "NAME=value", added to a minimal environment
	Stdin   []byte
	Mounts  []Mount
	Network bool // the host's network instead of a loopback of its own
	Limits  Limits
}

// WorkDir is where a command finds its workspace.
const WorkDir = "/work"

// A Mount shows a folder of the host to a command.
type Mount struct {
	Host   string // absolute path on the host
	Inside string // absolute path as the command sees it
	Access Access
}

// Access says what a command may do below a mount.
type Access string

// The kinds of access. Scratch is for caches that must stay unpoisoned: the
// command may write, and its writes are gone when it ends.
const (
	ReadOnly  Access = "" // the zero value is the safe one
	Scratch   Access = "scratch"
	ReadWrite Access = "write"
)

// Limits bound a command and all that it starts. Zero fields mean DefaultLimits.
type Limits struct {
	CPU       time.Duration // processor time, all processes together
	Wall      time.Duration
	Memory    int64 // bytes, all processes together
	Disk      int64 // bytes written to workspace, scratch and /tmp, together or each
	FileSize  int64 // bytes of one file
	Output    int64 // bytes kept of stdout and of stderr each; more is dropped
	Processes int   // processes and threads
}

// DefaultLimits suit a build or a test run of one project.
func DefaultLimits() Limits {
	return Limits{CPU: 10 * time.Minute, Wall: 5 * time.Minute, Memory: 4 << 30, Disk: 2 << 30,
		FileSize: 1 << 30, Output: 1 << 20, Processes: 1024}
}

// A Result is how a command ended.
type Result struct {
	Exit      int    // exit status; 128+n when a signal n ended it
	Stdout    []byte // truncated to Limits.Output
	Stderr    []byte
	Hit       []Limit  // limits that were hit, sorted; except for LimitOutput the command was then killed
	Orphans   int      // processes that outlived the command and were killed
	Isolation []string // the walls that stood, for the certificate
	CPU       time.Duration
}

// OK reports whether the command succeeded with no limit but output hit.
func (r Result) OK() bool {
	for _, h := range r.Hit {
		if h != LimitOutput {
			return false
		}
	}
	return r.Exit == 0
}

// A Limit names a field of Limits.
type Limit string

// The limits a command can hit.
const (
	LimitCPU       Limit = "cpu"
	LimitWall      Limit = "wall"
	LimitMemory    Limit = "memory"
	LimitDisk      Limit = "disk"
	LimitFileSize  Limit = "file size"
	LimitOutput    Limit = "output"
	LimitProcesses Limit = "processes"
)

// Errors that callers tell apart.
var (
	// ErrNoSandbox means that this machine offers no sandbox good enough. The
	// text that wraps it says why and what would help.
	ErrNoSandbox = errors.New("no sandbox")
	// ErrTooLarge means that a file is over the limit of its tree.
	ErrTooLarge = errors.New("file too large")
	// ErrIrregular means that a path is not a regular file.
	ErrIrregular = errors.New("not a regular file")
)
