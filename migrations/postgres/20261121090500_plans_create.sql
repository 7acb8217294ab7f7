-- A plan is its snapshots and the operations after them. The head stands in a row of its own, so
-- that numbering an operation never rewrites a snapshot.
create table plans (
    project_id uuid primary key references projects (id) on delete cascade,
    head bigint not null,
    created_at bigint not null
);

create table plan_snapshots (
    project_id uuid not null references plans (project_id) on delete cascade,
    seq bigint not null,
    plan text not null,
    primary key (project_id, seq)
);

create table plan_ops (
    project_id uuid not null references plans (project_id) on delete cascade,
    seq bigint not null,
    op_id uuid not null,
    actor_id uuid not null references users (id),
    at bigint not null,
    op text not null,
    inverse text not null,
    primary key (project_id, seq),
    unique (project_id, op_id)
);

create index plan_ops_actor on plan_ops (actor_id);

-- What search and lists ask about tasks; follows from the plan and holds nothing of its own.
create table tasks (
    id uuid not null,
    project_id uuid not null references projects (id) on delete cascade,
    number bigint not null,
    title text not null,
    assignee_id uuid references users (id),
    is_done boolean not null,
    primary key (project_id, id)
);

create index tasks_assignee on tasks (assignee_id);
