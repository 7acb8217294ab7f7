-- Six-digit codes that open a client's page once, apart from the links: they live shorter, and one is
-- also mailed to who asks for it. One that somebody of the team was shown says so. A link may lead to
-- one decision.
create table portal_codes (
    id blob primary key,
    contact_id blob not null,
    project_id blob not null,
    code_hash blob not null,
    attempts integer not null,
    created_at integer not null,
    expires_at integer not null,
    made_by text,
    foreign key (project_id, contact_id)
        references project_contacts (project_id, contact_id) on delete cascade
) strict;

create index portal_codes_contact on portal_codes (project_id, contact_id);

alter table one_time_links drop column code_hash;
alter table one_time_links drop column attempts;
alter table one_time_links add column request_id blob
    references decision_requests (id) on delete cascade;

create index one_time_links_request on one_time_links (request_id);
