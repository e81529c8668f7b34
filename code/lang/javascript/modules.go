package javascript

import (
	"encoding/json"
	"path"
	"sort"
	"strings"
)

// Modules names each file by its path without the ending, "./" before it; an index
// file by its folder, unless a file has that name. Where a tsconfig.json maps
// names to folders ("@/*": ["src/*"]), the files in them have the mapped names.
func (l Language) Modules(paths []string, read func(string) []byte) map[string]string {
	sorted := append([]string(nil), paths...)
	sort.Strings(sorted)
	aliases := aliasesOf(read)
	out, taken := make(map[string]string, len(paths)), map[string]bool{}
	for _, p := range sorted {
		if isManifest(p) {
			if read != nil {
				if _, main, _ := library(read(p)); main == "" {
					continue
				}
			}
			out[p] = "./" + p
			continue
		}
		if isStubPath(p) {
			out[p] = strings.ReplaceAll(strings.TrimSuffix(path.Base(p), ".js"), "~", "/")
			continue
		}
		if name := withoutEnding(p); path.Base(name) != "index" || name == "index" {
			out[p] = aliases.name(name)
			taken[out[p]] = true
		}
	}
	for _, p := range sorted {
		if _, ok := out[p]; ok || isManifest(p) {
			continue
		}
		name := withoutEnding(p)
		if folder := aliases.name(path.Dir(name)); !taken[folder] {
			out[p] = folder
		} else {
			out[p] = aliases.name(name)
		}
	}
	return out
}

func withoutEnding(p string) string {
	ext := path.Ext(p)
	switch ext {
	case ".js", ".mjs", ".cjs", ".jsx", ".tsx", ".mts", ".cts", ".ts", ".vue", ".svelte":
		return strings.TrimSuffix(p, ext)
	}
	return p
}

// An alias says that files below a folder are imported by another name.
type alias struct{ folder, name string }

type aliases []alias

// name of the module at a path without its ending.
func (as aliases) name(p string) string {
	for _, a := range as {
		if rest, ok := strings.CutPrefix(p, a.folder); ok {
			return a.name + rest
		}
	}
	return "./" + p
}

// aliasesOf reads tsconfig.json or jsconfig.json at the root.
func aliasesOf(read func(string) []byte) aliases {
	if read == nil {
		return nil
	}
	var config struct {
		CompilerOptions struct {
			BaseURL string              `json:"baseUrl"`
			Paths   map[string][]string `json:"paths"`
		} `json:"compilerOptions"`
	}
	for _, file := range []string{"tsconfig.json", "jsconfig.json", "tsconfig.base.json"} {
		if err := json.Unmarshal(plainJSON(read(file)), &config); err == nil {
			break
		}
	}
	base := path.Clean(config.CompilerOptions.BaseURL)
	var out aliases
	for name, targets := range config.CompilerOptions.Paths {
		if len(targets) == 0 || !strings.HasSuffix(name, "*") || !strings.HasSuffix(targets[0], "*") {
			continue
		}
		name = strings.TrimSuffix(name, "*")
		folder := path.Join(base, strings.TrimSuffix(targets[0], "*")) + "/"
		if folder == "./" { // the root itself: every file that no other name is for
			folder = ""
		}
		if folder == "" && !strings.HasSuffix(name, "/") {
			continue // names of packages stay theirs
		}
		out = append(out, alias{folder, name})
	}
	sort.Slice(out, func(i, j int) bool {
		if len(out[i].folder) != len(out[j].folder) {
			return len(out[i].folder) > len(out[j].folder)
		}
		return out[i].name < out[j].name
	})
	if len(out) > 0 && len(out) > 1 && out[0].folder == out[1].folder {
		out = out[:1]
	}
	return out
}

// plainJSON takes comments and trailing commas out.
func plainJSON(text []byte) []byte {
	var out []byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			j := i + 1
			for j < len(text) && text[j] != '"' {
				if text[j] == '\\' {
					j++
				}
				j++
			}
			j = min(j, len(text)-1)
			out = append(out, text[i:j+1]...)
			i = j
		case c == '/' && i+1 < len(text) && text[i+1] == '/':
			for i < len(text) && text[i] != '\n' {
				i++
			}
		case c == '/' && i+1 < len(text) && text[i+1] == '*':
			for i += 2; i+1 < len(text) && (text[i] != '*' || text[i+1] != '/'); i++ {
			}
			i++
		case c == '}' || c == ']':
			k := len(out)
			for k > 0 && strings.IndexByte(" \t\r\n", out[k-1]) >= 0 {
				k--
			}
			if k > 0 && out[k-1] == ',' {
				out = out[:k-1]
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return out
}

// resolve gives the module that an import names, seen from the module (an index
// file's is its folder).
func resolve(module string, index bool, spec string) string {
	spec = strings.TrimPrefix(spec, "node:")
	if !strings.HasPrefix(spec, "./") && !strings.HasPrefix(spec, "../") && spec != "." && spec != ".." {
		if strings.HasPrefix(spec, "@/") || strings.HasPrefix(spec, "~/") {
			return tidy(spec)
		}
		return strings.TrimSuffix(spec, "/")
	}
	dir := path.Dir(module)
	if index {
		dir = module
	}
	joined := path.Join(dir, spec)
	if strings.HasPrefix(module, "./") && !strings.HasPrefix(joined, "./") {
		joined = "./" + joined
	}
	return tidy(joined)
}

// tidy takes the ending and "/index" off.
func tidy(name string) string {
	name = withoutEnding(name)
	if dir, ok := strings.CutSuffix(name, "/index"); ok && dir != "." {
		return dir
	}
	return name
}
