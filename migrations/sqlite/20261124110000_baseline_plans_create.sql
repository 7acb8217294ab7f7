-- A baseline that came with a file lies in no history: its dates are kept as a plan of their own,
-- beside the number that it had in the file.
create table baseline_plans (
    baseline_id blob primary key references baselines (id) on delete cascade,
    slot integer not null,
    plan text not null
) strict;
