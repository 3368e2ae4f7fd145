CREATE SCHEMA shop;

CREATE TABLE shop.customers (
  id integer NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  email text NOT NULL,
  phone text,
  birth_date date,
  segment text NOT NULL,
  registered_at timestamptz NOT NULL,
  preferences jsonb NOT NULL
);

CREATE TABLE shop.addresses (
  id integer NOT NULL,
  customer_id integer NOT NULL,
  kind text NOT NULL,
  street text NOT NULL,
  postal_code text NOT NULL,
  city text NOT NULL,
  country text NOT NULL
);

CREATE TABLE shop.cards (
  id integer NOT NULL,
  customer_id integer NOT NULL,
  brand text NOT NULL,
  number text NOT NULL,
  holder text NOT NULL,
  valid_until date NOT NULL,
  iban text
);

CREATE TABLE shop.products (
  id integer NOT NULL,
  sku text NOT NULL,
  name text NOT NULL,
  category text NOT NULL,
  price numeric(10,2) NOT NULL,
  weight_grams integer NOT NULL,
  discontinued boolean NOT NULL
);

CREATE TABLE shop.orders (
  id integer NOT NULL,
  customer_id integer NOT NULL,
  address_id integer NOT NULL,
  card_id integer,
  placed_at timestamptz NOT NULL,
  status text NOT NULL,
  channel text NOT NULL,
  total numeric(12,2) NOT NULL,
  metadata jsonb NOT NULL
);

CREATE TABLE shop.order_lines (
  order_id integer NOT NULL,
  line integer NOT NULL,
  product_id integer NOT NULL,
  quantity integer NOT NULL,
  unit_price numeric(10,2) NOT NULL,
  discount_percent integer NOT NULL
);

CREATE TABLE shop.employees (
  id integer NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  title text NOT NULL,
  department text NOT NULL,
  manager_id integer,
  hired_on date NOT NULL,
  salary numeric(10,2) NOT NULL
);

CREATE TABLE shop.support_tickets (
  id integer NOT NULL,
  customer_id integer NOT NULL,
  employee_id integer,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  channel text NOT NULL,
  priority text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL
);
