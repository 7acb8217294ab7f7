-- What the client needs, the conversations in which it was found, and the document around it.
create table elicitations (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    kind text not null,
    title text not null,
    day text not null,
    people text not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index elicitations_project on elicitations (project_id);

create table requirements (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    number integer not null,
    title text not null,
    text text not null,
    priority text not null,
    source_id uuid references contacts (id) on delete set null,
    source_name text not null,
    elicitation_id uuid references elicitations (id) on delete set null,
    is_latent boolean not null,
    criteria text not null,
    dropped text,
    place integer not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (project_id, number)
);

create index requirements_source on requirements (source_id);
create index requirements_elicitation on requirements (elicitation_id);

-- A task that was deleted can come back by undo, and with it its trace: so these ids refer to
-- nothing that the database would take away.
create table requirement_tasks (
    requirement_id uuid not null references requirements (id) on delete cascade,
    task_id uuid not null,
    primary key (requirement_id, task_id)
);

create index requirement_tasks_task on requirement_tasks (task_id);

create table requirement_deliverables (
    requirement_id uuid not null references requirements (id) on delete cascade,
    deliverable_id uuid not null,
    primary key (requirement_id, deliverable_id)
);

create index requirement_deliverables_deliverable on requirement_deliverables (deliverable_id);

create table elicitation_answers (
    id uuid primary key,
    elicitation_id uuid not null references elicitations (id) on delete cascade,
    question text not null,
    answer text not null,
    said_by text not null,
    place integer not null,
    requirement_id uuid references requirements (id) on delete set null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index elicitation_answers_elicitation on elicitation_answers (elicitation_id);
create index elicitation_answers_requirement on elicitation_answers (requirement_id);

create table requirements_docs (
    project_id uuid primary key references projects (id) on delete cascade,
    background text not null,
    aims text not null,
    expectations text not null,
    constraints text not null,
    version integer not null,
    updated_at bigint not null
);
