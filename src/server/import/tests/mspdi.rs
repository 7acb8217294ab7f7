//! Small Microsoft Project files.

use domain::plan::draft::PlanDraft;
use domain::time::start_of;

use super::*;

/// A plan from 2 March 2026, a Monday, in the standard calendar, with the given rows and more.
pub(super) fn project(rows: &str, more: &str) -> String {
    let tasks = rows.replace("<T>", "<Task>").replace("</T>", "</Task>");
    format!(
        "<?xml version=\"1.0\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">\n\
         <Title>Plan</Title><StartDate>2026-03-02T08:00:00</StartDate>\
         <ScheduleFromStart>1</ScheduleFromStart><CalendarUID>1</CalendarUID>\
         <MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek>\n\
         <Calendars><Calendar><UID>1</UID><Name>Standard</Name></Calendar></Calendars>\n\
         <Tasks>\n{tasks}\n</Tasks>{more}\n</Project>"
    )
}

/// One row: its number, level, title, hours and other elements.
pub(in crate::server) fn row(uid: i64, level: i64, name: &str, hours: i64, more: &str) -> String {
    format!(
        "<T><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>\
         <Duration>PT{hours}H0M0S</Duration><DurationFormat>7</DurationFormat>{more}</T>\n"
    )
}

pub(super) fn after(uid: i64, kind: i64, lag: i64, format: i64) -> String {
    format!(
        "<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>\
         <LinkLag>{lag}</LinkLag><LagFormat>{format}</LagFormat></PredecessorLink>"
    )
}

#[track_caller]
fn check_rows(rows: &[String], expected: &str) {
    check(&project(&rows.concat(), ""), expected);
}

pub(super) fn drafted(rows: &[String], more: &str) -> PlanDraft {
    read_bytes(project(&rows.concat(), more).as_bytes()).unwrap()
}

#[test]
fn rows_become_an_outline() {
    check_rows(
        &[
            row(0, 0, "Plan", 16, "<Summary>1</Summary>"),
            row(4, 1, "Design", 16, "<Summary>1</Summary>"),
            row(7, 2, "  Draft\nand  R&amp;D ", 8, "<PercentComplete>50</PercentComplete>"),
            "<T><UID>8</UID><IsNull>1</IsNull></T>".to_owned(),
            row(9, 2, "Agree", 0, "<Milestone>1</Milestone><Notes>two\r\nlines</Notes>"),
            row(10, 1, "Build", 8, "<Active>0</Active><Deadline>2026-03-06T17:00:00</Deadline>"),
            row(11, 1, "Hand over", 8, "<Priority>900</Priority>"),
            row(12, 1, "Paint", 8, "<Priority>500</Priority>"),
        ],
        "Design 960m(days)
         .Draft and  R&D 480m(days) 50%
         .Agree 0m(days) milestone \"two\\nlines\"
         Build 480m(days) inactive deadline 03-06T17:00
         Hand over 480m(days) urgent
         Paint 480m(days)",
    );
}

#[test]
fn a_name_is_kept_without_the_marks_that_turn_it() {
    check_rows(
        &[
            row(1, 1, "Design\u{200e} of the \u{202b}hull\u{202c}", 8, ""),
            row(2, 1, "Build\u{2028}it", 8, ""),
            row(3, 1, &format!("\u{202e}{}", "x".repeat(250)), 8, ""),
        ],
        &format!(
            "Design of the hull 480m(days)
             Build it 480m(days)
             {} 480m(days)
             TitleCut {{ title: \"{}…\" }}",
            "x".repeat(200),
            "x".repeat(60),
        ),
    );
}

#[test]
fn durations_constraints_and_dates_are_read() {
    let constraint = |kind: i64| {
        format!(
            "<ConstraintType>{kind}</ConstraintType>\
             <ConstraintDate>2026-03-04T08:00:00</ConstraintDate>"
        )
    };
    check_rows(
        &[
            row(1, 1, "A", 24, "").replace("<DurationFormat>7<", "<DurationFormat>8<"),
            row(2, 1, "B", 2, "").replace("<DurationFormat>7<", "<DurationFormat>37<"),
            row(3, 1, "C", 8, &constraint(4)),
            row(4, 1, "D", 8, &constraint(3)),
            row(5, 1, "E", 8, "<ConstraintType>1</ConstraintType>"),
            row(6, 1, "F", 8, "<ConstraintType>2</ConstraintType>"),
            row(
                7,
                1,
                "G",
                8,
                "<Manual>1</Manual><Start>2026-03-05T08:00:00</Start>\
                 <ManualFinish>2026-03-06T12:00:00</ManualFinish>",
            ),
            row(
                8,
                1,
                "H",
                8,
                "<ActualStart>2026-03-02T08:00:00</ActualStart>\
                 <ActualFinish>2026-03-02T17:00:00</ActualFinish>\
                 <PercentComplete>100</PercentComplete>",
            ),
            row(9, 1, "I", 8, "<LevelingDelay>14400</LevelingDelay>"),
        ],
        "A 1440m(elapsed days)
         B 120m(hours)
         C 480m(days) SNET 03-04T08:00
         D 480m(days) MFO 03-04T08:00
         E 480m(days) ALAP 01-01T00:00
         F 480m(days)
         G 480m(days) manual 03-05T08:00..03-06T12:00
         H 480m(days) 100% actual 03-02T08:00..03-02T17:00
         I 480m(days) delayed 1440",
    );
}

#[test]
fn links_carry_kind_and_lag() {
    let links = [after(1, 3, 9600, 7), after(2, 0, -14_400, 8), after(3, 2, -50, 19)];
    check_rows(
        &[
            row(1, 1, "A", 8, ""),
            row(2, 1, "B", 8, &after(1, 1, 0, 7)),
            row(3, 1, "C", 8, ""),
            row(4, 1, "D", 8, &links.concat()),
        ],
        "A 480m(days)
         B 480m(days)
         C 480m(days)
         D 480m(days)
         A FS B
         A SS+960m D
         B FF-1440em D
         C SF-50% D",
    );
}

#[test]
fn what_is_wrong_with_links_is_named() {
    check_rows(
        &[
            row(1, 1, "A", 8, &after(2, 1, 0, 7)),
            row(2, 1, "B", 8, &[after(1, 1, 0, 7), after(1, 3, 0, 7), after(9, 1, 0, 7)].concat()),
            row(2, 1, "B2", 8, &after(2, 1, 0, 7)),
        ],
        "A 480m(days)
         B 480m(days)
         B2 480m(days)
         A FS B
         B FS B2
         DoubleNumber { number: \"2\", line: 8, first: 7 }
         DoubleLink { from: \"A\", to: \"B\" }
         MissingPredecessor { task: \"B\", predecessor: \"#9\" }
         Loop { from: \"B\", to: \"A\", path: [\"A\", \"B\", \"A\"] }",
    );
}

#[test]
fn a_child_before_its_own_summary_is_a_loop() {
    let rows = [row(1, 1, "Sum", 8, &after(2, 1, 0, 7)), row(2, 2, "Child", 8, "")];
    let draft = drafted(&rows, "");
    assert!(draft.links.is_empty());
    let [ImportProblem::Loop { from, to, .. }] = &draft.report.problems[..] else {
        panic!("{:?}", draft.report.problems)
    };
    assert_eq!((from.as_str(), to.as_str()), ("Child", "Sum"));
}

#[test]
fn titles_are_made_fit() {
    let long = "x".repeat(201);
    let cut = "x".repeat(200);
    check_rows(
        &[row(1, 1, " ", 8, ""), row(2, 1, &long, 8, "")],
        &format!(
            "#1 480m(days)\n{cut} 480m(days)\nUntitled {{ line: 6, title: \"#1\" }}\n\
             TitleCut {{ title: \"{}…\" }}",
            "x".repeat(60)
        ),
    );
}

const CALENDARS: &str = "<Calendars><Calendar><UID>5</UID><Name>Shifts</Name><WeekDays>\
    <WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes>\
    <WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>\
    </WorkingTimes></WeekDay>\
    <WeekDay><DayType>3</DayType><DayWorking>1</DayWorking></WeekDay>\
    <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>\
    <FromDate>2026-05-01T00:00:00</FromDate><ToDate>2026-05-03T23:59:00</ToDate></TimePeriod>\
    </WeekDay></WeekDays></Calendar>\
    <Calendar><UID>6</UID><Name>Lin</Name><BaseCalendarUID>5</BaseCalendarUID></Calendar>\
    <Calendar><UID>7</UID><Name>Wang</Name><BaseCalendarUID>5</BaseCalendarUID><Exceptions>\
    <Exception><Name>Leave</Name><DayWorking>0</DayWorking><Type>1</Type><TimePeriod>\
    <FromDate>2026-03-03T00:00:00</FromDate><ToDate>2026-03-03T23:59:00</ToDate></TimePeriod>\
    </Exception></Exceptions></Calendar></Calendars>";

#[test]
fn calendars_inherit_and_are_kept_once() {
    let rows = [
        row(1, 1, "A", 8, "<CalendarUID>6</CalendarUID>"),
        row(2, 1, "B", 8, "<CalendarUID>7</CalendarUID>"),
    ];
    let draft = drafted(&rows, CALENDARS);
    let names: Vec<&str> = draft.calendars.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Standard", "Shifts", "Wang"]);
    let shifts = &draft.calendars[1];
    assert_eq!(draft.tasks[0].calendar, Some(shifts.id));
    assert_eq!((shifts.week[0][0].from, shifts.week[0][0].to), (1320, 1440));
    assert_eq!(shifts.week[1].len(), 2);
    assert!(shifts.week[2].is_empty());
    let days = |day: &str| start_of(day.parse().unwrap());
    let work = |from, to| draft.calendars[2].to_planner().working_between(days(from), days(to));
    assert_eq!(work("2026-03-02", "2026-03-09"), 120);
    assert_eq!(work("2026-03-09", "2026-03-16"), 600);
    assert_eq!(draft.calendars[2].exceptions.len(), 2);
}

#[test]
fn a_calendar_without_work_is_replaced() {
    let never = (1..=7).map(|day| {
        format!("<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>")
    });
    let never: String = never.collect();
    let more = format!(
        "<Calendars><Calendar><UID>5</UID><Name>Never</Name><WeekDays>{never}</WeekDays>\
         </Calendar></Calendars>"
    );
    let draft = drafted(&[row(1, 1, "A", 8, "")], &more);
    let problem = ImportProblem::CalendarWithoutWork { calendar: "Never".to_owned() };
    assert_eq!(draft.report.problems, [problem]);
    assert!(draft.calendars.into_iter().all(|calendar| calendar.checked().is_ok()));
}

/// Lin (1), who works as the project does, Wang (2), who is on leave on the 3rd, sand (3), and what
/// they work on.
pub(in crate::server) fn with_people(rows: &str, assignments: &str) -> String {
    let leave = "<Calendar><UID>3</UID><Name>Wang</Name><BaseCalendarUID>1</BaseCalendarUID>\
        <Exceptions><Exception><DayWorking>0</DayWorking><TimePeriod>\
        <FromDate>2026-03-03T00:00:00</FromDate><ToDate>2026-03-03T23:59:00</ToDate>\
        </TimePeriod></Exception></Exceptions></Calendar>";
    let more = format!(
        "<Calendars>{leave}</Calendars><Resources>\
         <Resource><UID>1</UID><Name>Lin</Name><Type>1</Type></Resource>\
         <Resource><UID>2</UID><Name>Wang</Name><Type>1</Type>\
         <CalendarUID>3</CalendarUID></Resource>\
         <Resource><UID>3</UID><Name>Sand</Name><Type>0</Type></Resource></Resources>\
         <Assignments>{assignments}</Assignments>"
    );
    project(rows, &more)
}

/// An assignment of work in whole hours from 8:00 to 17:00 of the given days of March 2026.
fn assigned(resource: i64, days: &[(u32, i64)]) -> String {
    let periods: String = days
        .iter()
        .map(|(day, hours)| {
            format!(
                "<TimephasedData><Type>1</Type><Start>2026-03-{day:02}T08:00:00</Start>\
                 <Finish>2026-03-{day:02}T17:00:00</Finish><Value>PT{hours}H0M0S</Value>\
                 </TimephasedData>"
            )
        })
        .collect();
    let (first, last) = (days[0].0, days[days.len() - 1].0);
    format!(
        "<Assignment><TaskUID>1</TaskUID><ResourceUID>{resource}</ResourceUID>\
         <Start>2026-03-{first:02}T08:00:00</Start><Finish>2026-03-{last:02}T17:00:00</Finish>\
         {periods}</Assignment>"
    )
}

/// A task over the given days of March 2026, on which people work.
fn check_assigned(hours: i64, days: (u32, u32), assignments: &str, expected: &str) {
    let (first, last) = days;
    let dates = format!(
        "<Start>2026-03-{first:02}T08:00:00</Start><Finish>2026-03-{last:02}T17:00:00</Finish>"
    );
    check(&with_people(&row(1, 1, "A", hours, &dates), assignments), expected);
}

#[test]
fn pauses_and_own_time_shape_a_task() {
    check_assigned(16, (2, 3), &assigned(1, &[(2, 8), (3, 8)]), "A 960m(days)");
    check_assigned(
        16,
        (2, 5),
        &assigned(1, &[(2, 8), (3, 0), (4, 0), (5, 8)]),
        "A 960m(days) splits [(480, 960)]",
    );
    check_assigned(16, (2, 4), &assigned(1, &[(3, 8), (4, 8)]), "A 960m(days) splits [(0, 480)]");
    check_assigned(16, (2, 4), &assigned(2, &[(2, 8), (4, 8)]), "A 960m(days) Wang 960+0");
    check_assigned(16, (2, 3), &assigned(3, &[(2, 8), (5, 8)]), "A 960m(days)");
}

#[test]
fn interrupted_work_goes_on_when_the_file_says() {
    let under_way = |finish: u32| {
        format!(
            "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-{finish:02}T17:00:00</Finish>\
             <ActualStart>2026-03-02T08:00:00</ActualStart><PercentComplete>50</PercentComplete>\
             <RemainingDuration>PT8H0M0S</RemainingDuration>\
             <Stop>2026-03-02T17:00:00</Stop><Resume>2026-03-05T08:00:00</Resume>"
        )
    };
    let actual = "A 960m(days) 50% actual 03-02T08:00..";
    check_rows(&[row(1, 1, "A", 16, &under_way(5))], &format!("{actual} resumes 03-05T08:00"));
    check_rows(&[row(1, 1, "A", 16, &under_way(3))], actual);
}

#[test]
fn settings_name_and_people_are_read() {
    let more = "<Resources><Resource><UID>1</UID><Name>Lin Hua</Name></Resource></Resources>\
        <Assignments><Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment>\
        </Assignments>";
    let mut draft = drafted(&[row(1, 1, "A", 8, ""), row(2, 1, "B", 8, "")], more);
    assert_eq!(draft.name, "Plan");
    assert_eq!(clock(draft.settings.start), "03-02T08:00");
    assert_eq!(draft.settings.finish, None);
    assert_eq!(draft.people, [(draft.tasks[0].id, "Lin Hua".to_owned())]);
    draft.assign(|_| None);
    let names = vec!["Lin Hua".to_owned()];
    let problem = ImportProblem::UnknownPeople { names, count: 1, tasks: 1 };
    assert_eq!(draft.report.problems, [problem]);
    let backwards = project(&row(1, 1, "A", 8, ""), "<FinishDate>2026-04-01T17:00:00</FinishDate>")
        .replace("<ScheduleFromStart>1<", "<ScheduleFromStart>0<");
    let draft = read_bytes(backwards.as_bytes()).unwrap();
    assert_eq!(draft.settings.finish.map(clock).as_deref(), Some("04-01T17:00"));
}

#[test]
fn what_wins_where_a_date_disagrees_with_a_link_is_read() {
    let yields = |more: &str| drafted(&[row(1, 1, "A", 8, "")], more).settings.constraints_yield;
    assert!(!yields(""));
    assert!(!yields("<HonorConstraints>1</HonorConstraints>"));
    assert!(yields("<HonorConstraints>0</HonorConstraints>"));
    let draft = drafted(&[row(1, 1, "A", 8, "")], "<HonorConstraints>1</HonorConstraints>");
    assert_eq!(fate(&draft, "Project/HonorConstraints"), Some((Verdict::Kept, 1)));
}

#[test]
fn bad_values_are_refused_with_their_line() {
    let with = |more: &str| project(&row(1, 1, "A", 8, &format!("\n{more}")), "");
    let refused = |more: &str, expected: &str| check(&with(more), expected);
    refused("<Start>soon</Start>", "BadValue { line: 7, field: \"Start\", value: \"soon\" }");
    refused(
        "<Deadline>1969-12-31T08:00:00</Deadline>",
        "DateOutOfRange { line: 7, value: \"1969-12-31T08:00:00\" }",
    );
    refused(
        "<Finish>2150-01-01T08:00:00</Finish>",
        "DateOutOfRange { line: 7, value: \"2150-01-01T08:00:00\" }",
    );
    refused(
        "<PercentComplete>half</PercentComplete>",
        "BadValue { line: 7, field: \"PercentComplete\", value: \"half\" }",
    );
    let negative = with("").replace("PT8H0M0S", "-PT8H0M0S");
    check(&negative, "BadValue { line: 6, field: \"Duration\", value: \"-PT8H0M0S\" }");
    let endless = with("").replace("PT8H0M0S", "PT9000000H0M0S");
    check(&endless, "BadValue { line: 6, field: \"Duration\", value: \"PT9000000H0M0S\" }");
}
