package world

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"syscall"
	"time"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/landlock-lsm/go-landlock/landlock"
	llsys "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

// commandMain gives up every right, then becomes the command. It runs on one
// locked thread; execve makes that thread, with its filters, the whole process.
func commandMain() int {
	syscall.CloseOnExec(3)
	syscall.CloseOnExec(4)
	say := func(v verdict) int {
		json.NewEncoder(os.NewFile(4, "verdict")).Encode(v)
		return 1
	}
	var p plan
	if err := json.NewDecoder(os.NewFile(3, "plan")).Decode(&p); err != nil {
		return say(verdict{Failed: "no plan: " + err.Error()})
	}
	c := p.Command
	steps := []struct {
		name string
		do   func() error
	}{
		{"limits", func() error { return setLimits(c.Limits) }},
		{"user", func() error { return dropUser(p.Drop) }},
		{"landlock", func() error { return lockFiles(c.Mounts) }},
		{"capabilities", dropCapabilities},
		{"folder", func() error { return os.Chdir(path.Join(WorkDir, c.Dir)) }},
		{"seccomp", refuseSyscalls},
	}
	for _, s := range steps {
		if err := s.do(); err != nil {
			return say(verdict{Failed: s.name + ": " + err.Error()})
		}
	}
	env := environment(c)
	file, err := lookup(c.Argv[0], env)
	if err == nil {
		err = syscall.Exec(file, c.Argv, env)
	}
	return say(verdict{NotFound: c.Argv[0] + ": " + err.Error()})
}

// hardenings names what commandMain does, as far as this kernel can.
func hardenings(c Command) []string {
	walls := []string{"no capabilities, no new privileges", "seccomp"}
	if abi, err := llsys.LandlockGetABIVersion(); err == nil && abi > 0 {
		walls = append(walls, fmt.Sprintf("landlock ABI %d", abi))
	}
	l := c.Limits
	return append(walls, fmt.Sprintf("limits: %v processor time, %v wall time, %d MB memory, %d MB disk, %d processes",
		l.CPU, l.Wall, l.Memory>>20, l.Disk>>20, l.Processes))
}

// setLimits sets the limits the kernel keeps per process. They back those that
// init keeps for all processes together.
func setLimits(l Limits) error {
	seconds := uint64(l.CPU/time.Second) + 2
	limits := map[int]uint64{
		unix.RLIMIT_CPU:    seconds,
		unix.RLIMIT_FSIZE:  uint64(l.FileSize),
		unix.RLIMIT_DATA:   4*uint64(l.Memory) + 8<<30, // address space, most of it never touched
		unix.RLIMIT_NPROC:  uint64(l.Processes) + 64,   // so that init, who counts, notices first
		unix.RLIMIT_NOFILE: 4096,
		unix.RLIMIT_CORE:   0,
	}
	for what, n := range limits {
		var now syscall.Rlimit
		if err := syscall.Getrlimit(what, &now); err != nil {
			return err
		}
		n = min(n, now.Max)
		// syscall's Setrlimit, unlike unix's, also stops Go from restoring NOFILE.
		if err := syscall.Setrlimit(what, &syscall.Rlimit{Cur: n, Max: n}); err != nil {
			return err
		}
	}
	return nil
}

func dropUser(drop bool) error {
	if !drop {
		return nil
	}
	return errors.Join(syscall.Setgroups(nil), syscall.Setresgid(sandboxUser, sandboxUser, sandboxUser),
		syscall.Setresuid(sandboxUser, sandboxUser, sandboxUser))
}

// dropCapabilities empties every set. After dropUser most are empty already.
func dropCapabilities() error {
	if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); err != nil {
		return err
	}
	for c := uintptr(0); c <= 63; c++ { // refused beyond the kernel's last one, or without CAP_SETPCAP
		if unix.Prctl(unix.PR_CAPBSET_DROP, c, 0, 0, 0) != nil {
			break
		}
	}
	none := [2]unix.CapUserData{}
	if err := unix.Capset(&unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, &none[0]); err != nil {
		return err
	}
	return unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
}

// lockFiles says a second time, by other means, what may be written: the mounts
// say it first. Kernels without landlock have the mounts alone.
func lockFiles(mounts []Mount) error {
	writable := []string{WorkDir, "/tmp", "/home/sandbox", "/dev/shm"}
	for _, m := range mounts {
		if m.Access != ReadOnly {
			writable = append(writable, m.Inside)
		}
	}
	rules := []landlock.Rule{
		landlock.RODirs("/"),
		landlock.RWDirs(writable...).WithRefer(),
		landlock.RWFiles("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"),
	}
	// Files and IPC in one layer, because a layer without file rules would refuse
	// every rename between folders. Not the network: that is the namespace's.
	const files = llsys.AccessFSIoctlDev<<1 - 1 // every right up to ABI 5
	const scopes = llsys.ScopeAbstractUnixSocket | llsys.ScopeSignal
	config, err := landlock.NewConfig(landlock.AccessFSSet(files), landlock.ScopedSet(scopes))
	if err != nil {
		return err
	}
	return config.BestEffort().Restrict(rules...)
}

// refused are system calls that no build or test needs and that attack the
// kernel or other processes, or hold memory that nobody counts.
var refused = []string{"mount", "umount2", "pivot_root", "chroot", "setns", "unshare", "open_tree", "move_mount", "fsopen", "fsconfig", "fsmount", "fspick",
	"ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
	"keyctl", "add_key", "request_key", "open_by_handle_at", "name_to_handle_at", "kexec_load", "init_module", "finit_module", "delete_module", "reboot",
	"swapon", "swapoff", "acct", "quotactl", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "syslog", "vhangup", "lookup_dcookie",
	"shmget", "msgget", "fanotify_init", "mbind", "move_pages", "migrate_pages", "personality"}

// missing are answered as an old kernel would, so that programs use another way.
var missing = []string{"clone3", "memfd_create"}

// refuseSyscalls installs the filter. The first part ends programs made for
// another instruction set, whose numbers would not be what the second checks.
func refuseSyscalls() error {
	if err := nativeOnly(); err != nil {
		return err
	}
	namespaces := []seccomp.ArgumentConditions{{{Argument: 0, Operation: seccomp.BitsSet, Value: unix.CLONE_NEWUSER}}}
	// Unix, IPv4 and IPv6 sockets and netlink are enough; vsock would reach
	// beyond the network namespace.
	sockets := []seccomp.ArgumentConditions{
		{{Argument: 0, Operation: seccomp.GreaterThan, Value: unix.AF_NETLINK}},
		{{Argument: 0, Operation: seccomp.GreaterThan, Value: unix.AF_INET}, {Argument: 0, Operation: seccomp.LessThan, Value: unix.AF_INET6}},
		{{Argument: 0, Operation: seccomp.GreaterThan, Value: unix.AF_INET6}, {Argument: 0, Operation: seccomp.LessThan, Value: unix.AF_NETLINK}},
	}
	deny := func(e syscall.Errno) seccomp.Action { return seccomp.ActionErrno | seccomp.Action(e) }
	groups := []seccomp.SyscallGroup{
		{Names: refused, Action: deny(unix.EPERM)},
		{Names: missing, Action: deny(unix.ENOSYS)},
		{NamesWithCondtions: conditions("clone", namespaces), Action: deny(unix.EPERM)},
		{NamesWithCondtions: append(conditions("socket", sockets), conditions("socketpair", sockets)...), Action: deny(unix.EAFNOSUPPORT)},
	}
	return seccomp.LoadFilter(seccomp.Filter{NoNewPrivs: true, Policy: seccomp.Policy{DefaultAction: seccomp.ActionAllow, Syscalls: groups}})
}

func conditions(name string, any []seccomp.ArgumentConditions) (list []seccomp.NameWithConditions) {
	for _, c := range any {
		list = append(list, seccomp.NameWithConditions{Name: name, Conditions: c})
	}
	return list
}

// environment is the command's whole environment; nothing of the host's is in it.
func environment(c Command) []string {
	env := []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/home/sandbox", "TMPDIR=/tmp", "LANG=C.UTF-8", "USER=sandbox"}
	var last []string // a later setting replaces an earlier one
	for i, e := range append(env, c.Env...) {
		name, _, _ := strings.Cut(e, "=")
		replaced := false
		for _, later := range append(env, c.Env...)[i+1:] {
			replaced = replaced || strings.HasPrefix(later, name+"=")
		}
		if !replaced {
			last = append(last, e)
		}
	}
	return last
}

// lookup finds a program as execvp would, by the command's own PATH.
func lookup(name string, env []string) (string, error) {
	if strings.Contains(name, "/") {
		return name, nil
	}
	for _, e := range env {
		list, ok := strings.CutPrefix(e, "PATH=")
		if !ok {
			continue
		}
		for _, dir := range strings.Split(list, ":") {
			file := path.Join(dir, name)
			if info, err := os.Stat(file); path.IsAbs(dir) && err == nil && !info.IsDir() && info.Mode()&0o111 != 0 {
				return file, nil
			}
		}
	}
	return "", syscall.ENOENT
}
