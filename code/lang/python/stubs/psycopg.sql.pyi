from psycopg2.sql import SQL, Identifier, Literal, Placeholder, Composed, NULL, DEFAULT
