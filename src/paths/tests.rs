//! Every address as it is written.

use domain::agreement::{Subject, SubjectKind};

use super::*;

// size: one line for each address
#[test]
fn addresses_stay_as_they_are() {
    let id = "019a0000-0000-7000-8000-000000000001";
    let (project_id, client_id) = (id.parse().unwrap(), id.parse().unwrap());
    let subject = Subject { kind: SubjectKind::Change, id: id.parse().unwrap() };
    let all = [
        project(project_id),
        board(project_id),
        gantt(project_id),
        problems(project_id),
        list(project_id),
        new_task(project_id),
        calendar(project_id),
        import(project_id),
        flow(project_id),
        scope(project_id),
        requirements(project_id),
        requirement(project_id, id.parse().unwrap()),
        risks(project_id),
        risk(project_id, id.parse().unwrap()),
        changes(project_id),
        change(project_id, id.parse().unwrap()),
        messages(project_id),
        thread(project_id, Thread::of_project(project_id)),
        voices(project_id),
        minutes(project_id),
        one_minutes(project_id, id.parse().unwrap()),
        portal_minutes(project_id, id.parse().unwrap()),
        deliverables(project_id),
        deliverable(project_id, id.parse().unwrap()),
        handover(project_id),
        files(project_id),
        file(project_id, id.parse().unwrap()),
        file_preview(project_id, id.parse().unwrap()),
        agreements(project_id),
        glass(project_id, id.parse().unwrap()),
        decision(project_id, id.parse().unwrap()),
        decision_review(project_id, id.parse().unwrap()),
        decision_withdraw(project_id, id.parse().unwrap()),
        receipt(project_id, 7),
        team_receipt(project_id, 7),
        versions(project_id, subject),
        version(project_id, subject, 2),
        compared(project_id, subject, (2, 1)),
        super::subject(project_id, subject),
        evidence(project_id),
        portal_evidence(project_id),
        task(project_id, id.parse().unwrap()),
        about(&changes(project_id), id.parse().unwrap()),
        at(&list(project_id), 7),
        draft(&gantt(project_id), id.parse().unwrap()),
        new_change(project_id, id.parse().unwrap()),
        client(client_id),
        client_part(client_id, "log"),
        contacts_file(client_id),
        setup("t"),
        magic("t"),
        invitation("t"),
        portal(project_id),
        portal_preview(project_id),
        portal_news(project_id),
        portal_messages(project_id),
        portal_comments(project_id, id.parse().unwrap()),
        portal_feedback(project_id),
        portal_ratings(project_id),
        portal_complaints(project_id),
        portal_file(project_id, id.parse().unwrap()),
        portal_file_preview(project_id, id.parse().unwrap()),
        portal_thread(project_id, Thread::of_project(project_id)),
        portal_earlier(project_id, Some(Thread::of_project(project_id)), id.parse().unwrap()),
        portal_complaint(project_id, 7),
        live(project_id, 7, "t"),
        plan_file(project_id),
        plan_xml(project_id),
    ];
    let text = all.join("\n").replace(id, "ID");
    let expected = "/projects/ID\n/projects/ID/board\n/projects/ID/gantt\n\
        /projects/ID/gantt?show=problems\n/projects/ID/list\n\
        /projects/ID/list?new=task\n/projects/ID/calendar\n/projects/ID/import\n/projects/ID/flow\n\
        /projects/ID/scope\n/projects/ID/requirements\n\
        /projects/ID/requirements?requirement=ID\n\
        /projects/ID/risks\n/projects/ID/risks?risk=ID\n/projects/ID/changes\n\
        /projects/ID/changes/ID\n/projects/ID/messages\n\
        /projects/ID/messages?thread=project.ID\n/projects/ID/messages?thread=voices\n\
        /projects/ID/minutes\n/projects/ID/minutes?minutes=ID\n/portal/ID/minutes/ID\n\
        /projects/ID/deliverables\n/projects/ID/deliverables?deliverable=ID\n\
        /projects/ID/handover\n/projects/ID/files\n/projects/ID/files/ID\n\
        /projects/ID/files/ID/preview\n\
        /projects/ID/agreements\n/projects/ID/agreements/ID/sign\n\
        /portal/ID/decisions/ID\n/portal/ID/decisions/ID/review\n\
        /portal/ID/decisions/ID/withdraw\n/portal/ID/receipts/7\n\
        /projects/ID/receipts/7\n/projects/ID/agreements/versions/change/ID\n\
        /projects/ID/agreements/versions/change/ID?read=2\n\
        /projects/ID/agreements/versions/change/ID?read=2&with=1\n\
        /projects/ID/changes/ID\n\
        /projects/ID/evidence.html\n/portal/ID/evidence.html\n\
        /projects/ID/board?task=ID\n/projects/ID/changes?task=ID\n\
        /projects/ID/list?at=7\n/projects/ID/gantt?draft=ID\n\
        /projects/ID/changes?task=ID\n/clients/ID\n/clients/ID?part=log\n\
        /clients/ID/contacts-file\n/setup/t\n/p/t\n/invitation/t\n\
        /portal/ID\n/projects/ID/portal\n/portal/ID/news\n/portal/ID/messages\n\
        /portal/ID/decisions/ID/comments\n/portal/ID/feedback\n/portal/ID/ratings\n\
        /portal/ID/complaints\n/portal/ID/files/ID\n/portal/ID/files/ID/preview\n\
        /portal/ID?about=project.ID#messages\n\
        /portal/ID?about=project.ID&before=ID#messages\n/portal/ID/complaints/7\n\
        /projects/ID/live?since=7&tab=t\n\
        /projects/ID/plan-file\n/projects/ID/plan.xml";
    assert_eq!(text, expected);
}
