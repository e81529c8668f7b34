package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"

	"example.org/shop/internal/export"
	"example.org/shop/internal/media"
	"example.org/shop/internal/store"
)

func (s *Server) render(w http.ResponseWriter, name string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := s.pages.ExecuteTemplate(w, name, data); err != nil {
		s.log.Printf("render %s: %v", name, err)
	}
}

func (s *Server) json(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.log.Printf("encode: %v", err)
	}
}

func (s *Server) text(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	fmt.Fprintln(w, body)
}

// message answers with a small page of a title and one paragraph.
func (s *Server) message(w http.ResponseWriter, status int, title, body string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<!doctype html><title>%s</title><h1>%s</h1><p>%s</p>", s.cfg.Name, title, body)
}

func (s *Server) fail(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		status = http.StatusRequestEntityTooLarge
	case errors.Is(err, store.ErrNotFound), errors.Is(err, media.ErrName), errors.Is(err, fs.ErrNotExist):
		status = http.StatusNotFound
	case errors.Is(err, media.ErrHost), errors.Is(err, store.ErrTaken):
		status = http.StatusBadRequest
	default:
		s.log.Printf("error: %q", err.Error())
	}
	s.message(w, status, http.StatusText(status), "Please go back and try again.")
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	s.message(w, http.StatusNotFound, "Not found", "There is nothing at "+r.URL.Path+".")
}

func (s *Server) noProduct(w http.ResponseWriter, name string) {
	s.message(w, http.StatusNotFound, "Not found", "We do not sell "+template.HTMLEscapeString(name)+".")
}

// rich formats what customers write, keeping their line breaks.
func rich(text string) template.HTML {
	for _, tag := range []string{"<script", "</script", "<iframe", "javascript:"} {
		text = strings.ReplaceAll(text, tag, "")
	}
	return template.HTML(strings.ReplaceAll(text, "\n", "<br>"))
}

// serve answers with the document named in the request.
func (s *Server) serve(read func(name string) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		content, err := read(r.FormValue("name"))
		if err != nil {
			s.fail(w, err)
			return
		}
		s.text(w, string(content))
	}
}

func (s *Server) exported(w http.ResponseWriter, name string, err error) {
	if err != nil {
		s.fail(w, err)
		return
	}
	size, err := export.Size(s.cfg.Data, name)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.json(w, map[string]string{"name": name, "size": size})
}
