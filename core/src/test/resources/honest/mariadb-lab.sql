create table sales.regions (id int primary key, name varchar(40) not null, country varchar(2) not null);
create table sales.customers (
  id int primary key, name varchar(60) not null, email varchar(80), phone varchar(40), region_id int references sales.regions (id),
  segment varchar(20), active boolean default true, created_at datetime not null, credit decimal(12,2), ssn varchar(20)
);
create table sales.products (
  id int primary key, sku varchar(20) unique, title varchar(60) not null, category varchar(20), price decimal(10,2) not null,
  attributes json, discontinued boolean default false, fulltext key (title)
);
create table sales.orders (
  id int primary key, customer_id int not null, ordered_at datetime not null,
  status enum('open','paid','cancelled') not null, channel varchar(10), shipped_on date, discount double, note varchar(80)
);
create table sales.order_lines (
  order_id int, line_no int, product_id int, quantity int not null, unit_price decimal(10,2) not null, primary key (order_id, line_no)
);
create table sales.events (id bigint unsigned primary key, kind varchar(10), at datetime(3), payload json, host inet6, ms int unsigned);
create table sales.staff (id int primary key, name varchar(40), manager_id int, hired date, capacity int);
create table sales.fx_rates (day date, currency char(3), rate decimal(12,6), primary key (day, currency));
create table sales.prices (sku varchar(20) primary key, price decimal(10,2)) with system versioning;
create view sales.order_totals as
  select o.id, o.customer_id, o.ordered_at, o.status, sum(l.quantity * l.unit_price) as total
  from sales.orders o join sales.order_lines l on l.order_id = o.id
  group by o.id, o.customer_id, o.ordered_at, o.status;
insert into sales.regions select seq, concat('Region ', seq), case seq % 3 when 0 then 'NL' when 1 then 'DE' else 'FR' end from seq_1_to_6;
insert into sales.customers
  select seq, concat('Customer ', seq), concat('c', seq, '@shop.invalid'), concat('+31 20 555 0', 100 + seq), 1 + seq % 6,
    case seq % 3 when 0 then 'retail' when 1 then 'wholesale' else null end, seq % 7 <> 0,
    '2024-01-01' + interval seq day, seq * 10.5, lpad(seq, 9, '1')
  from seq_1_to_60;
insert into sales.products
  select seq, concat('SKU-', seq), concat('Product ', seq), case seq % 4 when 0 then 'books' when 1 then 'games' when 2 then 'tools' else 'garden' end,
    seq * 3.99, json_object('colour', case seq % 2 when 0 then 'red' else 'blue' end, 'weight', seq, 'dims', json_array(seq, seq + 1)), seq % 11 = 0
  from seq_1_to_40;
insert into sales.orders
  select seq, 1 + seq % 60, '2025-01-01 08:00:00' + interval seq * 7 hour,
    case seq % 5 when 0 then 'cancelled' when 1 then 'open' else 'paid' end, case seq % 2 when 0 then 'web' else 'shop' end,
    case when seq % 3 = 0 then null else date '2025-01-02' + interval seq % 300 day end, (seq % 10) / 100.0, case when seq % 4 = 0 then 'please delete; -- DROP later' end
  from seq_1_to_400;
insert into sales.order_lines
  select o.seq, l.seq, 1 + (o.seq * l.seq) % 40, 1 + (o.seq + l.seq) % 5, (o.seq + l.seq) % 90 + 0.99 from seq_1_to_400 o, seq_1_to_3 l;
insert into sales.events
  select seq, case seq % 3 when 0 then 'view' when 1 then 'cart' else 'buy' end, '2025-03-01' + interval seq * 13 minute,
    json_object('product', 1 + seq % 40, 'ms', seq * 7, 'ref', json_object('src', concat('ad', seq % 5))), concat('::10.0.0.', seq % 250), seq * 7
  from seq_1_to_500;
insert into sales.staff select seq, concat('Staff ', seq), case when seq = 1 then null else seq div 2 end, '2020-01-01' + interval seq * 30 day, seq % 9 from seq_1_to_25;
insert into sales.fx_rates select date '2025-01-01' + interval seq day, 'USD', 1 + seq / 1000.0 from seq_0_to_400;
insert into sales.prices select sku, price from sales.products;
