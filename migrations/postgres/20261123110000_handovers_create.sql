-- What the client takes over and from whom, what is still to be done, and who helps afterwards: one
-- hand-over in each project. A thing outlives the deliverable that it was.
create table handovers (
    project_id uuid primary key references projects (id) on delete cascade,
    planned text,
    giver text not null,
    taker text not null,
    place text not null,
    support_from text,
    support_until text,
    support_contact text not null,
    support_hours text not null,
    version integer not null,
    updated_at bigint not null
);

create table handover_items (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    title text not null,
    kind text not null,
    deliverable_id uuid references deliverables (id) on delete set null,
    amount text not null,
    handed_over text,
    place integer not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index handover_items_project on handover_items (project_id, place);
create index handover_items_deliverable on handover_items (deliverable_id);

create table handover_points (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    text text not null,
    due text,
    done text,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index handover_points_project on handover_points (project_id);
