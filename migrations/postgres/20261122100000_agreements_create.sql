-- What was put before a client, the requests for decisions, and each project's chain of decisions.
-- A record is never changed; an entry of the chain is never changed or removed.
create table records (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    subject_kind text not null,
    subject_id uuid not null,
    number integer not null,
    content text not null,
    hash bytea not null,
    created_by uuid not null references users (id),
    created_at bigint not null,
    unique (project_id, subject_kind, subject_id, number)
);

create index records_created_by on records (created_by);

create table decision_requests (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    record_id uuid not null references records (id) on delete cascade,
    approver_id uuid not null references contacts (id) on delete cascade,
    asked_by uuid not null references users (id),
    asked_at bigint not null,
    why text not null,
    outcome text not null,
    due text,
    minutes integer not null,
    state text not null,
    version integer not null
);

create index decision_requests_project on decision_requests (project_id, state);
create index decision_requests_record on decision_requests (record_id);
create index decision_requests_approver on decision_requests (approver_id);
create index decision_requests_asked_by on decision_requests (asked_by);

create table decisions (
    project_id uuid not null references projects (id) on delete cascade,
    number bigint not null,
    request_id uuid not null,
    record_id uuid not null references records (id) on delete cascade,
    body text not null,
    hash bytea not null,
    strokes text,
    paper_id uuid,
    at bigint not null,
    primary key (project_id, number)
);

create index decisions_request on decisions (request_id);
create index decisions_record on decisions (record_id);

create table delegations (
    id uuid primary key,
    contact_id uuid not null references contacts (id) on delete cascade,
    delegate_id uuid not null references contacts (id) on delete cascade,
    from_day text not null,
    until_day text not null,
    created_by uuid not null references users (id),
    created_at bigint not null
);

create index delegations_contact on delegations (contact_id);
create index delegations_delegate on delegations (delegate_id);
create index delegations_created_by on delegations (created_by);

create table action_items (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    decision bigint not null,
    text text not null,
    owner_id uuid references users (id),
    due text,
    done_at bigint,
    version integer not null,
    created_at bigint not null
);

create index action_items_project on action_items (project_id);
create index action_items_owner on action_items (owner_id);

-- A session of the client's page that somebody of the team opened in order to look.
alter table sessions add column looker_id uuid references users (id) on delete cascade;

create index sessions_looker on sessions (looker_id);
