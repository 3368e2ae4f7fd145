ALTER TABLE shop.customers ADD PRIMARY KEY (id), ADD UNIQUE (email);
ALTER TABLE shop.addresses ADD PRIMARY KEY (id);
ALTER TABLE shop.cards ADD PRIMARY KEY (id);
ALTER TABLE shop.products ADD PRIMARY KEY (id), ADD UNIQUE (sku), ADD CHECK (price > 0);
ALTER TABLE shop.orders ADD PRIMARY KEY (id);
ALTER TABLE shop.order_lines ADD PRIMARY KEY (order_id, line), ADD CHECK (quantity > 0);
ALTER TABLE shop.employees ADD PRIMARY KEY (id), ADD UNIQUE (email);
ALTER TABLE shop.support_tickets ADD PRIMARY KEY (id);

ALTER TABLE shop.addresses ADD FOREIGN KEY (customer_id) REFERENCES shop.customers;
ALTER TABLE shop.cards ADD FOREIGN KEY (customer_id) REFERENCES shop.customers;
ALTER TABLE shop.orders ADD FOREIGN KEY (customer_id) REFERENCES shop.customers;
ALTER TABLE shop.orders ADD FOREIGN KEY (address_id) REFERENCES shop.addresses;
ALTER TABLE shop.orders ADD FOREIGN KEY (card_id) REFERENCES shop.cards;
ALTER TABLE shop.order_lines ADD FOREIGN KEY (order_id) REFERENCES shop.orders;
ALTER TABLE shop.order_lines ADD FOREIGN KEY (product_id) REFERENCES shop.products;
ALTER TABLE shop.employees ADD FOREIGN KEY (manager_id) REFERENCES shop.employees;
ALTER TABLE shop.support_tickets ADD FOREIGN KEY (customer_id) REFERENCES shop.customers;
ALTER TABLE shop.support_tickets ADD FOREIGN KEY (employee_id) REFERENCES shop.employees;

CREATE INDEX ON shop.addresses (customer_id);
CREATE INDEX ON shop.cards (customer_id);
CREATE INDEX ON shop.orders (customer_id);
CREATE INDEX ON shop.orders (placed_at);
CREATE INDEX ON shop.order_lines (product_id);
CREATE INDEX ON shop.support_tickets (customer_id);

CREATE VIEW shop.customer_orders AS
  SELECT c.id AS customer_id, c.first_name, c.last_name, c.email, o.id AS order_id, o.placed_at, o.status, o.total
  FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id;

CREATE VIEW shop.revenue_by_month AS
  SELECT date_trunc('month', o.placed_at) AS month, count(*) AS orders, sum(o.total) AS revenue
  FROM shop.orders o WHERE o.status <> 'cancelled'
  GROUP BY date_trunc('month', o.placed_at);

CREATE MATERIALIZED VIEW shop.product_sales AS
  SELECT p.id AS product_id, p.name, p.category, sum(l.quantity) AS sold, sum(l.quantity * l.unit_price) AS revenue
  FROM shop.products p JOIN shop.order_lines l ON l.product_id = p.id
  GROUP BY p.id, p.name, p.category;

COMMENT ON TABLE shop.customers IS 'People and companies that buy.';
COMMENT ON TABLE shop.addresses IS 'Where customers are billed and where parcels go.';
COMMENT ON TABLE shop.cards IS 'What customers pay with.';
COMMENT ON TABLE shop.products IS 'What is sold.';
COMMENT ON TABLE shop.orders IS 'Orders, with the total of their lines.';
COMMENT ON TABLE shop.order_lines IS 'What was ordered.';
COMMENT ON TABLE shop.employees IS 'Who works here.';
COMMENT ON TABLE shop.support_tickets IS 'What customers wrote to support.';
COMMENT ON VIEW shop.customer_orders IS 'Orders with their customers.';
COMMENT ON VIEW shop.revenue_by_month IS 'Orders and revenue a month, without cancelled ones.';
COMMENT ON MATERIALIZED VIEW shop.product_sales IS 'Pieces sold and revenue of each product.';
COMMENT ON COLUMN shop.customers.preferences IS 'Newsletter, language and interests.';
COMMENT ON COLUMN shop.cards.iban IS 'The account that refunds go to.';
COMMENT ON COLUMN shop.employees.salary IS 'A year, in euros, before tax.';
COMMENT ON COLUMN shop.support_tickets.body IS 'The message as it came in, with whatever the customer put into it.';
COMMENT ON COLUMN shop.orders.metadata IS 'Campaign and device; for gifts a greeting.';
