package web

import (
	"archive/zip"
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/shop/internal/media"
	"example.org/shop/internal/store"
)

// shop is a shop with its own database and folder.
type shop struct {
	t       *testing.T
	handler http.Handler
	data    string
}

func open(t *testing.T) *shop {
	t.Helper()
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	if err := media.Prepare(data); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(filepath.Join(dir, "shop.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.Seed("open-sesame"); err != nil {
		t.Fatal(err)
	}
	cfg := Config{Name: "Test shop", Data: data, SigningKey: []byte(strings.Repeat("k", 32)), HookSecret: "hook"}
	handler, err := New(cfg, st, log.New(io.Discard, "", 0))
	if err != nil {
		t.Fatal(err)
	}
	return &shop{t, handler, data}
}

func (s *shop) do(req *http.Request, cookies []*http.Cookie) *httptest.ResponseRecorder {
	for _, c := range cookies {
		req.AddCookie(c)
	}
	rec := httptest.NewRecorder()
	s.handler.ServeHTTP(rec, req)
	return rec
}

func (s *shop) get(path string, cookies []*http.Cookie) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest("GET", path, nil), cookies)
}

func (s *shop) post(path string, form url.Values, cookies []*http.Cookie) *httptest.ResponseRecorder {
	req := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(req, cookies)
}

func (s *shop) upload(path, name string, content []byte, cookies []*http.Cookie) *httptest.ResponseRecorder {
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	w, err := form.CreateFormFile("file", name)
	if err != nil {
		s.t.Fatal(err)
	}
	w.Write(content)
	form.Close()
	req := httptest.NewRequest("POST", path, &buf)
	req.Header.Set("Content-Type", form.FormDataContentType())
	return s.do(req, cookies)
}

func (s *shop) login(email, password string) []*http.Cookie {
	s.t.Helper()
	rec := s.post("/login", url.Values{"email": {email}, "password": {password}}, nil)
	if rec.Code != http.StatusSeeOther {
		s.t.Fatalf("login of %s: %d %s", email, rec.Code, rec.Body)
	}
	return rec.Result().Cookies()
}

func (s *shop) customer() []*http.Cookie {
	s.post("/register", url.Values{"email": {"bob@shop.example"}, "password": {"bobs-kettle"}}, nil)
	return s.login("bob@shop.example", "bobs-kettle")
}

func (s *shop) staff() []*http.Cookie { return s.login("admin@shop.example", "open-sesame") }

func TestPages(t *testing.T) {
	s := open(t)
	for _, tc := range []struct {
		path string
		code int
		want string
	}{
		{"/", 200, "Today's picks"},
		{"/", 200, "/products/"},
		{"/products", 200, "Bread knife"},
		{"/products?page=9", 200, "Nothing found"},
		{"/products/6", 200, "Stoneware, 1.2 l, 12.00, 15 in stock"},
		{"/products/77", 404, "We do not sell 77"},
		{"/search?q=knife", 200, "Bread knife"},
		{"/search?q=beech", 200, "Ladle"},
		{"/search?q=o'clock", 200, "Nothing found"},
		{"/api/compare?ids=1,4", 200, `"name":"Ladle"`},
		{"/api/suggest?q=tea+pot", 200, `"words":true`},
		{"/files/manuals?name=teapot.txt", 200, "Rinse the teapot"},
		{"/files/manuals?name=care/copper.txt", 200, "lemon"},
		{"/files/manuals?name=none.txt", 404, "Not Found"},
		{"/nowhere", 404, "/nowhere"},
		{"/account/orders", 401, "log in"},
		{"/admin", 401, "log in"},
	} {
		rec := s.get(tc.path, nil)
		body := rec.Body.String()
		if rec.Code != tc.code || !strings.Contains(body, tc.want) {
			t.Errorf("GET %s: %d, want %d with %q\n%s", tc.path, rec.Code, tc.code, tc.want, body)
		}
	}
}

func TestSort(t *testing.T) {
	s := open(t)
	for sort, order := range map[string][2]string{
		"":      {"Apron", "Teapot"},
		"name":  {"Apron", "Teapot"},
		"price": {"Teapot", "Apron"},
		"stock": {"Copper pan", "Ladle"},
	} {
		body := s.get("/products?sort="+sort, nil).Body.String()
		first, second := strings.Index(body, order[0]), strings.Index(body, order[1])
		if first < 0 || second < first {
			t.Errorf("sort=%s: %s is not before %s", sort, order[0], order[1])
		}
	}
}

func TestReview(t *testing.T) {
	s := open(t)
	rec := s.post("/products/4/reviews", url.Values{"author": {"Ann"}, "body": {"Light.\nStrong, too."}}, nil)
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != "/products/4" {
		t.Fatalf("review: %d %v", rec.Code, rec.Header())
	}
	body := s.get("/products/4", nil).Body.String()
	if !strings.Contains(body, "Ann") || !strings.Contains(body, "Light.<br>Strong, too.") {
		t.Errorf("the review is not shown:\n%s", body)
	}
}

func TestCompareIsCached(t *testing.T) {
	s := open(t)
	first := s.get("/api/compare?ids=1", nil)
	req := httptest.NewRequest("GET", "/api/compare?ids=1", nil)
	req.Header.Set("If-None-Match", first.Header().Get("ETag"))
	if rec := s.do(req, nil); rec.Code != http.StatusNotModified {
		t.Errorf("second request: %d", rec.Code)
	}
}

func TestRedirects(t *testing.T) {
	s := open(t)
	if got := s.get("/out?to=/products/3", nil).Header().Get("Location"); got != "/products/3" {
		t.Errorf("out leads to %q", got)
	}
	s.customer()
	rec := s.post("/login", url.Values{"email": {"bob@shop.example"}, "password": {"bobs-kettle"}, "next": {"/account/orders"}}, nil)
	if got := rec.Header().Get("Location"); got != "/account/orders" {
		t.Errorf("login leads to %q", got)
	}
}

func TestOrders(t *testing.T) {
	s := open(t)
	bob := s.customer()
	rec := s.post("/account/orders", url.Values{"product": {"4"}, "quantity": {"2"}}, bob)
	if rec.Code != 200 || !strings.Contains(rec.Body.String(), `"order":1`) || !strings.Contains(rec.Body.String(), `"track":"`) {
		t.Fatalf("order: %d %s", rec.Code, rec.Body)
	}
	if rec := s.post("/account/orders", url.Values{"product": {"4"}, "quantity": {"999"}}, bob); rec.Code != 404 {
		t.Errorf("more than the stock: %d", rec.Code)
	}
	body := s.get("/account/orders?sort=total", bob).Body.String()
	if !strings.Contains(body, `"total":1800`) {
		t.Errorf("orders: %s", body)
	}
	if body := s.get("/account/invoice?name=1001.txt", bob).Body.String(); !strings.Contains(body, "one ladle") {
		t.Errorf("invoice: %s", body)
	}
	if body := s.get("/admin/sales", s.staff()).Body.String(); body != "4,2,1800\n" {
		t.Errorf("sales: %q", body)
	}
	if rec := s.get("/admin/sales", bob); rec.Code != http.StatusForbidden {
		t.Errorf("a customer sees the sales: %d", rec.Code)
	}
}

func TestGift(t *testing.T) {
	s := open(t)
	rec := s.post("/account/gift", url.Values{"to": {"Ann"}, "message": {"Happy birthday!"}}, s.customer())
	want := "Dear Ann,\n\nHappy birthday!\n\nWith the compliments of Test shop\n"
	if !strings.HasPrefix(rec.Body.String(), want) {
		t.Errorf("gift card: %q", rec.Body)
	}
}

func TestResetAndContact(t *testing.T) {
	s := open(t)
	s.customer()
	s.post("/forgot", url.Values{"email": {"bob@shop.example"}}, nil)
	mail, err := os.ReadFile(filepath.Join(s.data, "outbox", "000001.eml"))
	if err != nil {
		t.Fatal(err)
	}
	_, code, _ := strings.Cut(strings.TrimSpace(string(mail)), "Your code is ")
	rec := s.post("/reset", url.Values{"email": {"bob@shop.example"}, "code": {code}, "password": {"new-kettle"}}, nil)
	if rec.Code != 200 || len(code) != 8 {
		t.Fatalf("reset with %q: %d", code, rec.Code)
	}
	s.login("bob@shop.example", "new-kettle")

	s.post("/contact", url.Values{"name": {"Bob"}, "subject": {"Lids"}, "body": {"Do you sell lids?"}}, nil)
	mail, err = os.ReadFile(filepath.Join(s.data, "outbox", "000002.eml"))
	if err != nil || !strings.Contains(string(mail), "Subject: Contact: Lids\r\n") || !strings.Contains(string(mail), "sell lids?") {
		t.Errorf("contact mail: %v\n%s", err, mail)
	}
}

func TestOffice(t *testing.T) {
	s := open(t)
	staff := s.staff()
	if body := s.get("/admin", staff).Body.String(); !strings.Contains(body, "Back office") {
		t.Errorf("dashboard: %s", body)
	}
	req := httptest.NewRequest("POST", "/admin/products", strings.NewReader("Sieve,Steel,1500,6\nbroken line\nTongs,Olive wood,700,9\n"))
	if rec := s.do(req, staff); rec.Body.String() != "{\"added\":2}\n" {
		t.Errorf("import: %d %s", rec.Code, rec.Body)
	}
	if rec := s.post("/admin/notice", url.Values{"text": {"Closed on Monday"}}, staff); !strings.Contains(rec.Body.String(), "Closed on Monday") {
		t.Errorf("notice: %s", rec.Body)
	}
	if rec := s.get("/admin/labels/3", staff); !strings.Contains(rec.Body.String(), "shelf C3") {
		t.Errorf("label: %s", rec.Body)
	}
	if rec := s.post("/admin/customers", nil, staff); !strings.Contains(rec.Body.String(), "customers.csv") {
		t.Errorf("customers: %d %s", rec.Code, rec.Body)
	}
	if rec := s.get("/admin/exports/customers.csv", staff); !strings.Contains(rec.Body.String(), "1,admin@shop.example,admin") {
		t.Errorf("customers.csv: %d %s", rec.Code, rec.Body)
	}
	if rec := s.post("/admin/pictures/fetch", url.Values{"url": {"https://elsewhere.example/a.png"}}, staff); rec.Code != http.StatusBadRequest {
		t.Errorf("a picture from elsewhere: %d", rec.Code)
	}
}

func TestExport(t *testing.T) {
	s := open(t)
	staff := s.staff()
	rec := s.post("/admin/exports", url.Values{"label": {"spring list"}}, staff)
	if rec.Code != 200 || !strings.Contains(rec.Body.String(), "spring-list.tar.gz") {
		t.Fatalf("export: %d %s", rec.Code, rec.Body)
	}
	if got := s.get("/admin/exports/spring-list.tar.gz", staff).Body.Bytes(); !bytes.HasPrefix(got, []byte{0x1f, 0x8b}) {
		t.Errorf("the archive is not gzip: %q", got[:min(20, len(got))])
	}
}

func TestPictures(t *testing.T) {
	s := open(t)
	staff := s.staff()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range []string{"lid.png", "pans/small.png"} {
		w, _ := z.Create(name)
		io.WriteString(w, "png of "+name)
	}
	z.Close()
	if rec := s.upload("/admin/pictures/zip", "p.zip", buf.Bytes(), staff); rec.Body.String() != "{\"files\":2}\n" {
		t.Fatalf("zip: %d %s", rec.Code, rec.Body)
	}
	if rec := s.upload("/admin/pictures", "pot.png", []byte("png of pot"), staff); rec.Code != 200 {
		t.Fatalf("upload: %d %s", rec.Code, rec.Body)
	}
	for _, name := range []string{"lid.png", "pans/small.png", "pot.png"} {
		if body := s.get("/files/pictures?name="+name, nil).Body.String(); !strings.HasPrefix(body, "png of") {
			t.Errorf("%s: %s", name, body)
		}
	}
}

func TestPaymentHook(t *testing.T) {
	s := open(t)
	req := httptest.NewRequest("POST", "/hooks/payment", strings.NewReader("1"))
	req.Header.Set("X-Signature", "wrong")
	if rec := s.do(req, nil); rec.Code != http.StatusForbidden {
		t.Errorf("wrong signature: %d", rec.Code)
	}
	m := hmac.New(sha256.New, []byte("hook"))
	m.Write([]byte("1"))
	req = httptest.NewRequest("POST", "/hooks/payment", strings.NewReader("1"))
	req.Header.Set("X-Signature", base64.RawURLEncoding.EncodeToString(m.Sum(nil)))
	if rec := s.do(req, nil); rec.Code != http.StatusOK {
		t.Errorf("right signature: %d %s", rec.Code, rec.Body)
	}
}
