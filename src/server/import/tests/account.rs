//! What becomes of each field of a Microsoft Project file, as its account tells.

use super::mspdi::{drafted, row};
use super::*;

#[test]
fn the_account_is_honest() {
    let extras = "<Cost>4800</Cost><Baseline><Number>0</Number>\
        <Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish>\
        <Work>PT8H0M0S</Work><Cost>4800</Cost></Baseline>\
        <Start>2026-03-02T08:00:00</Start><WBS>1</WBS>";
    let draft = drafted(&[row(1, 1, "A", 8, extras), row(2, 1, "B", 8, "<Cost>0</Cost>")], "");
    assert_eq!(fate(&draft, "Name"), Some((Verdict::Kept, 2)));
    assert_eq!(fate(&draft, "Start"), Some((Verdict::Changed(Change::Dates), 1)));
    assert_eq!(fate(&draft, "Cost"), Some((Verdict::NotSupported, 1)));
    assert_eq!(fate(&draft, "Baseline"), Some((Verdict::Kept, 1)));
    assert_eq!(fate(&draft, "Baseline/Work"), Some((Verdict::Kept, 1)));
    // A plan holds no costs, so a moment of it holds none either.
    assert_eq!(fate(&draft, "Baseline/Cost"), Some((Verdict::NotSupported, 1)));
    assert_eq!(fate(&draft, "Baseline/Start"), None);
    assert_eq!(fate(&draft, "Project/CalendarUID"), Some((Verdict::Kept, 1)));
    let report = &draft.report;
    assert_eq!((report.tasks, report.summaries, report.calendars), (2, 0, 1));
}

#[test]
fn several_people_on_a_task_are_named_as_a_loss() {
    let work = |task: i64, resource: i64| {
        format!(
            "<Assignment><TaskUID>{task}</TaskUID><ResourceUID>{resource}</ResourceUID>\
             <Units>0.5</Units></Assignment>"
        )
    };
    let person = |uid: i64| format!("<Resource><UID>{uid}</UID><Name>P{uid}</Name></Resource>");
    let more = format!(
        "<Resources>{}{}</Resources><Assignments>{}{}{}{}</Assignments>",
        person(1),
        person(2),
        work(1, 1),
        work(1, 2),
        work(2, 2),
        work(2, 2),
    );
    let draft = drafted(&[row(1, 1, "A", 8, ""), row(2, 1, "B", 8, "")], &more);
    assert_eq!(draft.report.problems, [ImportProblem::OnlyFirstPerson { tasks: 1 }]);
    assert_eq!(fate(&draft, "Assignment/Units"), Some((Verdict::Changed(Change::Effort), 4)));
}

#[test]
fn what_follows_from_others_is_told_apart_from_what_is_lost() {
    let extras = "<GUID>a-b</GUID><StartVariance>9</StartVariance>\
        <RemainingWork>PT8H0M0S</RemainingWork><Hyperlink>x</Hyperlink>";
    let draft = drafted(&[row(1, 1, "A", 8, extras)], "");
    for field in ["GUID", "StartVariance", "RemainingWork"] {
        assert_eq!(fate(&draft, field), Some((Verdict::Derived, 1)), "{field}");
    }
    assert_eq!(fate(&draft, "Hyperlink"), Some((Verdict::NotSupported, 1)));
    assert_eq!(draft.report.fields.last().map(|note| note.verdict), Some(Verdict::Derived));
}
