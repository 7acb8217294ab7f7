-- Who was asked for a decision is not removed with all that was asked and decided.
create table decision_requests_kept (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    record_id blob not null references records (id) on delete cascade,
    approver_id blob not null references contacts (id),
    asked_by blob not null references users (id),
    asked_at integer not null,
    why text not null,
    outcome text not null,
    due text,
    minutes integer not null,
    state text not null,
    version integer not null
) strict;

insert into decision_requests_kept (id, project_id, record_id, approver_id, asked_by, asked_at,
    why, outcome, due, minutes, state, version)
select id, project_id, record_id, approver_id, asked_by, asked_at,
    why, outcome, due, minutes, state, version
from decision_requests;

drop table decision_requests;

alter table decision_requests_kept rename to decision_requests;

create index decision_requests_project on decision_requests (project_id, state);
create index decision_requests_record on decision_requests (record_id);
create index decision_requests_approver on decision_requests (approver_id);
create index decision_requests_asked_by on decision_requests (asked_by);
