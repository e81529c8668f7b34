package web

import (
	"crypto/md5"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"example.org/shop/internal/store"
)

func (s *Server) home(w http.ResponseWriter, r *http.Request) {
	products, err := s.store.Products(store.Listing{})
	if err != nil {
		s.fail(w, err)
		return
	}
	rand.Shuffle(len(products), func(i, j int) { products[i], products[j] = products[j], products[i] })
	s.render(w, "home.html", map[string]any{"Shop": s.cfg.Name, "Products": products[:min(3, len(products))]})
}

func (s *Server) listProducts(w http.ResponseWriter, r *http.Request) {
	page, err := strconv.Atoi(r.FormValue("page"))
	if err != nil || page < 0 {
		page = 0
	}
	l := store.Listing{Sort: strings.ReplaceAll(r.FormValue("sort"), ";", ""), Page: page}
	products, err := s.store.Products(l)
	s.showList(w, "", products, err)
}

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	term := strings.TrimSpace(r.FormValue("q"))
	w.Header().Set("X-Search-Term", term)
	products, err := s.store.Search(store.Listing{Term: term})
	s.showList(w, term, products, err)
}

func (s *Server) showList(w http.ResponseWriter, term string, products []store.Product, err error) {
	if err != nil {
		s.fail(w, err)
		return
	}
	s.render(w, "list.html", map[string]any{"Shop": s.cfg.Name, "Term": term, "Products": products})
}

func (s *Server) showProduct(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		s.noProduct(w, r.PathValue("id"))
		return
	}
	p, err := s.store.Product(id)
	if errors.Is(err, store.ErrNotFound) {
		s.noProduct(w, strconv.Itoa(id))
		return
	}
	if err != nil {
		s.fail(w, err)
		return
	}
	reviews, err := s.store.Reviews(id)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.remember(w, "last_seen", strconv.Itoa(id))
	s.render(w, "product.html", map[string]any{"Shop": s.cfg.Name, "Product": p, "Reviews": reviews})
}

func (s *Server) addReview(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		s.noProduct(w, r.PathValue("id"))
		return
	}
	review := store.Review{Author: r.FormValue("author"), Body: r.FormValue("body")}
	if err := s.store.AddReview(id, review); err != nil {
		s.fail(w, err)
		return
	}
	http.Redirect(w, r, fmt.Sprintf("/products/%d", id), http.StatusSeeOther)
}

// compare answers with the products whose numbers are given, cached by content.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	products, err := s.store.ByID(strings.Split(r.FormValue("ids"), ","))
	if err != nil {
		s.fail(w, err)
		return
	}
	body, err := json.Marshal(products)
	if err != nil {
		s.fail(w, err)
		return
	}
	tag := fmt.Sprintf(`"%x"`, md5.Sum(body))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.json(w, json.RawMessage(body))
}

var words = regexp.MustCompile(`^([a-zA-Z0-9]+\s?)+$`)

func (s *Server) suggest(w http.ResponseWriter, r *http.Request) {
	term := r.FormValue("q")
	s.json(w, map[string]any{"q": term, "words": words.MatchString(term)})
}

// leave sends the visitor on to a page of the shop, counting the click.
func (s *Server) leave(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if !strings.HasPrefix(to, "/") {
		to = "/"
	}
	s.log.Printf("click %q", to)
	http.Redirect(w, r, to, http.StatusFound)
}
