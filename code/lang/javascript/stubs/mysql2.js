// mysql2 with callbacks, which is mysql.
export * from "mysql"
