-- Projects, who works on them, and who of the client may see their page.
-- A client with projects cannot be deleted; everything inside a project goes with it.
create table projects (
    id blob primary key,
    client_id blob not null references clients (id),
    key text not null unique,
    name text not null,
    methods text not null,
    phase text not null,
    lead_id blob not null references users (id),
    status text not null,
    next_meeting text not null,
    is_demo integer not null,
    version integer not null,
    created_at integer not null,
    updated_at integer not null
) strict;

create index projects_client on projects (client_id);
create index projects_lead on projects (lead_id);

create table project_members (
    project_id blob not null references projects (id) on delete cascade,
    user_id blob not null references users (id),
    role text not null,
    created_at integer not null,
    primary key (project_id, user_id)
) strict;

create index project_members_user on project_members (user_id);

create table project_contacts (
    project_id blob not null references projects (id) on delete cascade,
    contact_id blob not null references contacts (id) on delete cascade,
    created_at integer not null,
    primary key (project_id, contact_id)
) strict;

create index project_contacts_contact on project_contacts (contact_id);
