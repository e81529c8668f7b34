package world

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// systemDirs are shown read-only, or as the links they are.
var systemDirs = []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"}

// systemFiles are the parts of /etc that programs need and that hold no secret.
var systemFiles = []string{"/etc/alternatives", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/ca-certificates", "/etc/pki/tls/certs", "/etc/ld.so.cache",
	"/etc/localtime", "/etc/mime.types", "/etc/services", "/etc/protocols"}

// networkFiles are added when the command may use the host's network.
var networkFiles = []string{"/etc/resolv.conf", "/etc/hosts"}

// etc is written by us.
var etc = map[string]string{
	"/etc/passwd":        "root:x:0:0::/nonexistent:/bin/false\nsandbox:x:1000:1000::/home/sandbox:/bin/sh\n",
	"/etc/group":         "root:x:0:\nsandbox:x:1000:\n",
	"/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
	"/etc/hosts":         "127.0.0.1 localhost\n::1 localhost\n",
}

// A builder puts the private root together. Everything is made below root, a
// fresh tmpfs that holds no foreign link, and locked before the command starts.
type builder struct {
	plan plan
	root string
	up   string // a tmpfs for all that the command writes, bounded by Limits.Disk; not in the new root
}

// buildRoot makes the private root, moves into it and names the walls.
func buildRoot(p plan) ([]string, error) {
	b := &builder{plan: p, root: filepath.Join(p.Copy, "root"), up: filepath.Join(p.Copy, "up")}
	steps := []struct {
		name string
		do   func() error
	}{
		{"private mounts", func() error { return unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, "") }},
		{"new root", b.newRoot},
		{"system folders", b.system},
		{"/dev", b.devices},
		{"/proc", b.proc},
		{"workspace", b.workspace},
		{"mounts", b.mounts},
		{"enter the new root", b.enter},
		{"loopback", b.loopback},
		{"host name", func() error { return unix.Sethostname([]byte("sandbox")) }},
	}
	for _, s := range steps {
		if err := s.do(); err != nil {
			return nil, wrap(s.name, err)
		}
	}
	return b.walls(), nil
}

func (b *builder) walls() []string {
	who := "user namespace, the caller's own user without capabilities"
	if b.plan.Drop {
		who = "user namespace, an unprivileged user outside"
	}
	net := "network namespace, own loopback only"
	if b.plan.Command.Network {
		net = "network of the host"
	}
	return []string{who, "mount namespace, private read-only root, writes dropped", "pid, ipc and uts namespaces", net}
}

func (b *builder) newRoot() error {
	if err := unix.Mount("root", b.root, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, "mode=755,size=4m"); err != nil {
		return err
	}
	size := fmt.Sprintf("mode=755,size=%d,nr_inodes=1000000", b.plan.Command.Limits.Disk)
	if err := unix.Mount("up", b.up, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, size); err != nil {
		return err
	}
	for dir, at := range map[string]string{"tmp": "/tmp", "home": "/home/sandbox"} {
		from := filepath.Join(b.up, dir)
		if err := errors.Join(os.Mkdir(from, 0o700), b.own(from)); err != nil {
			return err
		}
		if err := b.bind(from, at, false); err != nil {
			return err
		}
	}
	return nil
}

// own gives a folder to the command's user.
func (b *builder) own(dir string) error {
	if !b.plan.Drop {
		return nil
	}
	return os.Lchown(dir, sandboxUser, sandboxUser)
}

func (b *builder) system() error {
	for _, dir := range systemDirs {
		if to, err := os.Readlink(dir); err == nil {
			if err := os.Symlink(to, b.root+dir); err != nil {
				return err
			}
			continue
		}
		if err := b.maybeBind(dir); err != nil {
			return err
		}
	}
	files := systemFiles
	for name, text := range etc {
		if b.plan.Command.Network && name == "/etc/hosts" {
			continue
		}
		if err := errors.Join(os.MkdirAll(b.root+"/etc", 0o755), os.WriteFile(b.root+name, []byte(text), 0o644)); err != nil {
			return err
		}
	}
	if b.plan.Command.Network {
		files = append(files[:len(files):len(files)], networkFiles...)
	}
	for _, f := range files {
		if err := b.maybeBind(f); err != nil {
			return err
		}
	}
	return nil
}

// maybeBind shows a part of the host at its own place, when it exists.
func (b *builder) maybeBind(name string) error {
	if _, err := os.Stat(name); err != nil {
		return nil
	}
	return b.bind(name, name, true)
}

// bind shows from at the place at of the new root.
func (b *builder) bind(from, at string, readOnly bool) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	to := b.root + at
	if err := touch(to, info.IsDir()); err != nil {
		return err
	}
	if err := unix.Mount(from, to, "", unix.MS_BIND|unix.MS_REC, ""); err != nil {
		return wrap("bind "+from, err)
	}
	attr := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_NOSUID}
	if info.Mode()&fs.ModeDevice == 0 {
		attr.Attr_set |= unix.MOUNT_ATTR_NODEV
	}
	if readOnly {
		attr.Attr_set |= unix.MOUNT_ATTR_RDONLY
	}
	return wrap("protect "+from, unix.MountSetattr(-1, to, unix.AT_RECURSIVE, &attr))
}

// touch makes a mount point.
func touch(name string, folder bool) error {
	if folder {
		return os.MkdirAll(name, 0o755)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return f.Close()
}

func (b *builder) devices() error {
	for _, d := range []string{"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"} {
		if err := b.bind(d, d, false); err != nil {
			return err
		}
	}
	for name, to := range map[string]string{"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"} {
		if err := os.Symlink(to, b.root+"/dev/"+name); err != nil {
			return err
		}
	}
	shm := filepath.Join(b.up, "shm")
	if err := errors.Join(os.Mkdir(shm, 0o700), b.own(shm)); err != nil {
		return err
	}
	return b.bind(shm, "/dev/shm", false)
}

func (b *builder) proc() error {
	if err := os.Mkdir(b.root+"/proc", 0o755); err != nil {
		return err
	}
	return unix.Mount("proc", b.root+"/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC|unix.MS_RDONLY, "")
}

func (b *builder) workspace() error {
	return b.scratch(filepath.Join(b.plan.Copy, "tree"), WorkDir, "work")
}

func (b *builder) mounts() error {
	for i, m := range b.plan.Command.Mounts {
		at := path.Clean(m.Inside)
		if m.Access == ReadOnly && at == path.Clean(m.Host) && b.shown(at) {
			continue
		}
		if m.Access == Scratch {
			if err := b.scratch(m.Host, at, fmt.Sprintf("mount%d", i)); err != nil {
				return err
			}
			continue
		}
		if err := b.bind(m.Host, at, m.Access != ReadWrite); err != nil {
			return err
		}
	}
	return nil
}

// shown reports whether a system folder shows the place already.
func (b *builder) shown(at string) bool {
	for _, dir := range systemDirs {
		if below(at, dir) {
			return true
		}
	}
	return false
}

// scratch shows from at the place at; writes go to memory and are dropped.
func (b *builder) scratch(from, at, name string) error {
	upper, work := filepath.Join(b.up, name, "new"), filepath.Join(b.up, name, "tmp")
	for _, dir := range []string{upper, work, b.root + at} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	if err := b.mirror(from, upper); err != nil {
		return err
	}
	return wrap("overlay of "+from, overlayMount(from, upper, work, b.root+at))
}

// overlayMount names its folders by descriptor, because a path may hold the
// characters that separate the options.
func overlayMount(lower, upper, work, at string) error {
	opt := "userxattr"
	for _, o := range []struct{ name, dir string }{{"lowerdir", lower}, {"upperdir", upper}, {"workdir", work}} {
		fd, err := unix.Open(o.dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		opt += fmt.Sprintf(",%s=/proc/self/fd/%d", o.name, fd)
	}
	return unix.Mount("overlay", at, "overlay", unix.MS_NOSUID|unix.MS_NODEV, opt)
}

// mirror makes from's folders in upper, so that the command's user can write in
// them although somebody else owns them below. Needed only when users differ.
func (b *builder) mirror(from, upper string) error {
	if err := b.own(upper); err != nil || !b.plan.Drop {
		return err
	}
	return filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || p == from {
			return err
		}
		dir := upper + strings.TrimPrefix(p, from)
		return errors.Join(os.Mkdir(dir, 0o755), b.own(dir))
	})
}

// enter makes the new root the root, and lets go of the old one.
func (b *builder) enter() error {
	if err := unix.Chdir(b.root); err != nil {
		return err
	}
	if err := unix.PivotRoot(".", "."); err != nil {
		return err
	}
	if err := unix.Unmount(".", unix.MNT_DETACH); err != nil {
		return err
	}
	if err := unix.Chdir("/"); err != nil {
		return err
	}
	return unix.MountSetattr(-1, "/", 0, &unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY})
}

// loopback brings up the only interface of the new network.
func (b *builder) loopback() error {
	if b.plan.Command.Network {
		return nil
	}
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	req, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	req.SetUint16(unix.IFF_UP | unix.IFF_RUNNING)
	return unix.IoctlIfreq(s, unix.SIOCSIFFLAGS, req)
}
