-- What was put before a client, the requests for decisions, and each project's chain of decisions.
-- A record is never changed; an entry of the chain is never changed or removed.
create table records (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    subject_kind text not null,
    subject_id blob not null,
    number integer not null,
    content text not null,
    hash blob not null,
    created_by blob not null references users (id),
    created_at integer not null,
    unique (project_id, subject_kind, subject_id, number)
) strict;

create index records_created_by on records (created_by);

create table decision_requests (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    record_id blob not null references records (id) on delete cascade,
    approver_id blob not null references contacts (id) on delete cascade,
    asked_by blob not null references users (id),
    asked_at integer not null,
    why text not null,
    outcome text not null,
    due text,
    minutes integer not null,
    state text not null,
    version integer not null
) strict;

create index decision_requests_project on decision_requests (project_id, state);
create index decision_requests_record on decision_requests (record_id);
create index decision_requests_approver on decision_requests (approver_id);
create index decision_requests_asked_by on decision_requests (asked_by);

create table decisions (
    project_id blob not null references projects (id) on delete cascade,
    number integer not null,
    request_id blob not null,
    record_id blob not null references records (id) on delete cascade,
    body text not null,
    hash blob not null,
    strokes text,
    paper_id blob,
    at integer not null,
    primary key (project_id, number)
) strict;

create index decisions_request on decisions (request_id);
create index decisions_record on decisions (record_id);

create table delegations (
    id blob primary key,
    contact_id blob not null references contacts (id) on delete cascade,
    delegate_id blob not null references contacts (id) on delete cascade,
    from_day text not null,
    until_day text not null,
    created_by blob not null references users (id),
    created_at integer not null
) strict;

create index delegations_contact on delegations (contact_id);
create index delegations_delegate on delegations (delegate_id);
create index delegations_created_by on delegations (created_by);

create table action_items (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    decision integer not null,
    text text not null,
    owner_id blob references users (id),
    due text,
    done_at integer,
    version integer not null,
    created_at integer not null
) strict;

create index action_items_project on action_items (project_id);
create index action_items_owner on action_items (owner_id);

-- A session of the client's page that somebody of the team opened in order to look.
alter table sessions add column looker_id blob references users (id) on delete cascade;

create index sessions_looker on sessions (looker_id);
