-- The audit log: each row's hash covers its fields and the hash before it. No foreign keys: what
-- happened stays, whatever becomes of the things that it happened to.
create table events (
    seq bigint primary key,
    at bigint not null,
    actor_kind text not null,
    actor_id uuid,
    kind text not null,
    project_id uuid,
    client_id uuid,
    object_id uuid,
    before text,
    after text,
    hash bytea not null
);

create index events_project on events (project_id, seq);

create table event_head (
    id integer primary key check (id = 1),
    seq bigint not null,
    hash bytea not null
);

insert into event_head (id, seq, hash) values (1, 0, decode(repeat('00', 32), 'hex'));
