-- Where and how an operation came about, for the history that people read.
alter table plan_ops add column view text not null default 'other';
alter table plan_ops add column step text not null default 'new';

-- Moments of a plan that somebody gave a name, to compare with and to come back to.
create table baselines (
    id uuid primary key,
    project_id uuid not null references plans (project_id) on delete cascade,
    seq bigint not null,
    name text not null,
    created_by uuid not null references users (id),
    created_at bigint not null
);

create index baselines_project on baselines (project_id);
create index baselines_created_by on baselines (created_by);
