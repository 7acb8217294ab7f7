-- Where and how an operation came about, for the history that people read.
alter table plan_ops add column view text not null default 'other';
alter table plan_ops add column step text not null default 'new';

-- Moments of a plan that somebody gave a name, to compare with and to come back to.
create table baselines (
    id blob primary key,
    project_id blob not null references plans (project_id) on delete cascade,
    seq integer not null,
    name text not null,
    created_by blob not null references users (id),
    created_at integer not null
) strict;

create index baselines_project on baselines (project_id);
create index baselines_created_by on baselines (created_by);
