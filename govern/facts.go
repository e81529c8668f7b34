package govern

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// CertificateType is the type of the evidence that sums up a proposal's proof.
const CertificateType = "assure.certificate"

// Certifier is the name of the tool whose certificates count.
const Certifier = "assure"

// Facts are what a policy can see of a proposal.
type Facts struct {
	Certificate  record.ID // "" when there is none; not shown to policies
	Certified    bool
	Grade        int // 5 is A … 1 is E; 0 is F or none
	Severity     int // record.Severity.Rank
	Passed       []string
	Failed       []string
	NotRun       []string
	Objections   int
	TouchesTests bool
	TouchesCI    bool
	NewFiles     bool
	Needs        []string // environment variables that have to be set first
	ChangedLines int
	Files        []string
}

// FactsOf gathers the facts about a proposal from the evidence about it, in the
// order of the ledger. It fails when the proposal's own data cannot be read.
func FactsOf(proposal ledger.Entry, evidence []ledger.Entry) (Facts, error) {
	var f Facts
	if err := f.readPatch(proposal.Statement.Body.Proposal); err != nil {
		return f, err
	}
	for _, e := range evidence {
		if certifies(e, proposal.ID) {
			f.readCertificate(e)
		}
	}
	for _, e := range evidence {
		if !certifies(e, proposal.ID) {
			f.readOther(e)
		}
	}
	return f, nil
}

// certifies reports whether e is a certificate of the proposal, by the one tool
// that may make it.
func certifies(e ledger.Entry, proposal record.ID) bool {
	s := e.Statement
	return s.Body.Evidence != nil && s.Body.Evidence.Type == CertificateType && s.By.Kind == record.Tool && s.By.Name == Certifier &&
		slices.Contains(s.Cites, proposal)
}

// readCertificate takes the facts of a certificate, in place of an older one's.
func (f *Facts) readCertificate(e ledger.Entry) {
	f.Certificate, f.Certified, f.Grade = e.ID, false, 0
	f.Passed, f.Failed, f.NotRun = nil, nil, nil
	var d record.Certification
	if json.Unmarshal(e.Statement.Body.Evidence.Data, &d) != nil {
		return // a certificate nobody can read proves nothing
	}
	f.Certified = d.Certified
	if i := strings.Index("EDCBA", d.Grade); len(d.Grade) == 1 && i >= 0 {
		f.Grade = i + 1
	}
	f.Severity = max(f.Severity, d.Severity.Rank())
	for _, r := range d.Rungs {
		switch r.Status {
		case "passed":
			f.Passed = append(f.Passed, r.Rung)
		case "failed":
			f.Failed = append(f.Failed, r.Rung)
		default:
			f.NotRun = append(f.NotRun, r.Rung)
		}
	}
	f.Failed = record.Sorted(f.Failed)
	f.NotRun = record.Sorted(f.NotRun)
	// A rung that is said to have passed and not to have, has not.
	f.Passed = slices.DeleteFunc(record.Sorted(f.Passed), func(r string) bool { return slices.Contains(f.Failed, r) || slices.Contains(f.NotRun, r) })
}

// readOther takes what other evidence says: it can raise a severity and object,
// never lower one or speak in favour.
func (f *Facts) readOther(e ledger.Entry) {
	if e.Statement.Body.Evidence == nil {
		return
	}
	var d struct {
		Severity record.Severity `json:"severity"`
		Objects  bool            `json:"objects"`
	}
	if json.Unmarshal(e.Statement.Body.Evidence.Data, &d) != nil {
		return
	}
	f.Severity = max(f.Severity, d.Severity.Rank())
	if d.Objects {
		f.Objections++
	}
}

func (f *Facts) readPatch(p *record.Proposal) error {
	if p == nil || p.Action != patch.Action {
		return nil
	}
	parsed, err := patch.Parse(p.Data)
	if err != nil {
		return err
	}
	f.ChangedLines, f.Needs = parsed.ChangedLines, parsed.Needs
	for _, file := range parsed.Files {
		f.Files = append(f.Files, file.Path)
		f.TouchesTests = f.TouchesTests || isTest(file.Path)
		f.TouchesCI = f.TouchesCI || isCI(file.Path)
		f.NewFiles = f.NewFiles || file.Before == "" || file.After == ""
	}
	return nil
}

// isTest reports whether a path is a test or belongs to one, by the customs of
// the languages we know. Too many is safe: a person is asked.
func isTest(name string) bool {
	name = strings.ToLower(name)
	for dir := range strings.SplitSeq(path.Dir(name), "/") {
		if slices.Contains([]string{"test", "tests", "testdata", "__tests__", "spec", "specs", "fixtures", "e2e"}, dir) {
			return true
		}
	}
	base := path.Base(name)
	stem := strings.TrimSuffix(base, path.Ext(base))
	return strings.HasPrefix(stem, "test_") || strings.HasSuffix(stem, "_test") || strings.HasSuffix(stem, ".test") || strings.HasSuffix(stem, ".spec") ||
		slices.Contains([]string{"conftest.py", "pytest.ini", "tox.ini", "noxfile.py"}, base)
}

// isCI reports whether a path says how the project is built, checked or run by
// machines.
func isCI(name string) bool {
	name = strings.ToLower(name)
	first, _, deep := strings.Cut(name, "/")
	if deep && slices.Contains([]string{".github", ".gitlab", ".circleci", ".buildkite", ".ci", ".azure", ".woodpecker", ".husky"}, first) {
		return true
	}
	base := path.Base(name)
	return strings.HasPrefix(base, "dockerfile") || strings.HasPrefix(base, ".gitlab-ci") || strings.HasSuffix(base, ".mk") ||
		slices.Contains([]string{"makefile", "gnumakefile", "justfile", "jenkinsfile", ".travis.yml", "appveyor.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml",
			".drone.yml", ".pre-commit-config.yaml", "setup.py", "setup.cfg", "pyproject.toml", "package.json", ".gitattributes", ".gitmodules", "codeowners"}, base)
}

func (f Facts) context() types.Record {
	return types.NewRecord(types.RecordMap{
		"certified":    types.Boolean(f.Certified),
		"grade":        types.Long(f.Grade),
		"severity":     types.Long(f.Severity),
		"passed":       set(f.Passed),
		"failed":       set(f.Failed),
		"notRun":       set(f.NotRun),
		"objections":   types.Long(f.Objections),
		"touchesTests": types.Boolean(f.TouchesTests),
		"touchesCI":    types.Boolean(f.TouchesCI),
		"newFiles":     types.Boolean(f.NewFiles),
		"changedLines": types.Long(f.ChangedLines),
		"files":        set(f.Files),
		"needs":        set(f.Needs),
	})
}

func set(all []string) cedar.Set {
	values := make([]types.Value, len(all))
	for i, s := range all {
		values[i] = types.String(s)
	}
	return types.NewSet(values...)
}
