-- Who was asked for a decision is not removed with all that was asked and decided.
alter table decision_requests
    drop constraint decision_requests_approver_id_fkey,
    add constraint decision_requests_approver_id_fkey
        foreign key (approver_id) references contacts (id);
