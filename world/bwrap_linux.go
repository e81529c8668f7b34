package world

import (
	"context"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
)

// Bubblewrap is the second choice: some systems let it alone make user
// namespaces. It builds the root in place of mounts_linux.go; init then runs in
// there without any capability. Weaker than our own walls in two ways: scratch
// mounts start empty, and each writable place has the disk limit for itself.

// treeInside is where init finds the files to fill the workspace with.
const treeInside = "/.tree"

// bubblewrap is the command that starts init inside bubblewrap's walls.
func bubblewrap(ctx context.Context, p plan) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := []string{"--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--as-pid-1", "--die-with-parent", "--new-session",
		"--uid", strconv.Itoa(sandboxUser), "--gid", strconv.Itoa(sandboxUser), "--hostname", "sandbox", "--clearenv", "--chdir", "/"}
	if !p.Command.Network {
		args = append(args, "--unshare-net")
	}
	for _, dir := range systemDirs {
		if to, err := os.Readlink(dir); err == nil {
			args = append(args, "--symlink", to, dir)
		} else {
			args = append(args, "--ro-bind-try", dir, dir)
		}
	}
	files := slices.Clone(systemFiles)
	if p.Command.Network {
		files = append(files, networkFiles...)
	}
	for _, f := range files {
		args = append(args, "--ro-bind-try", f, f)
	}
	more, err := ownEtc(p)
	if err != nil {
		return nil, err
	}
	args = append(args, more...)
	size := strconv.FormatInt(p.Command.Limits.Disk, 10)
	args = append(args, "--dev", "/dev", "--proc", "/proc")
	for _, dir := range []string{WorkDir, "/tmp", "/home/sandbox", "/dev/shm"} {
		args = append(args, "--size", size, "--tmpfs", dir)
	}
	for _, m := range p.Command.Mounts {
		at := path.Clean(m.Inside)
		switch m.Access {
		case Scratch:
			args = append(args, "--size", size, "--tmpfs", at)
		case ReadWrite:
			args = append(args, "--bind", m.Host, at)
		default:
			args = append(args, "--ro-bind", m.Host, at)
		}
	}
	args = append(args, "--ro-bind", filepath.Join(p.Copy, "tree"), treeInside, "--ro-bind", self, "/"+initArg0, "--remount-ro", "/", "--", "/"+initArg0)
	return exec.CommandContext(ctx, p.Bubblewrap, args...), nil
}

// ownEtc writes our part of /etc to the host and shows it.
func ownEtc(p plan) (args []string, err error) {
	for name, text := range etc {
		if p.Command.Network && name == "/etc/hosts" {
			continue
		}
		file := filepath.Join(p.Copy, path.Base(name))
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return nil, err
		}
		args = append(args, "--ro-bind", file, name)
	}
	return args, nil
}

// settle is what init has to do in a root that bubblewrap built.
func settle(p plan) ([]string, error) {
	if err := os.CopyFS(WorkDir, os.DirFS(treeInside)); err != nil {
		return nil, wrap("fill the workspace", err)
	}
	net := "network namespace, own loopback only"
	if p.Command.Network {
		net = "network of the host"
	}
	return []string{"bubblewrap: user namespace, the caller's own user without capabilities", "mount namespace, private read-only root, writes dropped",
		"pid, ipc and uts namespaces", net}, nil
}
