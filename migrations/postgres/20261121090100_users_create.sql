-- The organisation (exactly one row) and the people of its team.
create table organisation (
    id integer primary key check (id = 1),
    name text not null,
    locale text not null,
    created_at bigint not null
);

create table users (
    id uuid primary key,
    name text not null,
    email text not null unique,
    password_hash text,
    role text not null,
    is_active boolean not null,
    is_demo boolean not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);
