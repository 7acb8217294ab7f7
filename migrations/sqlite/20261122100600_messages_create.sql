-- What team and client write to each other, what clients say about the work, and what everyone has
-- dealt with in the inbox. A name is kept as it was when it was written under.
create table messages (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    thread_kind text not null,
    thread_id blob not null,
    author_user blob references users (id) on delete set null,
    author_contact blob,
    author_name text not null,
    body text not null,
    client_visible integer not null,
    reply_to blob,
    became_kind text,
    became_id blob,
    created_at integer not null
) strict;

create index messages_project on messages (project_id, thread_kind, thread_id, created_at);
create index messages_author_user on messages (author_user);

create table message_mentions (
    message_id blob not null references messages (id) on delete cascade,
    user_id blob not null references users (id) on delete cascade,
    primary key (message_id, user_id)
) strict;

create index message_mentions_user on message_mentions (user_id);

create table message_files (
    message_id blob not null references messages (id) on delete cascade,
    file_id blob not null,
    name text not null,
    size integer not null,
    kind text not null,
    primary key (message_id, file_id)
) strict;

create table feedback (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    contact_id blob not null,
    contact_name text not null,
    kind text not null,
    milestone_id blob,
    milestone text not null,
    score integer,
    text text not null,
    created_at integer not null,
    unique (project_id, contact_id, milestone_id)
) strict;

create table complaints (
    id blob primary key,
    project_id blob not null references projects (id) on delete cascade,
    number integer not null,
    contact_id blob not null,
    contact_name text not null,
    happened text not null,
    severity text not null,
    wish text not null,
    owner_id blob references users (id) on delete set null,
    owner_name text not null,
    state text not null,
    promised_by integer not null,
    created_at integer not null,
    version integer not null,
    unique (project_id, number)
) strict;

create index complaints_owner on complaints (owner_id);

create table inbox_done (
    user_id blob not null references users (id) on delete cascade,
    item_kind text not null,
    item_id text not null,
    at integer not null,
    primary key (user_id, item_kind, item_id)
) strict;
