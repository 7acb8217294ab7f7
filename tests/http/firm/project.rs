//! A project of the firm with its plan, and what was said about it.

use domain::holidays::Naming;
use domain::message::{Author, Message, Thread};
use domain::plan::first::{FirstWords, first_plan};
use domain::plan::{Dated, Plan, Rank, Task};
use domain::project::{Method, Phase, PhaseMethods, Project};
use domain::time::{self, Timestamp};
use domain::voice::{Complaint, ComplaintDraft, ComplaintState, Severity};
use domain::{ClientId, ComplaintId, ContactId, MessageId, ProjectId, TaskId, UserId};
use store::Tx;

use super::{
    ADMINISTRATOR, CONTACT, HIDDEN_TASK, Hidden, LEAD, MEMBER, MESSAGE, MILESTONE, OTHER_CONTACT,
    OTHER_LEAD, OTHER_MESSAGE, OTHER_TASK, OWN, SPOKEN, TASK, id, reached_of,
};

pub(super) async fn put_project(
    tx: &mut Tx,
    (hidden, has_reached): (Hidden, bool),
    (number, client, lead): (u128, u128, u128),
    now: Timestamp,
) {
    let is_own = number == OWN;
    let project = Project {
        id: ProjectId(id(number)),
        client: ClientId(id(client)),
        key: if is_own { "OWN".to_owned() } else { "OTHER".to_owned() },
        name: if is_own { "Warehouse".to_owned() } else { format!("{} project", hidden.word) },
        methods: PhaseMethods::uniform(Method::Waterfall),
        phase: Phase::Execution,
        lead: UserId(id(lead)),
        status: format!("{} status", hidden.word),
        next_meeting: "Wednesday at 14:00".to_owned(),
        is_demo: false,
        version: 1,
    };
    store::projects::create(tx, &project, now).await.unwrap();
    let mut plan = plan(hidden, is_own);
    if has_reached {
        let reached = add(&mut plan, reached_of(number), "Contract signed".to_owned());
        reached.is_client_visible = true;
        reached.is_milestone = true;
        reached.duration.minutes = 0;
        reached.percent = 100;
    }
    store::plans::create(tx, project.id, &plan, now).await.unwrap();
    let row = |id: &TaskId| accord::server::plans::row(&plan, *id);
    let rows: Vec<_> = plan.tasks.keys().filter_map(row).collect();
    store::plans::index_tasks(tx, project.id, &rows, &[]).await.unwrap();
    put_talk(tx, hidden, project.id, is_own).await;
}

/// What was written in a project and said about it. Whatever the client reads has a fixed time, so
/// that two firms tell the same.
async fn put_talk(tx: &mut Tx, hidden: Hidden, project: ProjectId, is_own: bool) {
    let (contact, lead) = if is_own { (CONTACT, LEAD) } else { (OTHER_CONTACT, OTHER_LEAD) };
    let first = if is_own { MESSAGE } else { OTHER_MESSAGE };
    let written = |number: u128, is_client: bool, body: String| Message {
        id: MessageId(id(number)),
        project,
        thread: Thread::of_project(project),
        author: match is_client {
            true => Author::Client(ContactId(id(contact))),
            false => Author::Team(Some(UserId(id(lead)))),
        },
        author_name: if is_client { "Zhao Mingqi" } else { hidden.word }.to_owned(),
        body,
        is_client_visible: is_client,
        reply_to: None,
        passage: None,
        became: None,
        at: SPOKEN,
    };
    let asked = written(first, true, "When does the trial begin?".to_owned());
    let remark = written(first + 10, false, format!("{} remark", hidden.word));
    for message in [asked, remark] {
        store::messages::create(tx, &message, &[], &[]).await.unwrap();
    }
    // Somebody else of the client complained: that is between this person and the owner.
    let complaint = Complaint {
        id: ComplaintId(id(first + 20)),
        project,
        number: 1,
        contact: ContactId(id(contact + 1)),
        contact_name: hidden.word.to_owned(),
        draft: ComplaintDraft {
            happened: format!("{} mishap", hidden.word),
            severity: Severity::Minor,
            wish: format!("{} wish", hidden.word),
        },
        owner: Some(UserId(id(ADMINISTRATOR))),
        owner_name: format!("{} owner", hidden.word),
        state: ComplaintState::Received,
        promised_by: SPOKEN.plus_minutes(240),
        at: SPOKEN,
        version: 1,
    };
    store::complaints::create(tx, &complaint).await.unwrap();
}

/// A plan with a visible task of the member, a visible milestone, and internal work.
fn plan(hidden: Hidden, is_own: bool) -> Plan {
    let words = FirstWords {
        calendar: format!("{} calendar", hidden.word),
        columns: std::array::from_fn(|place| format!("{} column {place}", hidden.word)),
        naming: Naming::English,
    };
    let mut next = 900;
    let fresh = || {
        next += 1;
        id(next)
    };
    let mut plan = first_plan("2026-03-02".parse().unwrap(), false, words, fresh);
    let doing = plan.columns_in_order()[1].id;
    let target = time::start_of(format!("{}-06-15", hidden.year).parse().unwrap()) + 1080;
    if !is_own {
        let title = format!("{} other task", hidden.word);
        add(&mut plan, OTHER_TASK, title);
        return plan;
    }
    let task = add(&mut plan, TASK, "Receiving".to_owned());
    task.is_client_visible = true;
    task.percent = 40;
    task.actual = Dated { start: Some(plan_start()), finish: None };
    task.assignee = Some(UserId(id(MEMBER)));
    task.column = Some(doing);
    task.blocked = Some(format!("{} reason", hidden.word));
    task.description = format!("{} description", hidden.word);
    task.deadline = Some(target);
    let milestone = add(&mut plan, MILESTONE, "Go-live".to_owned());
    milestone.is_client_visible = true;
    milestone.is_milestone = true;
    milestone.duration.minutes = 0;
    milestone.promise = "2026-05-20".parse().ok();
    milestone.deadline = Some(target);
    for number in 0..=hidden.tasks {
        let title = format!("{} task {number}", hidden.word);
        let task = add(&mut plan, if number == 0 { HIDDEN_TASK } else { 60 + number }, title);
        task.assignee = Some(UserId(id(LEAD)));
        task.percent = 100;
        task.promise = format!("{}-07-01", hidden.year).parse().ok();
    }
    plan
}

fn plan_start() -> time::Minute {
    time::start_of("2026-03-02".parse().unwrap()) + 540
}

fn add(plan: &mut Plan, number: u128, title: String) -> &mut Task {
    let last = plan.tasks.values().map(|task| task.rank.clone()).max();
    let task_id = TaskId(id(number));
    let rank = Rank::between(last.as_ref(), None);
    let task = Task::new(task_id, plan.next_number(), title, rank);
    plan.tasks.entry(task_id).or_insert(task)
}
