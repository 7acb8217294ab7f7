-- Mails that wait to be sent. What a mail says is forgotten once it was sent or given up.
create table outbox (
    id uuid primary key,
    recipient text not null,
    subject text not null,
    body text not null,
    attempts integer not null,
    next_at bigint,
    sent_at bigint,
    error text,
    created_at bigint not null
);

create index outbox_next on outbox (next_at);
