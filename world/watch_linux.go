package world

import (
	"bytes"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// A watch compares what all processes of the sandbox use with the limits. It
// runs in init, where /proc shows those processes and no others.
type watch struct {
	limits  Limits
	started time.Time
	hits    []Limit
	cpu     time.Duration
}

func (w *watch) hit(l Limit) { w.hits = append(w.hits, l) }

// look takes one reading and reports whether a limit was hit, ever.
func (w *watch) look() bool {
	var memory int64
	var tasks int
	cpu := w.ended()
	for _, pid := range processes() {
		u := usageOf(pid)
		memory += u.memory
		tasks += u.tasks
		cpu += u.cpu
	}
	w.cpu = max(w.cpu, cpu)
	over := func(l Limit, yes bool) {
		if yes {
			w.hit(l)
		}
	}
	over(LimitCPU, w.cpu > w.limits.CPU)
	over(LimitWall, time.Since(w.started) > w.limits.Wall)
	over(LimitMemory, memory > w.limits.Memory)
	over(LimitProcesses, tasks >= w.limits.Processes)
	over(LimitDisk, full("/tmp") || full(WorkDir) || full("/dev/shm"))
	w.hits = sorted(w.hits)
	return len(w.hits) > 0
}

// ended is the processor time of children that were reaped.
func (w *watch) ended() time.Duration {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_CHILDREN, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// full reports whether no page or no inode is left where the command writes.
func full(dir string) bool {
	var s unix.Statfs_t
	return unix.Statfs(dir, &s) == nil && (s.Bavail == 0 || s.Files > 0 && s.Ffree == 0)
}

// processes lists all processes of the sandbox but init that are not dead yet.
func processes() []string {
	dir, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	pids := names[:0]
	for _, n := range names {
		if n[0] >= '1' && n[0] <= '9' && n != "1" && !dead(n) {
			pids = append(pids, n)
		}
	}
	return pids
}

func dead(pid string) bool {
	f := statOf(pid)
	return len(f) == 0 || f[0][0] == 'Z' || f[0][0] == 'X'
}

// statOf returns the fields of /proc/pid/stat from the state on (proc(5), field 3).
// The name before it may hold anything, so it is cut off at the last parenthesis.
func statOf(pid string) [][]byte {
	data, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return nil
	}
	f := bytes.Fields(data[bytes.LastIndexByte(data, ')')+1:])
	if len(f) < 22 {
		return nil
	}
	return f
}

type usage struct {
	memory int64 // resident bytes; pages shared by two processes count twice
	tasks  int
	cpu    time.Duration
}

func usageOf(pid string) usage {
	f := statOf(pid)
	if f == nil {
		return usage{}
	}
	num := func(field int) int64 { // field as numbered in proc(5)
		n, _ := strconv.ParseInt(string(f[field-3]), 10, 64)
		return n
	}
	const perTick = time.Second / 100 // USER_HZ is 100 on every Linux port in use
	return usage{
		memory: num(24) * int64(os.Getpagesize()),
		tasks:  int(num(20)),
		cpu:    time.Duration(num(14)+num(15)+num(16)+num(17)) * perTick,
	}
}
