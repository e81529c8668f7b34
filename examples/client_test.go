package examples

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// answer is what the program said to the last step.
type answer struct {
	status int
	header http.Header
	body   string
	took   time.Duration
}

var client = &http.Client{
	Timeout:       60 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// send makes the request of a step, logged in when the step asks for it.
func (p *target) send(t *testing.T, tr truth, s step) answer {
	t.Helper()
	req := p.request(t, s)
	if s.As != "" {
		req.Header.Set("Cookie", p.login(t, tr, s.As))
	}
	start := time.Now()
	res, err := client.Do(req)
	if err != nil {
		// A server may close the connection on a body that is too big.
		return answer{body: err.Error(), took: time.Since(start)}
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 16<<20))
	if err != nil {
		t.Logf("reading the answer to %s %s: %v", s.Method, s.Path, err)
	}
	return answer{status: res.StatusCode, header: res.Header, body: string(body), took: time.Since(start)}
}

// login returns the cookies of a user, logging in on first use. Cookies are
// carried by hand, so that Secure ones also travel over plain loopback HTTP.
func (p *target) login(t *testing.T, tr truth, name string) string {
	t.Helper()
	if p.cookies[name] != "" {
		return p.cookies[name]
	}
	var pairs []string
	for _, s := range tr.Logins[name] {
		res := http.Response{Header: p.send(t, tr, s).header}
		for _, c := range res.Cookies() {
			pairs = append(pairs, c.Name+"="+c.Value)
		}
	}
	if len(pairs) == 0 {
		t.Fatalf("%s cannot log in to %s", name, tr.Program)
	}
	p.cookies[name] = strings.Join(pairs, "; ")
	return p.cookies[name]
}

func (p *target) request(t *testing.T, s step) *http.Request {
	t.Helper()
	body, contentType := p.body(t, s)
	u := p.url + (&url.URL{Path: s.Path}).EscapedPath()
	if strings.Contains(s.Path, "%") {
		u = p.url + s.Path
	}
	if len(s.Query) > 0 {
		u += "?" + p.values(s.Query).Encode()
	}
	req, err := http.NewRequest(s.Method, u, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	for name, value := range s.Headers {
		req.Header.Set(name, p.fill(value))
	}
	return req
}

func (p *target) values(m map[string]string) url.Values {
	v := url.Values{}
	for name, value := range m {
		v.Set(name, p.fill(value))
	}
	return v
}

func (p *target) body(t *testing.T, s step) ([]byte, string) {
	t.Helper()
	switch {
	case len(s.Form) > 0:
		return []byte(p.values(s.Form).Encode()), "application/x-www-form-urlencoded"
	case len(s.JSON) > 0:
		return []byte(p.fill(string(s.JSON))), "application/json"
	case len(s.Multipart) > 0:
		return p.multipart(t, s.Multipart)
	case s.BodySize > 0:
		return bytes.Repeat([]byte("x"), s.BodySize), "text/plain"
	}
	return []byte(p.fill(s.Body)), ""
}

func (p *target) multipart(t *testing.T, parts []part) ([]byte, string) {
	t.Helper()
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	for _, part := range parts {
		w, err := form.CreateFormFile(part.Field, part.Filename)
		if part.Filename == "" {
			w, err = form.CreateFormField(part.Field)
		}
		if err != nil {
			t.Fatal(err)
		}
		content := p.fill(part.Content) + strings.Repeat("x", part.Size)
		if len(part.Zip) > 0 {
			content = zipped(t, part.Zip)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	form.Close()
	return buf.Bytes(), form.FormDataContentType()
}

func zipped(t *testing.T, entries map[string]string) string {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, entries[name])
	}
	z.Close()
	return buf.String()
}

// holds says whether a proof is seen; missing names the first part that is not.
func (p *target) holds(t *testing.T, want proof, got answer) (ok bool, missing string) {
	t.Helper()
	for _, check := range []struct {
		asked, ok bool
		name      string
	}{
		{want.Status != 0, got.status == want.Status, fmt.Sprintf("status %d, not %d", got.status, want.Status)},
		{want.BodyContains != "", strings.Contains(got.body, p.fill(want.BodyContains)), "text in the body"},
		{want.BodyMatches != "", matches(want.BodyMatches, got.body), "pattern in the body"},
		{len(want.HeaderContains) > 0, headers(got, want.HeaderContains, true), "header"},
		{len(want.HeaderLacks) > 0, headers(got, want.HeaderLacks, false), "header without the attribute"},
		{want.File != "", p.file(t, want), "file " + want.File},
		{want.Canary != "", p.canary.asked(want.Canary), "request to the second listener"},
		{want.SlowerMS > 0, got.took >= time.Duration(want.SlowerMS)*time.Millisecond, fmt.Sprintf("delay (took %v)", got.took)},
	} {
		if check.asked && !check.ok {
			return false, check.name
		}
	}
	return true, ""
}

func matches(pattern, text string) bool {
	ok, err := regexp.MatchString(pattern, text)
	return err == nil && ok
}

// headers says whether some line of every named header has the text, or, when
// want is false, exists and does not have it.
func headers(got answer, named map[string]string, want bool) bool {
	for name, text := range named {
		has := func(line string) bool { return strings.Contains(line, text) == want }
		if !slices.ContainsFunc(got.header.Values(name), has) {
			return false
		}
	}
	return true
}

// file says whether a file below the data folder is as the proof wants it. A
// pattern that begins with **/ is looked for in all folders.
func (p *target) file(t *testing.T, want proof) bool {
	t.Helper()
	name, deep := strings.CutPrefix(want.File, "**/")
	found := false
	filepath.WalkDir(p.data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || found {
			return nil
		}
		rel, _ := filepath.Rel(p.data, path)
		if deep {
			rel = filepath.Base(rel)
		}
		if ok, _ := filepath.Match(name, filepath.ToSlash(rel)); ok {
			found = fileAs(want, path, d)
		}
		return nil
	})
	return found
}

func fileAs(want proof, path string, d os.DirEntry) bool {
	if want.FileMode != "" {
		bits, err := strconv.ParseUint(want.FileMode, 8, 32)
		info, err2 := d.Info()
		if err != nil || err2 != nil || uint64(info.Mode().Perm())&bits == 0 {
			return false
		}
	}
	if want.FileMatches == "" {
		return true
	}
	text, err := os.ReadFile(path)
	return err == nil && matches(want.FileMatches, string(text))
}
