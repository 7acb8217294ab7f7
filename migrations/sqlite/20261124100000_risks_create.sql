-- What may come between a project and what was promised: how likely, how bad, what is done about it.
-- The change because of which a risk is to be assessed again is only named: it may go.
create table risks (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    number integer not null,
    title text not null,
    description text not null,
    category text not null,
    source text not null,
    probability integer not null,
    impact integer not null,
    residual_probability integer,
    residual_impact integer,
    strategy text,
    response text not null,
    response_owner_id blob references users (id) on delete set null,
    response_due text,
    owner_id blob references users (id) on delete set null,
    trigger_day text,
    state text not null,
    message_id blob references messages (id) on delete set null,
    recheck_change blob,
    recheck_number integer,
    recheck_title text,
    recheck_at integer,
    reviewed_at integer,
    version integer not null,
    created_at integer not null,
    updated_at integer not null,
    unique (project_id, number)
) strict;

create index risks_response_owner on risks (response_owner_id);
create index risks_owner on risks (owner_id);
create index risks_message on risks (message_id);

-- A task that was deleted can come back by undo, and with it its risks: so these ids refer to
-- nothing that the database would take away.
create table risk_tasks (
    risk_id blob not null references risks (id) on delete cascade,
    task_id blob not null,
    primary key (risk_id, task_id)
) strict;

create index risk_tasks_task on risk_tasks (task_id);
