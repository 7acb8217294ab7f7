-- What team and client write to each other, what clients say about the work, and what everyone has
-- dealt with in the inbox. A name is kept as it was when it was written under.
create table messages (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    thread_kind text not null,
    thread_id uuid not null,
    author_user uuid references users (id) on delete set null,
    author_contact uuid,
    author_name text not null,
    body text not null,
    client_visible boolean not null,
    reply_to uuid,
    became_kind text,
    became_id uuid,
    created_at bigint not null
);

create index messages_project on messages (project_id, thread_kind, thread_id, created_at);
create index messages_author_user on messages (author_user);

create table message_mentions (
    message_id uuid not null references messages (id) on delete cascade,
    user_id uuid not null references users (id) on delete cascade,
    primary key (message_id, user_id)
);

create index message_mentions_user on message_mentions (user_id);

create table message_files (
    message_id uuid not null references messages (id) on delete cascade,
    file_id uuid not null,
    name text not null,
    size bigint not null,
    kind text not null,
    primary key (message_id, file_id)
);

create table feedback (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    contact_id uuid not null,
    contact_name text not null,
    kind text not null,
    milestone_id uuid,
    milestone text not null,
    score integer,
    text text not null,
    created_at bigint not null,
    unique (project_id, contact_id, milestone_id)
);

create table complaints (
    id uuid primary key,
    project_id uuid not null references projects (id) on delete cascade,
    number bigint not null,
    contact_id uuid not null,
    contact_name text not null,
    happened text not null,
    severity text not null,
    wish text not null,
    owner_id uuid references users (id) on delete set null,
    owner_name text not null,
    state text not null,
    promised_by bigint not null,
    created_at bigint not null,
    version integer not null,
    unique (project_id, number)
);

create index complaints_owner on complaints (owner_id);

create table inbox_done (
    user_id uuid not null references users (id) on delete cascade,
    item_kind text not null,
    item_id text not null,
    at bigint not null,
    primary key (user_id, item_kind, item_id)
);
