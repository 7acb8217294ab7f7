-- Signed-in browsers and one-time links. What belongs to a contact goes when the contact may no
-- longer see the project's page.
create table sessions (
    id uuid primary key,
    token_hash bytea not null unique,
    user_id uuid references users (id) on delete cascade,
    contact_id uuid,
    project_id uuid,
    agent text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint,
    foreign key (project_id, contact_id)
        references project_contacts (project_id, contact_id) on delete cascade
);

create index sessions_user on sessions (user_id);
create index sessions_contact on sessions (project_id, contact_id);

create table one_time_links (
    id uuid primary key,
    token_hash bytea not null unique,
    code_hash bytea,
    purpose text not null,
    user_id uuid references users (id) on delete cascade,
    contact_id uuid,
    project_id uuid,
    attempts integer not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    revoked_at bigint,
    foreign key (project_id, contact_id)
        references project_contacts (project_id, contact_id) on delete cascade
);

create index one_time_links_user on one_time_links (user_id);
create index one_time_links_contact on one_time_links (contact_id, project_id);
