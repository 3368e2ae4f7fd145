create schema sales;
create table sales.regions (id int primary key, name text not null, country text not null);
create table sales.customers (
  id int primary key, name text not null, email text, phone text, region_id int references sales.regions,
  segment text, active boolean default true, created_at timestamptz not null, credit numeric(12,2), ssn text
);
create table sales.products (
  id int primary key, sku text unique, title text not null, category text, price numeric(10,2) not null,
  attributes jsonb, labels text[], discontinued boolean default false
);
create table sales.orders (
  id int primary key, customer_id int not null references sales.customers, ordered_at timestamptz not null,
  status text not null, channel text, shipped_on date, discount double precision, note text
);
create table sales.order_lines (
  order_id int references sales.orders, line_no int, product_id int references sales.products,
  quantity int not null, unit_price numeric(10,2) not null, primary key (order_id, line_no)
);
create table sales.events (id bigint primary key, kind text, at timestamp, payload jsonb, session uuid, valid tstzrange);
create table sales.staff (id int primary key, name text, manager_id int, hired date, capacity int);
create table sales.fx_rates (day date, currency char(3), rate numeric(12,6), primary key (day, currency));
create view sales.order_totals as
  select o.id, o.customer_id, o.ordered_at, o.status, sum(l.quantity * l.unit_price) as total
  from sales.orders o join sales.order_lines l on l.order_id = o.id
  group by o.id, o.customer_id, o.ordered_at, o.status;
create materialized view sales.monthly as
  select date_trunc('month', ordered_at) as month, sum(total) as revenue from sales.order_totals group by 1;
insert into sales.regions select g, 'Region ' || g, case g % 3 when 0 then 'NL' when 1 then 'DE' else 'FR' end from generate_series(1, 6) g;
insert into sales.customers
  select g, 'Customer ' || g, 'c' || g || '@shop.invalid', '+31 20 555 0' || (100 + g), 1 + g % 6,
    case g % 3 when 0 then 'retail' when 1 then 'wholesale' else null end, g % 7 <> 0,
    timestamptz '2024-01-01 00:00:00+00' + g * interval '1 day', g * 10.5, lpad(g::text, 9, '1')
  from generate_series(1, 60) g;
insert into sales.products
  select g, 'SKU-' || g, 'Product ' || g, case g % 4 when 0 then 'books' when 1 then 'games' when 2 then 'tools' else 'garden' end,
    (g * 3.99)::numeric(10,2), jsonb_build_object('colour', case g % 2 when 0 then 'red' else 'blue' end, 'weight', g, 'dims', jsonb_build_array(g, g + 1)),
    array['l' || g, 'all'], g % 11 = 0
  from generate_series(1, 40) g;
insert into sales.orders
  select g, 1 + g % 60, timestamptz '2025-01-01 08:00:00+00' + g * interval '7 hours',
    case g % 5 when 0 then 'cancelled' when 1 then 'open' else 'paid' end, case g % 2 when 0 then 'web' else 'shop' end,
    case when g % 3 = 0 then null else date '2025-01-02' + g % 300 end, (g % 10) / 100.0, case when g % 4 = 0 then 'please delete; -- DROP later' end
  from generate_series(1, 400) g;
insert into sales.order_lines
  select o, l, 1 + (o * l) % 40, 1 + (o + l) % 5, ((o + l) % 90 + 0.99)::numeric(10,2) from generate_series(1, 400) o, generate_series(1, 3) l;
insert into sales.events
  select g, case g % 3 when 0 then 'view' when 1 then 'cart' else 'buy' end, timestamp '2025-03-01' + g * interval '13 minutes',
    jsonb_build_object('product', 1 + g % 40, 'ms', g * 7, 'ref', jsonb_build_object('src', 'ad' || g % 5)), null,
    tstzrange(timestamptz '2025-03-01 00:00+00', timestamptz '2025-03-02 00:00+00')
  from generate_series(1, 500) g;
insert into sales.staff select g, 'Staff ' || g, case when g = 1 then null else g / 2 end, date '2020-01-01' + g * 30, g % 9 from generate_series(1, 25) g;
insert into sales.fx_rates select date '2025-01-01' + g, 'USD', 1 + g / 1000.0 from generate_series(0, 400) g;
refresh materialized view sales.monthly;
