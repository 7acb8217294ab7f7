-- Signed-in browsers and one-time links. What belongs to a contact goes when the contact may no
-- longer see the project's page.
create table sessions (
    id blob primary key,
    token_hash blob not null unique,
    user_id blob references users (id) on delete cascade,
    contact_id blob,
    project_id blob,
    agent text not null,
    created_at integer not null,
    last_seen_at integer not null,
    expires_at integer not null,
    revoked_at integer,
    foreign key (project_id, contact_id)
        references project_contacts (project_id, contact_id) on delete cascade
) strict;

create index sessions_user on sessions (user_id);
create index sessions_contact on sessions (project_id, contact_id);

create table one_time_links (
    id blob primary key,
    token_hash blob not null unique,
    code_hash blob,
    purpose text not null,
    user_id blob references users (id) on delete cascade,
    contact_id blob,
    project_id blob,
    attempts integer not null,
    created_at integer not null,
    expires_at integer not null,
    used_at integer,
    revoked_at integer,
    foreign key (project_id, contact_id)
        references project_contacts (project_id, contact_id) on delete cascade
) strict;

create index one_time_links_user on one_time_links (user_id);
create index one_time_links_contact on one_time_links (contact_id, project_id);
