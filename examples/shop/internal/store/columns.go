package store

// orderColumns are the names by which a customer may sort orders.
var orderColumns = map[string]string{
	"newest":  "o.id DESC",
	"total":   "o.total DESC",
	"status":  "o.status, o.id",
	"product": "p.name, o.id",
}

func orderColumn(name string) string {
	if col, ok := orderColumns[name]; ok {
		return col
	}
	return orderColumns["newest"]
}
