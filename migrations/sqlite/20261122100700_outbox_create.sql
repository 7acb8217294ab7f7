-- Mails that wait to be sent. What a mail says is forgotten once it was sent or given up.
create table outbox (
    id blob primary key,
    recipient text not null,
    subject text not null,
    body text not null,
    attempts integer not null,
    next_at integer,
    sent_at integer,
    error text,
    created_at integer not null
) strict;

create index outbox_next on outbox (next_at);
