//! Unsound, hostile and enormous input: an answer, never a panic.

use domain::plan::draft::Taken;
use domain::plan::problem::Concerned;
use domain::plan::task::DURATION_MAX;
use domain::plan::{Problem, ProblemKind};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::super::{FIELD_MAX, FILE_MAX, ROWS_MAX, Unsound, may_import, read_as};
use super::mspdi::{after, drafted, project, row};
use super::*;

const SMALL: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <Project xmlns=\"http://schemas.microsoft.com/project\"><Name>Plan</Name>\
    <StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID>\
    <Calendars><Calendar><UID>1</UID><Name>Standard</Name><BaseCalendarUID>2</BaseCalendarUID>\
    <WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>\
    <FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>\
    </WeekDays><Exceptions><Exception><DayWorking>0</DayWorking><Type>4</Type>\
    <MonthDay>1</MonthDay><Period>1</Period><TimePeriod><FromDate>2026-01-01T00:00:00</FromDate>\
    <ToDate>2027-01-01T00:00:00</ToDate></TimePeriod></Exception></Exceptions></Calendar>\
    <Calendar><UID>2</UID><Name>B</Name><BaseCalendarUID>1</BaseCalendarUID></Calendar></Calendars>\
    <Tasks><Task><UID>1</UID><Name>A</Name><OutlineLevel>1</OutlineLevel>\
    <Start>2026-03-02T08:00:00</Start><Finish>2026-03-04T12:00:00</Finish>\
    <Duration>PT8H0M0S</Duration></Task><Task><UID>2</UID><Name>B &amp; C</Name>\
    <OutlineLevel>2</OutlineLevel><Duration>PT16H0M0S</Duration><PredecessorLink>\
    <PredecessorUID>1</PredecessorUID><LinkLag>4800</LinkLag></PredecessorLink></Task></Tasks>\
    <Assignments><Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><TimephasedData>\
    <Type>1</Type><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T12:00:00</Finish>\
    <Value>PT4H0M0S</Value></TimephasedData></Assignment></Assignments></Project>";

const TABLE: &str = "id,name,duration,start,finish,predecessors,wbs,% complete\n\
    1,A,2d,2026-03-02,2026年3月3日,,1,50%\n2,\"B, C\",1w,,,1FS+2d,1.1,\n3,D,,,,2SS-50%,1.2,0.5\n";

#[test]
fn xml_that_is_no_plan_is_refused() {
    let namespace = "xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\"";
    check(&format!("<Project {namespace}/>"), "NotAProject { root: \"Project\" }");
    check("<rss><channel/></rss>", "NotAProject { root: \"rss\" }");
    let other = |name: &str| format!("OtherFormat {{ name: \"{name}\" }}");
    check("<APIBusinessObjects/>", &other("Primavera P6 XML (PMXML)"));
    check("<project mrproject-version=\"2\"/>", &other("GNOME Planner"));
    check("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<Project/>", "XmlDoctype { line: 1 }");
    let bomb = SMALL.replace("&amp;", "&lol;");
    check(&bomb, "XmlDoctype { line: 2 }");
    check("<Project>\n<Tasks>\n", "Xml { line: 3, fault: Unfinished }");
}

#[test]
fn a_file_without_tasks_is_a_plan_that_brings_nothing() {
    let summary = "<Task><UID>0</UID><OutlineLevel>0</OutlineLevel><Name>All</Name></Task>";
    let summary = format!("<Project><Tasks>{summary}</Tasks></Project>");
    for text in ["<Project/>", &summary, "name,start\n"] {
        let draft = read_bytes(text.as_bytes()).unwrap();
        assert_eq!(dates_of(&draft).lines().count(), 1, "{text}: the heading alone");
        assert_eq!(may_import(&draft), Err(ImportRefusal::NoTasks), "{text}");
    }
    let calendar = "<Calendars><Calendar><UID>1</UID></Calendar></Calendars>";
    let calendar = format!("<Project>{calendar}</Project>");
    assert_eq!(may_import(&read_bytes(calendar.as_bytes()).unwrap()), Ok(()));
}

#[test]
fn what_is_too_large_is_refused_before_work() {
    check_bytes(&vec![b'x'; FILE_MAX + 1], "TooLarge { max_mb: 64 }");
    let table = |rows: usize| format!("name\n{}", "A\n".repeat(rows));
    assert_eq!(read_bytes(table(ROWS_MAX).as_bytes()).unwrap().tasks.len(), ROWS_MAX);
    check(&table(ROWS_MAX + 1), "TooManyRows { max: 100000 }");
    let rows = "<Task><UID>1</UID></Task>".repeat(ROWS_MAX + 2);
    check(&format!("<Project><Tasks>{rows}</Tasks></Project>"), "TooManyRows { max: 100000 }");
    let wide = format!("name,notes\nA,{}\n", "x".repeat(FIELD_MAX + 1));
    check(&wide, "FieldTooLong { line: 2, max_kb: 1024 }");
    let deep = format!("<Project>{}", "<a>".repeat(70));
    check(&deep, "Xml { line: 1, fault: TooDeep }");
}

#[test]
fn lists_beside_the_tasks_are_bounded_too() {
    let many = |list: &str, item: &str| {
        let items = format!("<{item}/>").repeat(ROWS_MAX + 1);
        let file = format!("<Project><{list}>{items}</{list}></Project>");
        check(&file, "TooManyRows { max: 100000 }");
    };
    many("Calendars", "Calendar");
    many("Resources", "Resource");
    let fields = (0..2_000).map(|number| format!("<Field{number}>1</Field{number}>"));
    let fields: String = fields.collect();
    let task = format!("<Task><UID>1</UID><Name>A</Name>{fields}</Task>");
    let draft = read_bytes(format!("<Project><Tasks>{task}</Tasks></Project>").as_bytes()).unwrap();
    assert_eq!(draft.report.fields.len(), 1_000);
    check(&format!("name,duration{}\nA\n", ",".repeat(10_000)), "UnknownFormat");
}

#[test]
fn the_small_files_are_sound() {
    for text in [SMALL, TABLE] {
        let draft = read_bytes(text.as_bytes()).unwrap();
        assert!(draft.report.links > 0 || !draft.report.problems.is_empty());
    }
}

#[test]
fn an_hour_that_no_day_has_is_refused() {
    let table = "name,start\nA,2026:03-02\n";
    check(table, "BadValue { line: 2, field: \"start\", value: \"2026:03-02\" }");
}

#[test]
fn a_lag_beyond_the_years_is_told_with_its_line_and_the_rest_keeps_its_dates() {
    // Rows begin on line 6. Working time of a hundred years ends far behind 2149.
    let rows = [row(1, 1, "A", 8, ""), row(2, 1, "B", 8, &after(1, 1, 9_999_999_999, 7))];
    let draft = drafted(&rows, "");
    let (id, title) = (draft.tasks[1].id, "B".to_owned());
    let far =
        Problem { task: Some(Concerned { id, number: 2, title }), kind: ProblemKind::OutOfRange };
    let expected =
        [bent(7, "LinkLag", "9999999999", Taken::Longest), ImportProblem::Schedule(Box::new(far))];
    assert_eq!(draft.report.problems, expected);
    assert_eq!(draft.links[0].lag, Lag::Working(DURATION_MAX));
    let dates = Scheduled::of(&draft.to_plan());
    let starts = draft.tasks.iter().map(|task| iso(dates.dates(task.id).unwrap().start));
    assert_eq!(starts.collect::<Vec<_>>(), ["2026-03-02T08:00:00", "2149-12-31T23:59:00"]);
    // Percentages have an end of their own.
    let share = [row(1, 1, "A", 8, ""), row(2, 1, "B", 8, &after(1, 3, -200_000, 19))];
    let draft = drafted(&share, "");
    let taken = Taken::Percent(-100_000);
    assert_eq!(draft.report.problems, [bent(7, "LinkLag", "-200000", taken)]);
    assert_eq!(draft.links[0].lag, Lag::Percent(-100_000));
}

fn bent(line: u32, field: &str, value: &str, taken: Taken) -> ImportProblem {
    ImportProblem::Bent { line, field: field.to_owned(), value: value.to_owned(), taken }
}

fn iso(minute: Minute) -> String {
    datetime_at(minute).format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[test]
fn what_no_plan_can_hold_is_refused_by_an_import_and_bent_for_a_look() {
    let rows = [
        row(1, 1, "A", 8, "<Deadline>2150-03-01T17:00:00</Deadline>"),
        row(2, 1, "B", 8, &after(1, 1, 0, 7)).replace("PT8H0M0S", "-PT8H0M0S"),
        row(3, 1, "C", 8, &after(2, 1, 0, 7)),
    ];
    let text = project(&rows.concat(), "");
    check(&text, "DateOutOfRange { line: 6, value: \"2150-03-01T17:00:00\" }");
    let later = text.replace("2150-", "2149-");
    check(&later, "BadValue { line: 7, field: \"Duration\", value: \"-PT8H0M0S\" }");
    let mut last = 0;
    let mut ids = || {
        last += 1;
        Uuid::from_u128(last)
    };
    let draft = read_as(Unsound::Bent, text.as_bytes(), "sample.xml", &mut ids).unwrap();
    let end = Taken::Date(*planner::PLANNABLE.end());
    let expected = [
        bent(6, "Deadline", "2150-03-01T17:00:00", end),
        bent(7, "Duration", "-PT8H0M0S", Taken::NoTime),
    ];
    assert_eq!(draft.report.problems, expected);
    // A takes Monday, B no time, and C Tuesday.
    let dates = Scheduled::of(&draft.to_plan());
    let finishes = draft.tasks.iter().map(|task| iso(dates.dates(task.id).unwrap().finish));
    let expected = ["2026-03-02T17:00:00", "2026-03-02T17:00:00", "2026-03-03T17:00:00"];
    assert_eq!(finishes.collect::<Vec<_>>(), expected);
}

/// Where the inputs are kept that once failed; they are tried first, for ever.
const FOUND: FileFailurePersistence =
    FileFailurePersistence::Direct("src/server/import/tests/regressions.txt");

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(FOUND))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes(&bytes);
    }

    #[test]
    fn truncated_files_never_panic(end in 0_usize..2500, is_table: bool) {
        let bytes = if is_table { TABLE } else { SMALL }.as_bytes();
        let _ = read_bytes(&bytes[..end.min(bytes.len())]);
    }

    #[test]
    fn mutated_files_never_panic_and_what_is_read_can_be_saved(
        changes in prop::collection::vec((0_usize..2500, any::<u8>()), 1..6),
        digits in prop::collection::vec((0_usize..2500, b'0'..=b'9'), 0..12),
        is_table: bool,
    ) {
        let mut bytes = if is_table { TABLE } else { SMALL }.as_bytes().to_vec();
        let length = bytes.len();
        for (at, digit) in digits {
            if bytes[at % length].is_ascii_digit() {
                bytes[at % length] = digit;
            }
        }
        if let Ok(draft) = read_bytes(&bytes) {
            prop_assert!(files::apply(draft).is_ok());
        }
        for (at, byte) in changes {
            bytes[at % length] = byte;
        }
        if let Ok(draft) = read_bytes(&bytes) {
            prop_assert!(files::apply(draft).is_ok());
        }
    }
}

#[test]
fn endless_lists_are_bounded() {
    let missing = "<PredecessorLink><PredecessorUID>9</PredecessorUID></PredecessorLink>";
    let task = format!("<Task><UID>1</UID><Name>A</Name>{}</Task>", missing.repeat(1_500));
    let draft = read_bytes(format!("<Project><Tasks>{task}</Tasks></Project>").as_bytes()).unwrap();
    assert_eq!(draft.report.problems.len(), 1_001);
    assert_eq!(draft.report.problems.last(), Some(&ImportProblem::More { count: 500 }));
    let calendars: String =
        (0..600).map(|uid| format!("<Calendar><UID>{uid}</UID></Calendar>")).collect();
    let many = format!("<Project><Calendars>{calendars}</Calendars></Project>");
    let draft = read_bytes(many.as_bytes()).unwrap();
    assert_eq!(draft.calendars.len(), 500);
    assert_eq!(draft.report.problems, [ImportProblem::TooManyCalendars { max: 500 }]);
}
