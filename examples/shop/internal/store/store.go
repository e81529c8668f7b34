// Package store keeps products, reviews, users and orders in SQLite.
package store

import (
	"database/sql"
	_ "embed"
	"errors"
	"fmt"

	_ "modernc.org/sqlite"
)

//go:embed schema.sql
var schema string

// ErrNotFound is returned when a row that was asked for does not exist.
var ErrNotFound = errors.New("not found")

// Store is the shop's database.
type Store struct {
	db *sql.DB
}

// Open opens or creates the database file and brings its schema up to date.
func Open(path string) (*Store, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(schema); err != nil {
		db.Close()
		return nil, fmt.Errorf("create schema: %w", err)
	}
	return &Store{db: db}, nil
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// Seed fills an empty catalogue and creates the administrator when a password
// for one is given.
func (s *Store) Seed(adminPassword string) error {
	var n int
	if err := s.db.QueryRow(`SELECT count(*) FROM products`).Scan(&n); err != nil {
		return err
	}
	if n == 0 {
		for _, p := range catalogue {
			_, err := s.db.Exec(`INSERT INTO products (name, about, price, stock) VALUES (?, ?, ?, ?)`,
				p.Name, p.About, p.Price, p.Stock)
			if err != nil {
				return fmt.Errorf("seed products: %w", err)
			}
		}
	}
	if adminPassword == "" {
		return nil
	}
	_, err := s.AddUser("admin@shop.example", adminPassword, "admin")
	if errors.Is(err, ErrTaken) {
		return nil
	}
	return err
}

var catalogue = []Product{
	{Name: "Apron", About: "Linen, two pockets", Price: 1900, Stock: 12},
	{Name: "Bread knife", About: "Serrated, 24 cm", Price: 4500, Stock: 7},
	{Name: "Copper pan", About: "Tin lined, 20 cm", Price: 8900, Stock: 4},
	{Name: "Ladle", About: "Beech", Price: 900, Stock: 30},
	{Name: "Mortar", About: "Granite, 2 kg", Price: 3200, Stock: 9},
	{Name: "Teapot", About: "Stoneware, 1.2 l", Price: 1200, Stock: 15},
}
