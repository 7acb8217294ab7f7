-- A plan is its snapshots and the operations after them. The head stands in a row of its own, so
-- that numbering an operation never rewrites a snapshot.
create table plans (
    project_id blob primary key references projects (id) on delete cascade,
    head integer not null,
    created_at integer not null
) strict;

create table plan_snapshots (
    project_id blob not null references plans (project_id) on delete cascade,
    seq integer not null,
    plan text not null,
    primary key (project_id, seq)
) strict;

create table plan_ops (
    project_id blob not null references plans (project_id) on delete cascade,
    seq integer not null,
    op_id blob not null,
    actor_id blob not null references users (id),
    at integer not null,
    op text not null,
    inverse text not null,
    primary key (project_id, seq),
    unique (project_id, op_id)
) strict;

create index plan_ops_actor on plan_ops (actor_id);

-- What search and lists ask about tasks; follows from the plan and holds nothing of its own.
create table tasks (
    id blob not null,
    project_id blob not null references projects (id) on delete cascade,
    number integer not null,
    title text not null,
    assignee_id blob references users (id),
    is_done integer not null,
    primary key (project_id, id)
) strict;

create index tasks_assignee on tasks (assignee_id);
