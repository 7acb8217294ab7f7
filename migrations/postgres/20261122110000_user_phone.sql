-- The telephone number at which clients reach somebody of the team, if the person gives one.
alter table users add column phone text;
