-- What the team knows of a client beyond its people: its value, contracts, stakeholders, every
-- contact with it and every promise. All of it goes with the client; what names a project goes with
-- that project too.
alter table clients add column tier text;

create table contracts (
    id uuid primary key,
    client_id uuid not null references clients (id) on delete cascade,
    title text not null,
    terms text not null,
    amount bigint,
    currency text not null,
    signed_on text,
    starts text,
    ends text,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index contracts_client on contracts (client_id);

create table stakeholders (
    id uuid primary key,
    client_id uuid not null references clients (id) on delete cascade,
    contact_id uuid references contacts (id) on delete set null,
    name text not null,
    influence integer not null,
    interest integer not null,
    note text not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index stakeholders_client on stakeholders (client_id);
create index stakeholders_contact on stakeholders (contact_id);

-- `at` counts minutes on the wall clock, as plans do.
create table contact_log (
    id uuid primary key,
    client_id uuid not null references clients (id) on delete cascade,
    project_id uuid references projects (id) on delete cascade,
    contact_id uuid references contacts (id) on delete set null,
    at bigint not null,
    channel text not null,
    summary text not null,
    decided text not null,
    next_on text,
    created_by uuid not null references users (id),
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index contact_log_client on contact_log (client_id, at);
create index contact_log_project on contact_log (project_id);
create index contact_log_contact on contact_log (contact_id);
create index contact_log_created_by on contact_log (created_by);

create table client_promises (
    id uuid primary key,
    client_id uuid not null references clients (id) on delete cascade,
    project_id uuid references projects (id) on delete cascade,
    text text not null,
    due text not null,
    outcome text,
    settled_at bigint,
    created_by uuid not null references users (id),
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index client_promises_client on client_promises (client_id, due);
create index client_promises_project on client_promises (project_id);
create index client_promises_created_by on client_promises (created_by);
