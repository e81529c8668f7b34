package store

import "fmt"

// Order is one bought article; Total is in cents.
type Order struct {
	ID       int    `json:"id"`
	Product  string `json:"product"`
	Quantity int    `json:"quantity"`
	Total    int    `json:"total"`
	Status   string `json:"status"`
}

// PlaceOrder takes the quantity from stock and records the order.
func (s *Store) PlaceOrder(user, product, quantity int) (int, error) {
	tx, err := s.db.Begin()
	if err != nil {
		return 0, fmt.Errorf("place order: %w", err)
	}
	defer tx.Rollback()
	res, err := tx.Exec(`UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?`, quantity, product, quantity)
	if err != nil {
		return 0, fmt.Errorf("take from stock: %w", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return 0, ErrNotFound
	}
	res, err = tx.Exec(`INSERT INTO orders (user, product, quantity, total)
		SELECT ?, id, ?, price * ? FROM products WHERE id = ?`, user, quantity, quantity, product)
	if err != nil {
		return 0, fmt.Errorf("record order: %w", err)
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	return int(id), tx.Commit()
}

// Orders returns a user's orders, sorted by one of the names in orderColumns.
func (s *Store) Orders(user int, sort string) ([]Order, error) {
	q := from(`SELECT o.id, p.name, o.quantity, o.total, o.status FROM orders o JOIN products p ON p.id = o.product`)
	q.and("o.user = ?", user).orderBy(orderColumn(sort))
	rows, err := s.db.Query(q.text(), q.args...)
	if err != nil {
		return nil, fmt.Errorf("list orders: %w", err)
	}
	defer rows.Close()
	var out []Order
	for rows.Next() {
		var o Order
		if err := rows.Scan(&o.ID, &o.Product, &o.Quantity, &o.Total, &o.Status); err != nil {
			return nil, fmt.Errorf("read order: %w", err)
		}
		out = append(out, o)
	}
	return out, rows.Err()
}

// MarkPaid closes an order.
func (s *Store) MarkPaid(id int) error {
	_, err := s.db.Exec(`UPDATE orders SET status = 'paid' WHERE id = ?`, id)
	return err
}

// Sales returns units and revenue by product number.
func (s *Store) Sales() ([][3]int, error) {
	rows, err := s.db.Query(`SELECT product, sum(quantity), sum(total) FROM orders GROUP BY product ORDER BY product`)
	if err != nil {
		return nil, fmt.Errorf("sales: %w", err)
	}
	defer rows.Close()
	var out [][3]int
	for rows.Next() {
		var r [3]int
		if err := rows.Scan(&r[0], &r[1], &r[2]); err != nil {
			return nil, fmt.Errorf("read sales: %w", err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
