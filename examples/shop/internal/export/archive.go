// Package export makes the files that the back office downloads.
package export

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// Job is one archive of the shop's documents.
type Job struct {
	Data  string
	Label string
}

var unwanted = strings.NewReplacer(" ", "-", ";", "", "&", "", "|", "", "'", "", "\"", "")

func (j Job) target() string {
	name := filepath.Base(unwanted.Replace(j.Label))
	return filepath.Join("exports", name+".tar.gz")
}

// Run packs the manuals and returns the name of the archive.
func (j Job) Run() (string, error) {
	steps := []string{
		"tar -czf " + j.target() + " manuals",
		"ls -l exports",
	}
	cmd := exec.Command("sh", "-c", strings.Join(steps, " && "))
	cmd.Dir = j.Data
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("pack %s: %w: %s", j.Label, err, out)
	}
	return filepath.Base(j.target()), nil
}

// Size counts the bytes of an export.
func Size(data, name string) (string, error) {
	cmd := exec.Command("wc", "-c", "--", filepath.Base(name))
	cmd.Dir = filepath.Join(data, "exports")
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("size of %s: %w", name, err)
	}
	return strings.Fields(string(out))[0], nil
}

// FreeSpace says how full the disk below data is.
func FreeSpace(data string) (string, error) {
	cmd := exec.Command("sh", "-c", "df -P . | tail -n 1")
	cmd.Dir = data
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
