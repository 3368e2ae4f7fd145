create table lab.users (
  id int primary key,
  name varchar(60) not null,
  ssn varchar(60),
  salary decimal(12,2),
  tags varchar(100),
  doc json,
  born date,
  photo varbinary(60),
  ssn_backwards varchar(60) as (reverse(ssn)) stored,
  fulltext key (ssn)
);
create table lab.pub (id int primary key, label varchar(200), amount decimal(12,2), made timestamp null);
create table lab.people (id int, ssn varchar(60), region varchar(10)) partition by list columns (region) (partition north values in ('north'), partition south values in ('south'));
create table lab.child (id int primary key, label varchar(60), ssn varchar(60)) with system versioning;
create view lab.v_users as select id, name, ssn as taxid, salary * 12 as yearly from lab.users;
create view lab.v_nested as select id, upper(taxid) as code, name from lab.v_users;
create view lab.v_open as select id, label from lab.pub;
create sql security invoker view lab.v_mine as select id, ssn as mine from lab.users;
create view lab.v_ordered as select id, name from lab.users order by ssn;
create function lab.owner_ssn(i int) returns varchar(60) reads sql data return (select ssn from lab.users where id = i);
create function lab.reader_ssn(i int) returns varchar(60) reads sql data sql security invoker return (select ssn from lab.users where id = i);
create procedure lab.thief() select ssn from lab.users;
create sequence lab.mailbox;
