create table lab.parted (id int, ssn text, label text) partition by list (ssn);
create table lab.parted_rest partition of lab.parted default;
insert into lab.parted select id, ssn, name from lab.users;
create schema aside;
create table aside.only_here (id int);
create table lab.plain_parts (id int, label text) partition by range (id);
create table lab.loose (id int, ssn text);
create unique index users_ssn_once on lab.users (ssn);
create function lab.f() returns trigger language plpgsql as 'begin return new; end';
