//! Small tables as other programs and people write them.

use super::*;

#[test]
fn a_table_of_microsoft_project_is_read() {
    check(
        "ID,Task Name,Duration,Start,Finish,Predecessors,Outline Level,% Complete,Resource Names\n\
         1,Design,3 days,Mon 3/2/26 8:00 AM,,,1,0%,\n\
         2,Draft,2 days,Mon 3/2/26 9:00 AM,Tue 3/3/26 6:00 PM,,2,50%,Lin[50%]\n\
         3,\"Agree, sign\",0 days,,,2FS+1 day,2,0%,\n\
         4,Build,1 wk?,,,\"2SS+50%;3\",1,0%,\n",
        "Design 480m(days)
         .Draft 960m(days) 50% SNET 03-02T09:00
         .Agree, sign 0m(days) milestone
         Build 2400m(weeks)
         Draft FS+480m Agree, sign
         Draft SS+50% Build
         Agree, sign FS Build",
    );
}

#[test]
fn a_chinese_table_is_read_in_every_encoding() {
    let text = "标识号;任务名称;工期;开始时间;完成时间;前置任务;大纲级别;完成百分比\n\
                1;需求分析;2 个工作日;2026年3月2日;2026年3月3日;;1;100%\n\
                2;评审;;2026年3月4日;2026年3月6日;1FS+2 个工作日;1;\n";
    let expected = "需求分析 960m(days) 100% SNET 03-02T00:00
                    评审 1440m(days)
                    需求分析 FS+960m 评审";
    check(text, expected);
    check(&format!("\u{feff}{text}"), expected);
    let (gb18030, ..) = encoding_rs::GB18030.encode(text);
    check_bytes(&gb18030, expected);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check_bytes(&[&[0xFE, 0xFF][..], &utf16].concat(), expected);
}

#[test]
fn boards_and_trackers_are_read() {
    check(
        "Key\tIssue Type\tParent\tSummary\tStatus\tStart date\tDue date\n\
         P-2\tTask\tP-1\tSign in\tDone\t2026-03-02\t2026-03-03\n\
         P-1\tEpic\t\tAccounts\tTo Do\t\t\n\
         P-3\tTask\tP-9\tLost\tTo Do\t\t2026-03-06\n",
        "Accounts 480m(days)
         .Sign in 960m(days) 100% SNET 03-02T00:00
         Lost 480m(days) deadline 03-07T00:00
         MissingParent { task: \"Lost\", parent: \"P-9\" }",
    );
    check(
        "\"Version: 7.1\"\n\"Title\",\"Content\",\"Due Date\",\"Type\"\n\
         \"Open\",\"two\nlines\",\"15/Apr/26 9:00 AM\",\"Milestone\"\n",
        "Open 0m(days) milestone SNET 04-15T09:00 \"two\\nlines\"",
    );
}

#[test]
fn wbs_numbers_and_names_place_rows() {
    check(
        "WBS,Name,Blocked By\n1,A,\n1.1,B,\n1.1.1,C,\n1.2,\"D, E\",1.1.1\n2,F,\"D, E\"\n",
        "A 480m(days)
         .B 480m(days)
         ..C 480m(days)
         .D, E 480m(days)
         F 480m(days)
         C FS D, E
         D, E FS F",
    );
    check(
        "id,name,parent\n1,A,2\n2,B,1\n3,C,3\n",
        "B 480m(days)
         .A 480m(days)
         C 480m(days)
         MissingParent { task: \"B\", parent: \"1\" }
         MissingParent { task: \"C\", parent: \"3\" }",
    );
}

#[test]
fn what_needs_attention_is_named() {
    check(
        "id,name,start,finish,predecessors\n\
         1,A,2026-03-04,2026-03-02,7\n\
         1,,,,1;1\n\
         2,C,,,3\n\
         3,D,,,2\n",
        "A 480m(days)
         #3 480m(days)
         C 480m(days)
         D 480m(days)
         A FS #3
         C FS D
         FinishBeforeStart { task: \"A\" }
         Untitled { line: 3, title: \"#3\" }
         DoubleNumber { number: \"1\", line: 3, first: 2 }
         MissingPredecessor { task: \"A\", predecessor: \"7\" }
         DoubleLink { from: \"A\", to: \"#3\" }
         Loop { from: \"D\", to: \"C\", path: [\"C\", \"D\", \"C\"] }",
    );
}

#[test]
fn priorities_and_labels_are_read() {
    check(
        "summary,priority,labels\nFix login,Highest,\"web, security, web\"\nTidy up,low,\n",
        "Fix login 480m(days) urgent [\"web\", \"security\"]
         Tidy up 480m(days) low",
    );
    // Marks that turn the direction of writing come along with copied words.
    check(
        "name,labels\nA\u{200e}B,\"we\u{200f}b, security\"\n",
        "AB 480m(days) [\"web\", \"security\"]",
    );
    check(
        "任务名称,优先级,标签\n联调,高,接口、联调\n",
        "联调 480m(days) high [\"接口\", \"联调\"]",
    );
}

#[test]
fn bad_cells_are_refused_with_line_and_column() {
    let head = "任务名称,工期,开始时间,完成百分比\n甲,1天,2026-03-02,0%\n";
    let refused = |row: &str, expected: &str| check(&format!("{head}{row}\n"), expected);
    refused("乙,三天,,", "BadValue { line: 3, field: \"工期\", value: \"三天\" }");
    refused("乙,,2026-13-01,", "BadValue { line: 3, field: \"开始时间\", value: \"2026-13-01\" }");
    refused("乙,,,120%", "BadValue { line: 3, field: \"完成百分比\", value: \"120%\" }");
    refused("乙,,2150-01-01,", "DateOutOfRange { line: 3, value: \"2150-01-01\" }");
    refused("乙,,待定,", "甲 480m(days) SNET 03-02T00:00\n乙 480m(days)");
    check(
        "name,start\nA,10/07/2015\nB,13/07/2015\nC,04/15/2015\n",
        "BadValue { line: 4, \
         field: \"start\", value: \"04/15/2015\" }",
    );
}

#[test]
fn a_quote_that_swallows_rows_is_refused_with_the_line_where_it_opens() {
    let refused = |rows: &str, line: u32| {
        check(&format!("name,start\n{rows}"), &format!("OpenQuote {{ line: {line} }}"));
    };
    refused("\"abc,2026-01-01\nB,2026-01-02\n", 2);
    refused("A,2026-01-01\n\"abc,2026-01-01\nB,\"2026-01-02\"\n", 3);
    check("\"name,start\nA,2026-01-01\n", "OpenQuote { line: 1 }");
}

#[test]
fn an_order_of_day_and_month_that_nothing_tells_is_named() {
    let expected = |line: u32, value: &str| {
        format!(
            "DayOrMonth {{ line: {line}, value: \"{value}\", taken: 2026-03-04, \
             other: 2026-04-03 }}"
        )
    };
    check(
        "name,start\nA,2026-03-02\nB,03/04/2026\nC,05/06/2026\n",
        &format!(
            "A 480m(days) SNET 03-02T00:00
             B 480m(days) SNET 03-04T00:00
             C 480m(days) SNET 05-06T00:00
             {}",
            expected(3, "03/04/2026")
        ),
    );
    check(
        "name,start\nA,03/04/2026\nB,13/04/2026\n",
        "A 480m(days) SNET 04-03T00:00\nB 480m(days) SNET 04-13T00:00",
    );
    check("name,start\nA,05/05/2026\n", "A 480m(days) SNET 05-05T00:00");
}

#[test]
fn of_several_people_the_first_is_taken_and_the_report_says_so() {
    let text = "name,owner\nA,\"Lin[50%], Wang\"\nB,Wang\nC,\n";
    let mut draft = read_bytes(text.as_bytes()).unwrap();
    assert_eq!(draft.report.problems, [ImportProblem::OnlyFirstPerson { tasks: 1 }]);
    draft.assign(|_| None);
    let names = vec!["Lin".to_owned(), "Wang".to_owned()];
    let unknown = ImportProblem::UnknownPeople { names, count: 2, tasks: 2 };
    assert_eq!(draft.report.problems[1..], [unknown]);
}

#[test]
fn what_is_no_table_of_tasks_is_refused() {
    check("", "Empty");
    check(" \r\n\t", "Empty");
    check("车号,电量\nV1,40\n", "NoNameColumn { found: [\"车号\", \"电量\"] }");
    check(
        "Dear all, see you on Monday.\n",
        "NoNameColumn { found: [\"Dear all\", \
         \"see you on Monday.\"] }",
    );
    check("just words\n", "UnknownFormat");
    check("a\u{0}b", "UnknownFormat");
}

#[test]
fn columns_are_accounted_for() {
    let draft = read_bytes(b"Name,Sprint,Start\nA,4,2026-03-02\nB,,\n").unwrap();
    assert_eq!(fate(&draft, "Name"), Some((Verdict::Kept, 2)));
    assert_eq!(fate(&draft, "Start"), Some((Verdict::Changed(Change::Bounds), 1)));
    assert_eq!(fate(&draft, "Sprint"), Some((Verdict::NotSupported, 1)));
    assert_eq!(draft.name, "sample");
    assert_eq!(draft.calendars[0].name, "sample");
    assert_eq!(draft.uids[1].1, 2);
}
