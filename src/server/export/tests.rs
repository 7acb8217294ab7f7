//! What is written is read again as it was.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use domain::plan::link::Lag;
use domain::plan::{Dated, Outline, Plan, PlanDraft, Row, Scheduled, Task};
use domain::time::{datetime_at, start_of};
use domain::{CalendarId, LinkId, TaskId, UserId};
use uuid::Uuid;

use super::super::import::tests::effort::{untimed, work};
use super::super::import::tests::files::{apply, ends_with, files};
use super::super::import::tests::mspdi::{row, with_people};
use super::super::import::tests::{dates_of, read_bytes};
use super::{Outgoing, mspdi};

fn written(plan: &Plan) -> Vec<u8> {
    written_with(plan, &[])
}

fn written_with(plan: &Plan, baselines: &[(u8, Plan)]) -> Vec<u8> {
    mspdi(&Outgoing { name: "Plan", plan, people: &BTreeMap::new(), baselines })
}

/// A draft whose ids are places in its lists, so that two of the same content are equal. What is
/// computed for summaries is left out: how long they take and how much of it is done.
fn by_place(mut draft: PlanDraft) -> PlanDraft {
    let place = |index: usize| Uuid::from_u128(index as u128);
    let calendars: BTreeMap<CalendarId, CalendarId> = draft
        .calendars
        .iter()
        .enumerate()
        .map(|(index, calendar)| (calendar.id, CalendarId(place(index))))
        .collect();
    let tasks: BTreeMap<TaskId, TaskId> = draft
        .tasks
        .iter()
        .enumerate()
        .map(|(index, task)| (task.id, TaskId(place(index))))
        .collect();
    let summaries: Vec<TaskId> = draft.tasks.iter().filter_map(|task| task.parent).collect();
    draft.settings.calendar = calendars[&draft.settings.calendar];
    for calendar in &mut draft.calendars {
        calendar.id = calendars[&calendar.id];
    }
    for task in &mut draft.tasks {
        if summaries.contains(&task.id) {
            task.percent = 0;
            task.duration.minutes *= i64::from(task.manual.is_some());
        }
        task.id = tasks[&task.id];
        task.parent = task.parent.map(|parent| tasks[&parent]);
        task.calendar = task.calendar.map(|calendar| calendars[&calendar]);
        let times = task.shape.iter_mut().flat_map(|shape| &mut shape.assignments);
        times.for_each(|(calendar, ..)| *calendar = calendars[calendar]);
        let shares = task.shares.iter_mut().filter_map(|share| share.calendar.as_mut());
        shares.for_each(|calendar| *calendar = calendars[calendar]);
    }
    for link in &mut draft.links {
        (link.from, link.to) = (tasks[&link.from], tasks[&link.to]);
        link.id = LinkId(Uuid::nil());
    }
    draft.links.sort_by_key(|link| (link.to, link.from));
    for baseline in &mut draft.baselines {
        let lay = std::mem::take(&mut baseline.tasks);
        baseline.tasks = lay.into_iter().map(|(task, lay)| (tasks[&task], lay)).collect();
    }
    draft
}

#[test]
fn plans_of_other_programs_come_back_as_they_were() {
    for path in files("plans").iter().filter(|path| ends_with(path, "xml")) {
        let draft = read_bytes(&std::fs::read(path).unwrap()).unwrap();
        if draft.tasks.is_empty() {
            continue;
        }
        let mut plan = apply(draft.clone()).unwrap();
        // The calendar of the empty plan that it was read into.
        plan.calendars.retain(|id, _| draft.calendars.iter().any(|calendar| calendar.id == *id));
        let past = draft.baselines.iter().map(|filed| (filed.slot, filed.to_plan(&plan)));
        let past: Vec<(u8, Plan)> = past.collect();
        let again = read_bytes(&written_with(&plan, &past))
            .unwrap_or_else(|refusal| panic!("{path:?}: {refusal}"));
        let dates = |draft: &PlanDraft| {
            let csv = dates_of(draft);
            csv.lines().map(|line| line.split_once(',').unwrap().1.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(dates(&draft), dates(&again), "{path:?}");
        let (draft, again) = (by_place(draft), by_place(again));
        assert_eq!(draft.settings, again.settings, "{path:?}");
        assert_eq!(draft.calendars, again.calendars, "{path:?}");
        for (one, other) in draft.tasks.iter().zip(&again.tasks) {
            assert_eq!(one, other, "{path:?}");
        }
        assert_eq!(draft.tasks.len(), again.tasks.len(), "{path:?}");
        assert_eq!(draft.links, again.links, "{path:?}");
        assert_eq!(draft.baselines, again.baselines, "{path:?}");
    }
}

#[test]
fn baselines_keep_their_numbers_and_the_status_date_its_day() {
    let lay = |number: u8, day: u8, hours: u8| {
        format!(
            "<Baseline><Number>{number}</Number><Start>2026-03-{day:02}T08:00:00</Start>\
             <Finish>2026-03-{day:02}T17:00:00</Finish><Duration>PT{hours}H0M0S</Duration>\
             <Work>PT{hours}H30M0S</Work><Cost>100</Cost></Baseline>"
        )
    };
    let file = format!(
        "<Project><Title>Plan</Title><StartDate>2026-03-02T08:00:00</StartDate>\
         <StatusDate>2026-03-04T17:00:00</StatusDate><Tasks>\
         <Task><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration>{}{}</Task>\
         <Task><UID>2</UID><Name>B</Name><Duration>PT8H0M0S</Duration>{}</Task>\
         </Tasks></Project>",
        lay(0, 5, 4),
        lay(7, 6, 9),
        lay(7, 7, 8),
    );
    let draft = read_bytes(file.as_bytes()).unwrap();
    assert_eq!((draft.report.baselines, draft.report.status_date), (2, draft.status_date));
    assert_eq!(draft.settings.status_date, None, "nothing moves unless somebody asks for it");
    let mut plan = apply(draft.clone()).unwrap();
    let past = draft.baselines.iter().map(|filed| (filed.slot, filed.to_plan(&plan)));
    let past: Vec<(u8, Plan)> = past.collect();
    plan.settings.status_date = draft.status_date;
    let again = read_bytes(&written_with(&plan, &past)).unwrap();
    assert_eq!(again.status_date, draft.status_date);
    assert!(again.status_date.is_some());
    let (draft, again) = (by_place(draft), by_place(again));
    assert_eq!(again.baselines, draft.baselines);
    let tasks: Vec<usize> = again.baselines.iter().map(|filed| filed.tasks.len()).collect();
    let slots: Vec<u8> = again.baselines.iter().map(|filed| filed.slot).collect();
    assert_eq!((slots, tasks), (vec![0, 7], vec![1, 2]));
    let work = again.baselines.iter().flat_map(|filed| filed.tasks.values());
    let work: Vec<Option<i64>> = work.map(|lay| lay.work).collect();
    assert_eq!(work, [Some(270), Some(570), Some(510)]);
}

#[test]
fn what_is_critical_and_what_wins_come_back() {
    let file = "<Project><Title>Plan</Title><StartDate>2026-03-02T08:00:00</StartDate>\
        <MinutesPerDay>450</MinutesPerDay><Tasks>\
        <Task><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration></Task></Tasks></Project>";
    let mut plan = apply(read_bytes(file.as_bytes()).unwrap()).unwrap();
    // A part of a day leaves as a whole one: the format counts no less.
    for (yields, float, expected) in [(true, 900, 900), (false, 0, 0), (false, 451, 900)] {
        plan.settings.constraints_yield = yields;
        plan.settings.critical_float = float;
        let again = read_bytes(&written(&plan)).unwrap().settings;
        assert_eq!((again.constraints_yield, again.critical_float), (yields, expected));
    }
}

#[test]
fn tasks_that_follow_their_effort_come_back_so() {
    let effort = |hours: i64| format!("<Work>PT{hours}H0M0S</Work>");
    let rows = [
        untimed(1, "A", &effort(20)),
        untimed(2, "B", &effort(32)),
        untimed(3, "C", &effort(7)),
        row(4, 1, "D", 40, &effort(20)),
    ];
    let assigned = [
        work(1, 1, 20, "0.5"),
        work(2, 1, 16, "1"),
        work(2, 2, 16, "1"),
        // 420 minutes / 0.333 = 1261.3: the 1262nd is begun and counts.
        work(3, 1, 7, "0.333"),
        work(4, 1, 20, "0.5"),
    ];
    let file = with_people(&rows.concat(), &assigned.concat());
    let draft = read_bytes(file.as_bytes()).unwrap();
    let shares = |task: &Task| task.shares.iter().map(|share| share.units).collect::<Vec<_>>();
    let all: Vec<Vec<u32>> = draft.tasks.iter().map(shares).collect();
    assert_eq!(all, [vec![500], vec![1000, 1000], vec![333], vec![]]);
    let mut plan = apply(draft.clone()).unwrap();
    plan.calendars.retain(|id, _| draft.calendars.iter().any(|calendar| calendar.id == *id));
    let bytes = written(&plan);
    let text = String::from_utf8(bytes.clone()).unwrap();
    for (said, times) in [
        ("<EffortDriven>1</EffortDriven>", 3),
        ("<Units>0.5</Units>", 1),
        ("<Units>0.333</Units>", 1),
        ("<Units>1</Units>", 2),
        ("<Work>PT20H0M0S</Work>", 3),
        ("<Work>PT16H0M0S</Work>", 2),
    ] {
        assert_eq!(text.matches(said).count(), times, "{said}");
    }
    let again = read_bytes(&bytes).unwrap();
    assert_eq!(expected(&plan), expected(&apply(again.clone()).unwrap()));
    let (draft, again) = (by_place(draft), by_place(again));
    assert_eq!(draft.calendars, again.calendars);
    assert_eq!(draft.tasks, again.tasks);
}

#[test]
fn who_answers_for_a_phase_and_a_start_set_by_hand_come_back() {
    let file = "<Project><Title>Plan</Title><StartDate>2026-03-02T08:00:00</StartDate><Tasks>\
        <Task><UID>1</UID><Name>Phase</Name><OutlineLevel>1</OutlineLevel></Task>\
        <Task><UID>2</UID><Name>A</Name><OutlineLevel>2</OutlineLevel>\
        <Duration>PT16H0M0S</Duration></Task></Tasks></Project>";
    let mut plan = apply(read_bytes(file.as_bytes()).unwrap()).unwrap();
    let lin = UserId(Uuid::from_u128(7));
    let people = BTreeMap::from([(lin, "Lin".to_owned())]);
    let start = start_of("2026-03-05".parse().unwrap()) + 480;
    // Without a finish the duration says when the work ends, also after it has changed.
    let by_hand = Some(Dated { start: Some(start), finish: None });
    for task in plan.tasks.values_mut() {
        task.assignee = Some(lin);
        task.manual = by_hand.filter(|_| task.parent.is_some());
    }
    let file = mspdi(&Outgoing { name: "Plan", plan: &plan, people: &people, baselines: &[] });
    let again = read_bytes(&file).unwrap();
    let named: Vec<&str> = again.people.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(named, ["Lin", "Lin"]);
    assert_eq!((again.tasks[0].manual, again.tasks[1].manual), (None, by_hand));
    assert_eq!(expected(&plan), expected(&apply(again).unwrap()));
}

/// A task as MPXJ tells it: number, title, start, finish, predecessors.
type Told = (String, String, String, String, Vec<String>);

/// What MPXJ reads from files, each told apart by its path.
fn told(python: &OsStr, paths: &[PathBuf]) -> Vec<Vec<Told>> {
    let project = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let script = Path::new(&project).join("tests/mpxj/read.py");
    let output = Command::new(python).arg(script).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut files: Vec<Vec<Told>> = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [number, title, start, finish, links] = fields[..] else {
            files.push(Vec::new());
            continue;
        };
        let links = links.split_ascii_whitespace().map(str::to_owned).collect();
        let [number, title, start, finish] = [number, title, start, finish].map(str::to_owned);
        files.last_mut().unwrap().push((number, title, start, finish, links));
    }
    files
}

/// The same of a plan, in the order of its rows.
fn expected(plan: &Plan) -> Vec<Told> {
    let scheduled = Scheduled::of(plan);
    let iso = |at| datetime_at(at).format("%Y-%m-%dT%H:%M").to_string();
    let row = |row: &Row| {
        let (task, dates) = (&plan.tasks[&row.task], scheduled.dates(row.task).unwrap());
        let links = plan.links.values().filter(|link| link.to == row.task).map(|link| {
            let lag = match link.lag {
                Lag::Working(minutes) | Lag::Elapsed(minutes) => minutes.to_string(),
                Lag::Percent(percent) => format!("{percent}%"),
            };
            format!("{}{}{lag}", plan.tasks[&link.from].number, link.kind.letters())
        });
        let mut links: Vec<String> = links.collect();
        links.sort();
        (task.number.to_string(), task.title.clone(), iso(dates.start), iso(dates.finish), links)
    };
    Outline::of(plan).rows.iter().map(row).collect()
}

#[test]
fn another_program_reads_the_same() {
    let Some(python) = std::env::var_os("ACCORD_TEST_MPXJ") else {
        println!("left out: the test run has found no Java for MPXJ");
        return;
    };
    let folder = std::env::temp_dir().join(format!("accord-export-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (mut plans, mut paths) = (Vec::new(), Vec::new());
    for path in files("plans").iter().filter(|path| ends_with(path, "xml")) {
        let plan = apply(read_bytes(&std::fs::read(path).unwrap()).unwrap()).unwrap();
        let written_to = folder.join(path.file_name().unwrap());
        std::fs::write(&written_to, written(&plan)).unwrap();
        plans.push(plan);
        paths.push(written_to);
    }
    let told = told(&python, &paths);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(told.len(), plans.len());
    for ((plan, told), path) in plans.iter().zip(told).zip(&paths) {
        for (ours, theirs) in expected(plan).into_iter().zip(&told) {
            assert_eq!(ours, *theirs, "{path:?}");
        }
        assert_eq!(plan.tasks.len(), told.len(), "{path:?}");
    }
}
