//! Files taken into plans: what the plan keeps, and that the report speaks of the plan as it will
//! be.

use domain::plan::{Calendar, CalendarException, Plan};
use domain::time::{minute_at, start_of};

use super::super::read_into;
use super::files::empty_plan;
use super::*;

const TABLE: &str = "name,duration,start\nA,2d,2026-03-02\nB,1w,\nC,1mo,\n";

/// Two tasks of a day each, one after the other, in the week of Microsoft Project.
const FILE: &str = "<Project><Title>Plan</Title><StartDate>2026-03-02T08:00:00</StartDate>\
    <CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay>\
    <CriticalSlackLimit>2</CriticalSlackLimit>\
    <Calendars><Calendar><UID>1</UID><Name>Standard</Name></Calendar></Calendars>\
    <Tasks><Task><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration>\
    <Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish></Task>\
    <Task><UID>2</UID><Name>B</Name><Duration>PT8H0M0S</Duration>\
    <Start>2026-03-03T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish>\
    <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>\
    </Tasks></Project>";

/// A plan whose time is not the usual one: 7.5 hours a day from 1 April, the 3rd of March free.
fn own() -> Plan {
    let mut plan = empty_plan();
    let day = "2026-03-03".parse().unwrap();
    let holiday =
        CalendarException { from: day, to: day, name: "Feast".to_owned(), shifts: Vec::new() };
    plan.settings.start = minute_at("2026-04-01T09:00:00".parse().unwrap());
    plan.settings.minutes_per_day = 450;
    plan.settings.minutes_per_week = 2250;
    plan.settings.days_per_month = 21;
    plan.settings.lane_limit = Some(3);
    plan.calendars.values_mut().for_each(|one| one.exceptions.push(holiday.clone()));
    plan
}

fn read_for(plan: &Plan, text: &str) -> PlanDraft {
    // No id twice in one plan.
    let mut last = 1_000 * plan.tasks.len() as u128;
    let mut ids = || {
        last += 1;
        Uuid::from_u128(last)
    };
    read_into(plan, text.as_bytes(), "plan.file", &mut ids).unwrap()
}

/// The plan with a table in it.
fn running() -> Plan {
    let plan = own();
    read_for(&plan, "name,start\nOld,2026-04-01\n").landed(&plan).unwrap()
}

fn titles(plan: &Plan) -> Vec<&str> {
    let rows = domain::plan::Outline::of(plan).rows;
    rows.iter().map(|row| plan.tasks[&row.task].title.as_str()).collect()
}

#[test]
fn a_table_keeps_the_plans_calendar_and_lengths() {
    let plan = own();
    let draft = read_for(&plan, TABLE);
    assert_eq!(draft.report.calendars, 0);
    let minutes: Vec<i64> = draft.tasks.iter().map(|task| task.duration.minutes).collect();
    assert_eq!(minutes, [900, 2250, 21 * 450]);
    let after = draft.landed(&plan).unwrap();
    assert_eq!(after.calendars, plan.calendars);
    let start = start_of("2026-03-02".parse().unwrap());
    assert_eq!(after.settings, domain::plan::Settings { start, ..plan.settings.clone() });
    // Two days of 7.5 hours with the feast between them.
    let dates = Scheduled::of(&after);
    let first = after.tasks.values().find(|task| task.title == "A").unwrap();
    assert_eq!(clock(dates.dates(first.id).unwrap().finish), "03-04T17:00");
}

#[test]
fn a_table_without_dates_keeps_the_start_too() {
    let plan = own();
    let after = read_for(&plan, "name\nA\n").landed(&plan).unwrap();
    assert_eq!(after.settings, plan.settings);
}

#[test]
fn a_file_with_a_time_of_its_own_brings_it_into_an_empty_plan() {
    let plan = own();
    let draft = read_for(&plan, FILE);
    assert_eq!((draft.report.dates.compared, draft.report.dates.differing), (2, 0));
    let after = draft.landed(&plan).unwrap();
    let calendar: &Calendar = &after.calendars[&after.settings.calendar];
    assert_eq!(calendar.name, "Standard");
    assert_eq!((after.settings.minutes_per_day, after.settings.critical_float), (480, 960));
    assert_eq!(after.settings.lane_limit, Some(3), "no file knows of lanes");
    assert_eq!(fate(&draft, "Project/CalendarUID"), Some((Verdict::Kept, 1)));
}

#[test]
fn a_plan_with_tasks_keeps_its_time_and_the_report_compares_in_it() {
    let plan = running();
    let mut draft = read_for(&plan, FILE);
    let own = Some((Verdict::Changed(Change::PlansOwn), 1));
    assert_eq!(fate(&draft, "Project/CalendarUID"), own);
    assert_eq!(fate(&draft, "Project/Title"), Some((Verdict::Kept, 1)));
    let dates = draft.report.dates.clone();
    assert_eq!((dates.compared, dates.differing), (2, 2));
    assert_eq!(clock(dates.listed[0].file.0), "03-02T08:00");
    let after = draft.landed(&plan).unwrap();
    assert_eq!(after.settings, plan.settings);
    let scheduled = Scheduled::of(&after);
    for (id, difference) in draft.tasks.iter().map(|task| task.id).zip(&dates.listed) {
        let here = scheduled.dates(id).map(|dates| (dates.start, dates.finish));
        assert_eq!(here, Some(difference.ours), "{}", difference.title);
    }
    // The dates of the file hold on request, in this plan.
    draft.keep_dates(after);
    let after = draft.landed(&plan).unwrap();
    draft.compare_dates(&after);
    assert_eq!(draft.report.dates.listed, []);
    let scheduled = Scheduled::of(&after);
    let start = scheduled.dates(draft.tasks[0].id).map(|dates| clock(dates.start));
    assert_eq!(start.as_deref(), Some("03-02T08:00"));
}

#[test]
fn imported_rows_and_cards_follow_those_that_are_there() {
    let mut plan = running();
    for (text, last) in [("name,wbs\nB,1\nA,1.1\nC,2\n", "C"), ("name\nZ\nY\n", "Y")] {
        plan = read_for(&plan, text).landed(&plan).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        assert_eq!(titles(&plan).last(), Some(&last));
    }
    assert_eq!(titles(&plan), ["Old", "B", "A", "C", "Z", "Y"]);
    let mut cards: Vec<_> = plan.tasks.values().filter(|task| task.column.is_some()).collect();
    cards.sort_by(|one, other| one.card_rank.cmp(&other.card_rank));
    let cards: Vec<&str> = cards.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(cards, ["Old", "A", "C", "Z", "Y"]);
}
