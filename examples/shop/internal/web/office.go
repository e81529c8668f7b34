package web

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"text/template"

	"example.org/shop/internal/auth"
	"example.org/shop/internal/export"
)

const (
	maxUpload = 16 << 20
	maxHook   = 64 << 10
)

func (s *Server) dashboard(w http.ResponseWriter, r *http.Request) {
	space, err := export.FreeSpace(s.cfg.Data)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.render(w, "office.html", map[string]any{"Shop": s.cfg.Name, "Space": space})
}

func (s *Server) importProducts(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.fail(w, err)
		return
	}
	added := 0
	for _, p := range export.ReadProducts(body) {
		if err := s.store.AddProduct(p); err != nil {
			s.fail(w, err)
			return
		}
		added++
	}
	s.json(w, map[string]int{"added": added})
}

var notice = template.Must(template.New("notice").Parse("To all customers of {{.Shop}}:\n\n{{.Text}}\n"))

// notice shows how a notice to the customers will read.
func (s *Server) notice(w http.ResponseWriter, r *http.Request) {
	var text strings.Builder
	if err := notice.Execute(&text, map[string]any{"Shop": s.cfg.Name, "Text": r.FormValue("text")}); err != nil {
		s.fail(w, err)
		return
	}
	s.text(w, text.String())
}

func (s *Server) uploadPicture(w http.ResponseWriter, r *http.Request) {
	content, name, err := upload(w, r)
	if err != nil {
		s.fail(w, err)
		return
	}
	if err := s.lib.SavePicture(name, content); err != nil {
		s.fail(w, err)
		return
	}
	s.json(w, map[string]string{"saved": name})
}

// upload reads the file of a form.
func upload(w http.ResponseWriter, r *http.Request) ([]byte, string, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	file, head, err := r.FormFile("file")
	if err != nil {
		return nil, "", err
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	return content, head.Filename, err
}

// unzip hands the zip file of a form to do.
func (s *Server) unzip(do func(archive string) (int, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		content, _, err := upload(w, r)
		if err != nil {
			s.fail(w, err)
			return
		}
		tmp, err := os.CreateTemp("", "shop-*.zip")
		if err != nil {
			s.fail(w, err)
			return
		}
		defer os.Remove(tmp.Name())
		_, err = io.Copy(tmp, bytes.NewReader(content))
		tmp.Close()
		if err != nil {
			s.fail(w, err)
			return
		}
		n, err := do(tmp.Name())
		if err != nil {
			s.fail(w, err)
			return
		}
		s.json(w, map[string]int{"files": n})
	}
}

func (s *Server) fetchPicture(w http.ResponseWriter, r *http.Request) {
	content, err := s.remote.Picture(r.FormValue("url"))
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Write(content)
}

func (s *Server) rates(w http.ResponseWriter, r *http.Request) {
	content, err := s.remote.Rates(r.FormValue("host"))
	if err != nil {
		s.fail(w, err)
		return
	}
	s.text(w, string(content))
}

func (s *Server) stock(w http.ResponseWriter, r *http.Request) {
	content, err := s.remote.Stock(s.cfg.Supplier, s.cfg.SupplierToken)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.text(w, string(content))
}

func (s *Server) label(w http.ResponseWriter, r *http.Request) {
	product, err := strconv.Atoi(r.PathValue("product"))
	if err != nil {
		s.noProduct(w, r.PathValue("product"))
		return
	}
	content, err := s.lib.Label(product)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.text(w, string(content))
}

func (s *Server) makeExport(w http.ResponseWriter, r *http.Request) {
	name, err := export.Job{Data: s.cfg.Data, Label: r.FormValue("label")}.Run()
	s.exported(w, name, err)
}

func (s *Server) getExport(w http.ResponseWriter, r *http.Request) {
	content, err := s.lib.Export(r.PathValue("name"))
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Write(content)
}

func (s *Server) exportSize(w http.ResponseWriter, r *http.Request) {
	size, err := export.Size(s.cfg.Data, r.PathValue("name"))
	if err != nil {
		s.fail(w, err)
		return
	}
	s.text(w, size)
}

func (s *Server) exportCustomers(w http.ResponseWriter, r *http.Request) {
	users, err := s.store.Customers()
	if err != nil {
		s.fail(w, err)
		return
	}
	name, err := export.Customers(s.cfg.Data, users)
	s.exported(w, name, err)
}

func (s *Server) sales(w http.ResponseWriter, r *http.Request) {
	rows, err := s.store.Sales()
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv")
	if err := export.Sales(w, rows); err != nil {
		s.log.Printf("sales: %v", err)
	}
}

// paymentHook marks an order as paid when the provider says so.
func (s *Server) paymentHook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxHook))
	if err != nil {
		s.fail(w, err)
		return
	}
	if !auth.CheckHook(s.cfg.HookSecret, body, r.Header.Get("X-Signature")) {
		s.message(w, http.StatusForbidden, "Sorry", "The signature is wrong.")
		return
	}
	id, err := strconv.Atoi(strings.TrimSpace(string(body)))
	if err == nil {
		err = s.store.MarkPaid(id)
	}
	if err != nil {
		s.fail(w, err)
		return
	}
	s.text(w, "paid")
}
