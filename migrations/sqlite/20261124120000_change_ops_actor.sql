-- Who drew an operation of a branch: of two who draw the same thing, the second is told.
alter table change_ops add column actor_id blob references users (id) on delete set null;

create index change_ops_actor on change_ops (actor_id);
