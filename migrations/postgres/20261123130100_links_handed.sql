-- Who of the team made a link and was shown it, and the same of the session that it opened: what is
-- decided in such a session says so.
alter table one_time_links add column made_by text;
alter table sessions add column link_by text;
alter table sessions add column link_at bigint;
