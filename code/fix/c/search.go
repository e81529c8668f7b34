package c

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// folders are where the utilities of a POSIX system are installed, on Linux, the BSDs
// and macOS alike. Others have no place that is known.
var folders = map[string]string{
	"/bin":      "cat chmod cp date dd df echo ed expr kill ln ls mkdir mv ps pwd rm rmdir sh sleep stty sync test",
	"/usr/bin":  "awk basename bc cmp cut diff dirname du env find fold grep gzip gunzip head id install join less locale logger logname lp mail make man more nice nm od passwd paste patch printf sed sort split ssh strip sudo tail tar tee time touch tr true uname uniq uptime vi wc which who whoami xargs zip unzip",
	"/sbin":     "halt ifconfig mount ping reboot route shutdown umount",
	"/usr/sbin": "sendmail",
}

// folderOf is where a program is installed, "" when that is not known.
func folderOf(program string) string {
	for folder, programs := range folders {
		for _, p := range strings.Fields(programs) {
			if p == program {
				return folder
			}
		}
	}
	return ""
}

// absolutePath names the program with the folder that it is installed in, and has the
// system look for a library in its own folders alone.
func absolutePath(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	name, args := s.call(at)
	switch {
	case strings.HasSuffix(name, "env") && len(args) > 0:
		return nil, fmt.Errorf("which variables of the environment may be set from outside is for people to say: name them, and refuse PATH and LD_ ones")
	case strings.HasPrefix(name, "LoadLibrary") && len(args) == 1:
		wide := strings.TrimPrefix(strings.TrimPrefix(name, "LoadLibrary"), "Ex")
		s.replace(s.kid(at, 0), "LoadLibraryEx"+wide)
		s.insert(s.end(args[0]), ", NULL, LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32")
		return s.done("absolute-path", "the library is looked for in the program's folder and the system's, not where the program was started"), nil
	}
	literals := s.commands(args)
	if len(literals) == 0 {
		return nil, fmt.Errorf("the program is not named here")
	}
	literal := literals[0]
	program, _, _ := strings.Cut(s.name(literal), " ")
	folder := folderOf(program)
	if !s.plain(literal) {
		return s.macroPath(s.name(literal), folder)
	}
	if folder == "" {
		return nil, fmt.Errorf("in which folder %s is installed is not known: write it with its folder", strconv.Quote(program))
	}
	s.insert(s.start(literal)+uint32(strings.IndexByte(s.text(literal), '"'))+1, folder+"/")
	return s.done("absolute-path", program+" is called where it is installed, whatever the search path says"), nil
}

// macroPath writes the folder into the macro of this file that names the program.
func (s *source) macroPath(command, folder string) ([]fix.Candidate, error) {
	define := regexp.MustCompile(`(?m)^[ \t]*#[ \t]*define[ \t]+\w+[ \t]+L?"` + regexp.QuoteMeta(command) + `"`)
	found := define.FindAllIndex(s.unit.Text, -1)
	if len(found) != 1 || folder == "" {
		return nil, fmt.Errorf("the program is named by a macro: write it there with its folder")
	}
	at := uint32(found[0][1] - len(command) - 1)
	s.insert(at, folder+"/")
	return s.done("absolute-path", "the macro names the program where it is installed, whatever the search path says"), nil
}

// commands are the texts that name a program, of the first argument.
func (s *source) commands(args []syntax.ID) (out []syntax.ID) {
	if len(args) == 0 {
		return nil
	}
	first := s.bare(args[0])
	if s.kind(first) == syntax.Name {
		if d := s.declaration(first); d != 0 {
			for _, v := range s.values(d) {
				out = append(out, s.all(v, syntax.String)...)
				if s.kind(v) == syntax.String {
					out = append(out, v)
				}
			}
			return out
		}
	}
	s.each(first, func(n syntax.ID) {
		if s.kind(n) == syntax.String {
			out = append(out, n)
		}
	})
	return out
}
