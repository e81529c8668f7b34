package export

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"example.org/shop/internal/store"
)

// Sales writes units and revenue by product as CSV.
func Sales(w io.Writer, rows [][3]int) error {
	out := csv.NewWriter(w)
	for _, r := range rows {
		if err := out.Write([]string{strconv.Itoa(r[0]), strconv.Itoa(r[1]), strconv.Itoa(r[2])}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Customers writes the customer list to the exports folder and returns its name.
func Customers(data string, users []store.User) (string, error) {
	var buf bytes.Buffer
	out := csv.NewWriter(&buf)
	for _, u := range users {
		if err := out.Write([]string{strconv.Itoa(u.ID), u.Email, u.Role}); err != nil {
			return "", err
		}
	}
	out.Flush()
	const name = "customers.csv"
	return name, os.WriteFile(filepath.Join(data, "exports", name), buf.Bytes(), 0o666)
}

// ReadProducts reads lines of name, description, price and stock. Lines that are
// not complete are skipped.
func ReadProducts(text []byte) []store.Product {
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord = -1
	var out []store.Product
	for {
		rec, err := in.Read()
		if err == io.EOF {
			return out
		}
		if err != nil || len(rec) < 4 {
			continue
		}
		price, err1 := strconv.Atoi(rec[2])
		stock, err2 := strconv.Atoi(rec[3])
		if err1 == nil && err2 == nil {
			out = append(out, store.Product{Name: rec[0], About: rec[1], Price: price, Stock: stock})
		}
	}
}
