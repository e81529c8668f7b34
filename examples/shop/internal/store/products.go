package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// Product is one article of the catalogue; Price is in cents.
type Product struct {
	ID    int    `json:"id"`
	Name  string `json:"name"`
	About string `json:"about"`
	Price int    `json:"price"`
	Stock int    `json:"stock"`
}

// Review is what a customer wrote about a product.
type Review struct {
	Author string
	Body   string
}

// Listing says which part of the catalogue to show, and how.
type Listing struct {
	Term string
	Sort string
	Page int
}

const (
	productFields = `SELECT id, name, about, price, stock FROM products`
	pageSize      = 20
)

// Products returns one page of the catalogue.
func (s *Store) Products(l Listing) ([]Product, error) {
	q := from(productFields).orderBy("name").page(pageSize, l.Page)
	if l.Sort != "" {
		q.orderBy(l.Sort)
	}
	return s.products(q)
}

// Search returns the products whose name or description has the term.
func (s *Store) Search(l Listing) ([]Product, error) {
	pattern := like(l.Term)
	q := from(productFields).and("(name LIKE " + pattern + " OR about LIKE " + pattern + ")")
	return s.products(q)
}

// ByID returns the products with the given numbers, in the order of their names.
func (s *Store) ByID(ids []string) ([]Product, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	marks := strings.Repeat(", ?", len(ids))[2:]
	q := from(productFields).orderBy("name")
	q.where = append(q.where, "id IN ("+marks+")")
	for _, id := range ids {
		q.args = append(q.args, id)
	}
	return s.products(q)
}

// Product returns one product or ErrNotFound.
func (s *Store) Product(id int) (Product, error) {
	var p Product
	err := s.db.QueryRow(productFields+` WHERE id = ?`, id).Scan(&p.ID, &p.Name, &p.About, &p.Price, &p.Stock)
	if errors.Is(err, sql.ErrNoRows) {
		return p, ErrNotFound
	}
	return p, err
}

// AddProduct adds an article to the catalogue.
func (s *Store) AddProduct(p Product) error {
	_, err := s.db.Exec(`INSERT INTO products (name, about, price, stock) VALUES (?, ?, ?, ?)`,
		p.Name, p.About, p.Price, p.Stock)
	return err
}

func (s *Store) products(q *query) ([]Product, error) {
	rows, err := s.db.Query(q.text(), q.args...)
	if err != nil {
		return nil, fmt.Errorf("list products: %w", err)
	}
	defer rows.Close()
	var out []Product
	for rows.Next() {
		var p Product
		if err := rows.Scan(&p.ID, &p.Name, &p.About, &p.Price, &p.Stock); err != nil {
			return nil, fmt.Errorf("read product: %w", err)
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

// AddReview stores a review.
func (s *Store) AddReview(product int, r Review) error {
	_, err := s.db.Exec(`INSERT INTO reviews (product, author, body) VALUES (?, ?, ?)`, product, r.Author, r.Body)
	return err
}

// Reviews returns the reviews of a product, oldest first.
func (s *Store) Reviews(product int) ([]Review, error) {
	rows, err := s.db.Query(`SELECT author, body FROM reviews WHERE product = ? ORDER BY id`, product)
	if err != nil {
		return nil, fmt.Errorf("list reviews: %w", err)
	}
	defer rows.Close()
	var out []Review
	for rows.Next() {
		var r Review
		if err := rows.Scan(&r.Author, &r.Body); err != nil {
			return nil, fmt.Errorf("read review: %w", err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
