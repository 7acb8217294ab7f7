-- The audit log: each row's hash covers its fields and the hash before it. No foreign keys: what
-- happened stays, whatever becomes of the things that it happened to.
create table events (
    seq integer primary key,
    at integer not null,
    actor_kind text not null,
    actor_id blob,
    kind text not null,
    project_id blob,
    client_id blob,
    object_id blob,
    before text,
    after text,
    hash blob not null
) strict;

create index events_project on events (project_id, seq);

create table event_head (
    id integer primary key check (id = 1),
    seq integer not null,
    hash blob not null
) strict;

insert into event_head (id, seq, hash) values (1, 0, zeroblob(32));
