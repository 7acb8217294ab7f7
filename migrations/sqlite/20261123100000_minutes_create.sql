-- Minutes of meetings. Lists are JSON; "shown" is what the client reads, word for word, and null as
-- long as nothing was published.
create table minutes (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    title text not null,
    day text not null,
    begins text,
    place text not null,
    chair text not null,
    recorder text not null,
    present text not null,
    absent text not null,
    topics text not null,
    resolutions text not null,
    actions text not null,
    next_day text,
    next_note text not null,
    shown text,
    version integer not null,
    created_at integer not null,
    updated_at integer not null
) strict;

create index minutes_project on minutes (project_id);
