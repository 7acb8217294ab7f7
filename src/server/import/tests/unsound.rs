//! Unsound, hostile and enormous input: an answer, never a panic.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::super::{FIELD_MAX, FILE_MAX, ROWS_MAX};
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
    check("<Project/>", "NoTasks");
    check("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<Project/>", "XmlDoctype { line: 1 }");
    let bomb = SMALL.replace("&amp;", "&lol;");
    check(&bomb, "XmlDoctype { line: 2 }");
    check("<Project>\n<Tasks>\n", "Xml { line: 3, reason: \"unexpected end of file\" }");
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
    check(&deep, "Xml { line: 1, reason: \"nested too deeply\" }");
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
