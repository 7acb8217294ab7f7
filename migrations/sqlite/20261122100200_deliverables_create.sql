-- Files that people uploaded; their bytes lie in the data folder under their hash. Who uploaded one
-- is named for good: the row outlives the account and the contact.
create table files (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    name text not null,
    media_type text not null,
    size integer not null,
    hash blob not null,
    is_client_visible integer not null,
    uploaded_by blob,
    uploaded_contact blob,
    uploaded_name text not null,
    created_at integer not null
) strict;

create index files_project on files (project_id);
create index files_hash on files (hash);

-- What the client gets.
create table deliverables (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    title text not null,
    note text not null,
    due text,
    owner_id blob references users (id) on delete set null,
    criteria text not null,
    is_client_visible integer not null,
    version integer not null,
    created_at integer not null
) strict;

create index deliverables_project on deliverables (project_id);
create index deliverables_owner on deliverables (owner_id);

-- Each version is a file, an address outside, or both; none is ever changed.
create table deliverable_versions (
    id blob primary key,
    deliverable_id blob not null references deliverables (id) on delete cascade,
    number integer not null,
    file_id blob references files (id) on delete set null,
    address text,
    comment text not null,
    is_client_visible integer not null,
    created_by blob references users (id) on delete set null,
    created_at integer not null,
    unique (deliverable_id, number)
) strict;

create index deliverable_versions_file on deliverable_versions (file_id);
create index deliverable_versions_created_by on deliverable_versions (created_by);

-- Who of the client has fetched a version, and when first.
create table deliverable_views (
    version_id blob not null references deliverable_versions (id) on delete cascade,
    contact_id blob not null,
    name text not null,
    at integer not null,
    primary key (version_id, contact_id)
) strict;
