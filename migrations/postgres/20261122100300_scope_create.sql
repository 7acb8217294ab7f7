-- What a project is to bring about, what belongs to it and what does not. The milestone of a goal is
-- a task of the plan, which lives in no table: it may be gone.
create table goals (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    number integer not null,
    title text not null,
    measure text not null,
    reachable text not null,
    relevance text not null,
    due text,
    milestone_id uuid,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (project_id, number)
);

create table scope_items (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    kind text not null,
    text text not null,
    place integer not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index scope_items_project on scope_items (project_id, kind, place);

create table scope_notes (
    project_id uuid primary key references projects (id) on delete cascade,
    feasibility text not null,
    version integer not null,
    updated_at bigint not null
);
