-- Requests to change the plan: who wants what and why, and how the team decided. What a client
-- decided stands in the chain of decisions. Requirement and task are only named: both may go.
create table change_requests (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    number integer not null,
    title text not null,
    reason text not null,
    source text not null,
    source_name text not null,
    necessity text not null,
    requirement_id uuid,
    task_id uuid,
    state text not null,
    decided_note text not null,
    decided_by uuid references users (id) on delete set null,
    decided_at bigint,
    applied_seq bigint,
    baseline_id uuid,
    created_by uuid not null references users (id),
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (project_id, number)
);

create index change_requests_decided_by on change_requests (decided_by);
create index change_requests_created_by on change_requests (created_by);

-- The ways in which a change can be made: each is a branch of the plan as it was after `base_seq`.
create table change_options (
    id uuid primary key,
    change_id uuid not null references change_requests (id) on delete cascade,
    key text not null,
    title text not null,
    note text not null,
    base_seq bigint not null,
    is_chosen boolean not null,
    version integer not null,
    unique (change_id, key)
);

-- The operations of a branch in order, each with its inverse.
create table change_ops (
    option_id uuid not null references change_options (id) on delete cascade,
    position bigint not null,
    op_id uuid not null,
    op text not null,
    inverse text not null,
    primary key (option_id, position),
    unique (option_id, op_id)
);

-- What is to be done once a change is part of the plan.
create table change_steps (
    id uuid primary key,
    change_id uuid not null references change_requests (id) on delete cascade,
    place integer not null,
    text text not null,
    owner_id uuid references users (id) on delete set null,
    due text,
    done_at bigint,
    version integer not null
);

create index change_steps_change on change_steps (change_id, place);
create index change_steps_owner on change_steps (owner_id);
