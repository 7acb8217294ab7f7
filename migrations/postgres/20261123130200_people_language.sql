-- The language in which somebody last came, for what is mailed to them.
alter table users add column language text;
alter table contacts add column language text;
