-- Clients and the people on their side. A contact goes with its client.
create table clients (
    id uuid primary key,
    name text not null,
    kind text not null,
    stage text not null,
    note text not null,
    is_demo boolean not null,
    created_by uuid not null references users (id),
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index clients_created_by on clients (created_by);

create table contacts (
    id uuid primary key,
    client_id uuid not null references clients (id) on delete cascade,
    name text not null,
    title text not null,
    email text not null,
    phone text not null,
    role text not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index contacts_client on contacts (client_id);
create index contacts_email on contacts (email);
