package scope

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/lang"
)

// modules are those that Python brings, up to 3.13: whoever runs a program from the
// folder of a file of such a name runs that file in their place.
var modules = strings.Fields(`abc aifc antigravity argparse array ast asynchat asyncio asyncore atexat audioop base64 bdb binascii bisect builtins bz2 cProfile
	calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt csv
	ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch
	fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp importlib inspect io
	ipaddress itertools json keyword linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder multiprocessing netrc nntplib ntpath
	numbers opcode operator optparse os pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd
	py_compile pyclbr pydoc queue quopri random re readline reprlib resource runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib
	sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig
	syslog tarfile telnetlib tempfile termios textwrap threading time timeit token tokenize tomllib trace traceback tracemalloc tty types typing unicodedata
	unittest urllib uu uuid venv warnings wave weakref webbrowser wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo pytest _pytest pluggy`)

// shadows names a file that the patch makes and that takes the place of a library's:
// what the program or its tests call under that name is then the patch's own.
func shadows(s *assure.Subject) string {
	for _, file := range s.Touched() {
		if s.Patch.Before != nil {
			if _, err := s.Patch.Before.ReadFile(file); err == nil {
				continue // it was there, and so it was what was meant
			}
		}
		switch path.Ext(file) {
		case ".py", ".pyi", ".pyc", ".so", ".pyd":
			if name := module(s, file); slices.Contains(modules, name) || modelled(s, "python", name) {
				return file
			}
		case ".java", ".kt":
			m := packaged.FindSubmatch(s.Patch.Changes[file])
			if m != nil && (strings.HasPrefix(string(m[1])+".", "java.") || modelled(s, "java", string(m[1]))) {
				return file
			}
		}
	}
	return ""
}

var packaged = regexp.MustCompile(`(?m)^\s*package\s+([\w.]+)`)

// module is the name by which the programs in a file's folder ask for it; "" when the
// folder is a package's, whose files are asked for by longer names.
func module(s *assure.Subject, file string) string {
	file = strings.TrimSuffix(strings.TrimSuffix(file, path.Ext(file)), "/__init__")
	if s.Patch.After != nil {
		if _, err := s.Patch.After.ReadFile(path.Join(path.Dir(file), "__init__.py")); err == nil {
			return ""
		}
	}
	name, _, _ := strings.Cut(path.Base(file), ".") // re.cpython-313-x86_64-linux-gnu
	return name
}

// modelled reports a library that has a model of that very name.
func modelled(s *assure.Subject, language, name string) bool {
	if s.Engine == nil || name == "" {
		return false
	}
	return slices.ContainsFunc(s.Engine.Languages, func(l lang.Language) bool {
		return l.Name() == language && slices.ContainsFunc(l.StubFor(name), func(stub string) bool {
			return strings.TrimSuffix(strings.TrimSuffix(stub, ".java.txt"), ".pyi") == name
		})
	})
}
