-- A database as somebody has one: a schema public, owned by its administrator, with the privileges
-- that PUBLIC has by default and some that were given to it.
CREATE TABLE users (
  id integer PRIMARY KEY, name text NOT NULL, ssn text, salary numeric(10,2), tags text[], doc jsonb);
INSERT INTO users VALUES
  (1, 'Ann', '123-45-6789', 5000.25, '{vip,late}', '{"city": "Bern", "card": "4111111111111111"}'),
  (2, 'Bob', '987-65-4321', 6100.00, '{}', '{"city": "Oslo"}'),
  (3, 'Cyd', NULL, NULL, NULL, NULL);
CREATE TABLE pub (id bigint PRIMARY KEY, label text, big bigint, exact numeric, ratio double precision,
  payload bytea, seen timestamptz);
INSERT INTO pub VALUES
  (1, 'one', 9007199254740993, 0.1, 0.5, '\xdeadbeef', '2024-02-29 12:00:00+00'),
  (2, 'two', -5, 12345678901234567890.123456789, 'NaN', NULL, NULL),
  (3, NULL, NULL, NULL, '-Infinity', '\x', NULL);
CREATE TABLE customers (id integer PRIMARY KEY, name text, email text, city text);
INSERT INTO customers SELECT n, 'Customer ' || n, 'customer' || n || '@example.org', 'City ' || n % 5
  FROM generate_series(1, 40) n;
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customers,
  placed date, amount numeric(10,2));
INSERT INTO orders SELECT n, 1 + n % 40, date '2024-01-01' + n, n * 1.25 FROM generate_series(1, 200) n;
CREATE VIEW customer_totals AS
  SELECT c.id, c.email, sum(o.amount) AS total FROM customers c JOIN orders o ON o.customer_id = c.id
  GROUP BY c.id, c.email;
CREATE FUNCTION peek(i integer) RETURNS text LANGUAGE sql SECURITY DEFINER
  AS 'SELECT ssn FROM users WHERE id = i';
GRANT SELECT ON users TO PUBLIC;
