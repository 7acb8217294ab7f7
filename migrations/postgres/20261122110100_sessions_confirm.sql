-- When the client's contact last proved by a mailed code to be the one who has the page open.
alter table sessions add column confirmed_at bigint;
