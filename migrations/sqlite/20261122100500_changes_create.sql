-- Requests to change the plan: who wants what and why, and how the team decided. What a client
-- decided stands in the chain of decisions. Requirement and task are only named: both may go.
create table change_requests (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    number integer not null,
    title text not null,
    reason text not null,
    source text not null,
    source_name text not null,
    necessity text not null,
    requirement_id blob,
    task_id blob,
    state text not null,
    decided_note text not null,
    decided_by blob references users (id) on delete set null,
    decided_at integer,
    applied_seq integer,
    baseline_id blob,
    created_by blob not null references users (id),
    version integer not null,
    created_at integer not null,
    updated_at integer not null,
    unique (project_id, number)
) strict;

create index change_requests_decided_by on change_requests (decided_by);
create index change_requests_created_by on change_requests (created_by);

-- The ways in which a change can be made: each is a branch of the plan as it was after `base_seq`.
create table change_options (
    id blob primary key,
    change_id blob not null references change_requests (id) on delete cascade,
    key text not null,
    title text not null,
    note text not null,
    base_seq integer not null,
    is_chosen integer not null,
    version integer not null,
    unique (change_id, key)
) strict;

-- The operations of a branch in order, each with its inverse.
create table change_ops (
    option_id blob not null references change_options (id) on delete cascade,
    position integer not null,
    op_id blob not null,
    op text not null,
    inverse text not null,
    primary key (option_id, position),
    unique (option_id, op_id)
) strict;

-- What is to be done once a change is part of the plan.
create table change_steps (
    id blob primary key,
    change_id blob not null references change_requests (id) on delete cascade,
    place integer not null,
    text text not null,
    owner_id blob references users (id) on delete set null,
    due text,
    done_at integer,
    version integer not null
) strict;

create index change_steps_change on change_steps (change_id, place);
create index change_steps_owner on change_steps (owner_id);
