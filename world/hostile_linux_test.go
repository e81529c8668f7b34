package world

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The test binary is also every program that the sandbox must contain: it is
// mounted in the sandbox and told by its first argument what to do.
func TestMain(m *testing.M) {
	MaybeChild()
	if len(os.Args) > 2 && os.Args[1] == "hostile" {
		hostile()[os.Args[2]](os.Args[3:])
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// say prints what a program found out; tests compare it.
func say(what string, err error) {
	if err != nil {
		fmt.Printf("%s: refused\n", what)
		return
	}
	fmt.Printf("%s: DONE\n", what)
}

func again(args ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", append([]string{"hostile"}, args...)...)
	cmd.Args[0] = os.Args[0]
	return cmd
}

// hostile lists the programs by name.
func hostile() map[string]func(args []string) {
	return map[string]func([]string){
		"exit": func(a []string) { n, _ := strconv.Atoi(a[0]); os.Exit(n) },
		"die":  func([]string) { syscall.Kill(os.Getpid(), syscall.SIGKILL); select {} },
		"cat":  func([]string) { io.Copy(os.Stdout, os.Stdin) },
		"hang": func([]string) { signal.Ignore(syscall.SIGTERM, syscall.SIGINT); time.Sleep(time.Hour) },
		"spin": func([]string) {
			for {
				runtime.Gosched()
			}
		},
		"env":   func([]string) { fmt.Println(strings.Join(os.Environ(), "\n")) },
		"read":  func(a []string) { read(a) },
		"write": func(a []string) { write(a) },
		"write then read": func([]string) {
			read([]string{"x"})
			write([]string{"x"})
			read([]string{"x"})
		},
		"run a hang": func(a []string) { // not in a sandbox: it makes one
			r, err := NewRunner(os.Getenv("SCRATCH"))
			if err != nil {
				return
			}
			w, err := r.Workspace(context.Background(), MemTree{}, nil)
			if err != nil {
				return
			}
			exe, _ := os.Executable()
			fmt.Println("starting")
			w.Run(context.Background(), Command{Argv: []string{"/self/" + filepath.Base(exe), "hostile", "hang", a[0]}, Mounts: []Mount{{Host: filepath.Dir(exe), Inside: "/self"}}})
		},
		"flood": func([]string) {
			for range 2000 {
				os.Stdout.Write(bytes.Repeat([]byte("x"), 1<<15))
			}
		},
		"forks": func([]string) {
			for {
				again("forks").Start()
			}
		},
		"fork spin": func([]string) { // processor time over many short lives
			for {
				c := again("spin a little")
				c.Run()
			}
		},
		"spin a little": func([]string) {
			for t := time.Now(); time.Since(t) < 50*time.Millisecond; {
			}
		},
		"memory": func([]string) {
			var keep [][]byte
			for {
				b := make([]byte, 1<<20)
				for i := range b {
					b[i] = byte(i)
				}
				keep = append(keep, b)
				runtime.KeepAlive(keep)
			}
		},
		"disk": func(a []string) {
			for i := 0; ; i++ {
				if err := os.WriteFile(filepath.Join(a[0], strconv.Itoa(i)), make([]byte, 1<<20), 0o644); err != nil {
					time.Sleep(time.Hour)
				}
			}
		},
		"big file": func([]string) {
			f, _ := os.Create("/work/big")
			_, err := f.Write(make([]byte, 3<<20))
			say("write 3 MB", err)
		},
		"orphan": func([]string) {
			for range 3 {
				c := again("hang")
				c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
				c.Start()
			}
			fmt.Println("left three behind")
		},
		"connect": func(a []string) {
			for _, addr := range a {
				kind, addr, _ := strings.Cut(addr, "!")
				c, err := net.DialTimeout(kind, addr, time.Second)
				if err == nil && strings.HasPrefix(kind, "udp") {
					_, err = c.Write([]byte("x"))
				}
				say(kind+" "+addr, err)
			}
		},
		"loopback": func([]string) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err == nil {
				_, err = net.Dial("tcp", l.Addr().String())
			}
			say("own loopback", err)
		},
		"escape": func([]string) { escape() },
		"temp": func([]string) {
			say("tmp", os.WriteFile(filepath.Join(os.TempDir(), "x"), nil, 0o644))
			home, _ := os.UserHomeDir()
			say("home", os.MkdirAll(filepath.Join(home, ".cache/x"), 0o755))
			os.Mkdir("/tmp/d", 0o755)
			say("rename", os.Rename("/tmp/x", "/tmp/d/x"))
		},
	}
}

func read(names []string) {
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			fmt.Printf("%s: refused\n", name)
			continue
		}
		fmt.Printf("%s: %s\n", name, strings.TrimSpace(string(data)))
	}
}

func write(names []string) {
	for _, name := range names {
		say(name, os.WriteFile(name, []byte("owned"), 0o644))
	}
}

// escape tries what a program does to get out of a sandbox.
func escape() {
	runtime.LockOSThread()
	say("mount", unix.Mount("none", "/tmp", "tmpfs", 0, ""))
	say("unshare user", unix.Unshare(unix.CLONE_NEWUSER))
	clone := again("exit", "0")
	clone.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER}
	say("clone user", clone.Run())
	say("chroot", unix.Chroot("/tmp"))
	say("ptrace", unix.PtraceSeize(1))
	say("kill init", func() error {
		unix.Kill(1, unix.SIGKILL)
		unix.Kill(1, unix.SIGTERM)
		time.Sleep(50 * time.Millisecond)
		return fmt.Errorf("still here")
	}())
	say("setuid", unix.Setuid(0))
	say("sysctl", os.WriteFile("/proc/sys/kernel/core_pattern", []byte("|/tmp/x"), 0o644))
	say("init's memory", func() error { _, err := os.Open("/proc/1/mem"); return err }())
	say("init's root", func() error { _, err := os.ReadDir("/proc/1/root/"); return err }())
	_, err := unix.Socket(unix.AF_VSOCK, unix.SOCK_STREAM, 0)
	say("vsock", err)
	_, err = unix.Socket(unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_ICMP)
	say("raw socket", err)
	_, err = unix.MemfdCreate("x", 0)
	say("memfd", err)
	say("device", unix.Mknod("/tmp/sda", unix.S_IFBLK|0o666, int(unix.Mkdev(8, 0))))
	caps := [2]unix.CapUserData{}
	unix.Capget(&unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, &caps[0])
	fmt.Printf("capabilities: %x %x\n", caps[0].Effective|caps[0].Permitted|caps[0].Inheritable, caps[1].Permitted)
	nnp, _ := unix.PrctlRetInt(unix.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)
	fmt.Printf("no new privileges: %d\n", nnp)
}
