//! The sample in both languages: whole, in full swing, and gone without a trace.

use domain::plan::Scheduled;
use domain::plan::outline::Outline;
use domain::summary::{Level, Reading};
use store::Reach;

use super::*;
use crate::server::{evidence, handover, trace};

/// A migrated database in a folder of its own, which goes with it.
struct Place {
    db: Db,
    folder: std::path::PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn place() -> Place {
    let folder = std::env::temp_dir().join(format!("accord-demo-{}", random::uuid(clock::now())));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&format!("sqlite://{}", folder.join("accord.db").display())).await.unwrap();
    db.migrate().await.unwrap();
    Place { db, folder }
}

async fn plans_of(tx: &mut Tx) -> Vec<(Project, Plan)> {
    let mut plans = Vec::new();
    for row in store::projects::visible(tx, Reach::All).await.unwrap() {
        let (_, plan) = store::plans::load(tx, row.project.id).await.unwrap().unwrap();
        plans.push((row.project, plan));
    }
    plans
}

async fn check_seed(locale: Locale) {
    let place = place().await;
    seed(&place.db, &place.folder, locale).await.unwrap();
    assert!(seed(&place.db, &place.folder, locale).await.is_err(), "a second sample is refused");
    let mut tx = place.db.read().await.unwrap();
    assert_eq!(store::users::all(&mut tx).await.unwrap().len(), 9);
    assert_eq!(store::clients::visible(&mut tx, Reach::All).await.unwrap().len(), 4);
    assert_eq!(store::users::count_active_administrators(&mut tx).await.unwrap(), 0);
    assert!(store::organisation::find(&mut tx).await.unwrap().is_none());
    let plans = plans_of(&mut tx).await;
    assert_eq!(plans.len(), 4);
    let tasks: usize = plans.iter().map(|(_, plan)| plan.tasks.len()).sum();
    assert!((115..=150).contains(&tasks), "{tasks} tasks");
    let today = time::day_of(clock::local_minute());
    let levels: Vec<Level> = plans
        .iter()
        .map(|(project, plan)| {
            check_plan(&project.key, plan, today);
            Reading::of(plan, today).health().level()
        })
        .collect();
    assert!(levels.contains(&Level::Serious) && levels.contains(&Level::Watch), "{levels:?}");
    assert!(levels.contains(&Level::Fine), "{levels:?}");
    let verdict = store::events::verify(&mut tx).await.unwrap();
    assert_eq!((verdict.events, verdict.first_broken), (9 + 4 + 9 + 4, None));
}

/// A plan without problems whose work is done in order and never in the future.
fn check_plan(key: &str, plan: &Plan, today: NaiveDate) {
    let scheduled = Scheduled::of(plan);
    assert!(scheduled.problems.is_empty(), "{key}: {:?}", scheduled.problems);
    let tomorrow = time::start_of(today) + time::DAY;
    assert!(plan.tasks.values().all(|task| task.actual.finish < Some(tomorrow)), "{key}");
    let outline = Outline::of(plan);
    let leaves = outline.rows.iter().filter(|row| !row.is_summary());
    for task in leaves.map(|row| &plan.tasks[&row.task]) {
        let dates = scheduled.dates(task.id).unwrap();
        assert!(task.column.is_some() && task.assignee.is_some(), "{key}: {}", task.title);
        if let Some(start) = task.actual.start {
            assert_eq!(start, dates.start, "{key}: {}", task.title);
        }
    }
    for link in plan.links.values() {
        let (from, to) = (&plan.tasks[&link.from], &plan.tasks[&link.to]);
        let is_in_order = link.kind != domain::plan::link::LinkKind::FinishToStart
            || to.percent == 0
            || from.percent == 100;
        assert!(is_in_order, "{key}: {} began before {} ended", to.title, from.title);
    }
}

#[tokio::test]
async fn the_sample_is_whole_in_chinese() {
    check_seed(Locale::zh_CN).await;
}

#[tokio::test]
async fn the_sample_is_whole_in_english() {
    check_seed(Locale::en).await;
}

#[tokio::test]
async fn the_sample_is_in_full_swing_on_any_day() {
    let place = place().await;
    let mut tx = place.db.write().await.unwrap();
    let firm = firm::make(&mut tx, Locale::en, clock::now()).await.unwrap();
    for today in ["2026-02-14", "2026-02-20", "2026-10-04", "2027-03-31", "2030-01-01"] {
        let today: NaiveDate = today.parse().unwrap();
        for text in PROJECTS {
            let sample = read(text, &firm, Locale::en, (today, clock::now())).unwrap();
            check_plan(&sample.project.key, &sample.plan, today);
        }
    }
}

#[tokio::test]
async fn the_main_project_has_what_every_screen_needs() {
    let place = place().await;
    seed(&place.db, &place.folder, Locale::en).await.unwrap();
    let mut tx = place.db.read().await.unwrap();
    let plans = plans_of(&mut tx).await;
    let (_, plan) = plans.iter().find(|(project, _)| project.key == "WMS").unwrap();
    let today = time::day_of(clock::local_minute());
    let scheduled = Scheduled::of(plan);
    let is_over = |column: &&domain::plan::Column| {
        let cards = plan.tasks.values().filter(|task| task.column == Some(column.id)).count();
        column.limit.is_some_and(|limit| cards > usize::from(limit))
    };
    assert_eq!(plan.columns.values().filter(is_over).count(), 1, "one column over its limit");
    let held = |id| plan.tasks.values().filter(|task| task.iteration == Some(id)).count();
    let iterations = plan.iterations_in_order().into_iter();
    assert_eq!(iterations.map(|one| held(one.id)).collect::<Vec<_>>(), [4, 6]);
    let is_late = |task: &&domain::plan::Task| {
        let dates = scheduled.dates(task.id).unwrap();
        task.percent < 100 && time::last_day_of(dates.finish) < today
    };
    assert!(plan.tasks.values().any(|task| is_late(&task)), "a task is late");
    assert!(plan.tasks.values().filter(|task| task.blocked.is_some()).count() >= 2);
    let risky = Reading::of(plan, today).milestones().into_iter();
    let risky: Vec<_> = risky.filter(|milestone| milestone.level() == Level::Watch).collect();
    assert_eq!(risky.len(), 1, "{risky:?}");
    assert!(risky[0].promise.is_some() && risky[0].is_client_visible);
}

#[tokio::test]
async fn goals_name_milestones_and_one_is_wanting_on_purpose() {
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let mut met = Vec::new();
        for (project, plan) in plans_of(&mut tx).await {
            let goals = store::scope::goals(&mut tx, project.id).await.unwrap();
            let items = store::scope::items(&mut tx, project.id).await.unwrap();
            assert!(goals.len() >= 2 && items.len() >= 4, "{}", project.key);
            let milestones = goals.iter().filter_map(|goal| goal.says.milestone);
            assert!(milestones.clone().count() >= 2, "{}", project.key);
            assert!(milestones.clone().all(|task| plan.tasks[&task].is_milestone));
            met.extend(goals.iter().map(|goal| domain::scope::Smart::of(&goal.says).met()));
        }
        assert!(met.contains(&0) || met.contains(&1), "{met:?}");
        assert!(met.iter().filter(|met| **met == 5).count() >= 4, "{met:?}");
    }
}

#[tokio::test]
async fn clients_write_and_complain_in_both_languages() {
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let (mut messages, mut scores, mut complaints) = (Vec::new(), 0, 0);
        for row in store::projects::visible(&mut tx, Reach::All).await.unwrap() {
            let project = row.project.id;
            messages.extend(store::messages::in_project(&mut tx, project, 100).await.unwrap());
            let said = store::feedback::in_project(&mut tx, project).await.unwrap();
            scores += said.iter().filter(|said| said.milestone.is_some()).count();
            complaints += store::complaints::in_project(&mut tx, project).await.unwrap().len();
        }
        assert!(messages.iter().any(|message| !message.is_client_visible));
        assert!(!domain::message::waiting(&messages).is_empty(), "a client waits");
        assert_eq!((scores, complaints), (1, 1));
    }
}

#[tokio::test]
async fn the_changes_of_the_main_project_do_something() {
    use domain::change::{ChangeState, Impact, Traces, replayed};
    let place = place().await;
    seed(&place.db, &place.folder, Locale::zh_CN).await.unwrap();
    let mut tx = place.db.read().await.unwrap();
    let (project, _) =
        plans_of(&mut tx).await.into_iter().find(|(one, _)| one.key == "WMS").unwrap();
    let changes = store::changes::of_project(&mut tx, project.id).await.unwrap();
    let states: Vec<ChangeState> = changes.iter().map(|change| change.state).collect();
    assert_eq!(states, [ChangeState::Open, ChangeState::Refused, ChangeState::Applied]);
    let mut told = Vec::new();
    for change in &changes {
        for option in store::change_options::of_change(&mut tx, change.id).await.unwrap() {
            let base = store::plans::load_at(&mut tx, project.id, option.base).await.unwrap();
            let (_, base) = base.unwrap();
            let ops = store::change_options::ops(&mut tx, option.id).await.unwrap();
            let plan = replayed(base.clone(), &ops).unwrap();
            let (was, is) = (Scheduled::of(&base), Scheduled::of(&plan));
            let impact = Impact::between((&base, &was), (&plan, &is), &Traces::default());
            assert!(impact.work_minutes.0 != impact.work_minutes.1, "{option:?}");
            told.push((option.key, impact.new_promises(), impact.added.len()));
        }
    }
    assert_eq!(told.len(), 4);
    assert_eq!((told[0].2, told[1].2), (1, 1), "both ways of the open one add work");
}

#[tokio::test]
async fn the_main_project_delivers_what_the_client_sees_and_what_it_does_not() {
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let project = store::projects::find_by_key(&mut tx, "WMS").await.unwrap().unwrap().id;
        let found = store::deliverables::of_project(&mut tx, project).await.unwrap();
        let visible = found.iter().filter(|deliverable| deliverable.is_client_visible).count();
        assert_eq!((found.len(), visible), (4, 2));
        let versions = store::deliverables::versions_of(&mut tx, found[0].id).await.unwrap();
        assert_eq!(versions.len(), 2);
        let seen = store::deliverable_views::views_of(&mut tx, found[0].id).await.unwrap();
        assert_eq!(seen.len(), 2);
        let files = store::files::of_project(&mut tx, project).await.unwrap();
        assert_eq!(files.len(), 7);
        assert!(files.iter().all(|file| !file.by_name.is_empty() && file.at <= clock::now()));
        for file in files {
            assert!(Blobs::of(&place.folder).path(file.hash).exists(), "{}", file.name);
        }
    }
}

#[tokio::test]
async fn the_hand_over_of_the_main_project_is_on_its_way() {
    use domain::handover::{ITEM_KINDS, gaps};
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let main = project_of(&mut tx, "WMS").await;
        let facts = store::handovers::find(&mut tx, main.id).await.unwrap().facts;
        let items = store::handovers::items(&mut tx, main.id).await.unwrap();
        let points = store::handovers::points(&mut tx, main.id).await.unwrap();
        let kinds =
            ITEM_KINDS.iter().filter(|(kind, _)| items.iter().any(|item| item.says.kind == *kind));
        assert_eq!((kinds.count(), items.len(), points.len()), (5, 7, 2));
        let register = handover::register(&mut tx, main.id).await.unwrap();
        let accepted: Vec<_> = register.iter().filter_map(|one| one.accepted.as_ref()).collect();
        assert_eq!((accepted.len(), accepted[0].version), (1, Some(2)));
        assert_eq!(gaps(&facts, &items, &points, &register).len(), 3);
        let content = handover::content(&mut tx, &main).await.unwrap().unwrap();
        assert_eq!(content.parts.len(), 8);
    }
}

#[tokio::test]
async fn removing_leaves_only_the_events() {
    let place = place().await;
    for _ in 0..2 {
        seed(&place.db, &place.folder, Locale::zh_CN).await.unwrap();
        remove(&place.db).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        assert!(!store::demo::exists(&mut tx).await.unwrap());
        assert!(store::users::all(&mut tx).await.unwrap().is_empty());
        assert!(store::clients::visible(&mut tx, Reach::All).await.unwrap().is_empty());
        assert!(plans_of(&mut tx).await.is_empty());
        let hits = store::search::find(&mut tx, Reach::All, "库", 10).await.unwrap();
        assert!(hits.tasks.is_empty());
    }
}

async fn check_needs(locale: Locale) {
    let place = place().await;
    seed(&place.db, &place.folder, locale).await.unwrap();
    let mut tx = place.db.read().await.unwrap();
    for (project, plan) in plans_of(&mut tx).await {
        let key = &project.key;
        let needs = store::requirements::of_project(&mut tx, project.id).await.unwrap();
        assert!((8..=12).contains(&needs.len()), "{key}: {} needs", needs.len());
        assert!(needs.iter().any(|need| need.says.source.is_some()), "{key}");
        assert!(needs.iter().any(|need| need.says.is_latent), "{key}");
        let traced = store::requirements::traced_tasks(&mut tx, project.id).await.unwrap();
        assert!(traced.len() >= 3 && traced.iter().all(|task| plan.tasks.contains_key(task)));
        let doc = store::requirements_docs::find(&mut tx, project.id).await.unwrap();
        let sections = domain::requirement::SECTIONS;
        assert!(sections.iter().all(|(section, _)| !doc.text(*section).is_empty()), "{key}");
        let talks = store::elicitations::of_project(&mut tx, project.id).await.unwrap();
        let became = talks.iter().flat_map(|talk| &talk.answers);
        let became: Vec<_> = became.filter_map(|answer| answer.requirement).collect();
        assert!(!became.is_empty(), "{key}");
        assert!(became.iter().all(|id| needs.iter().any(|need| need.id == *id)), "{key}");
    }
}

#[tokio::test]
async fn the_needs_of_the_sample_are_whole_in_both_languages() {
    check_needs(Locale::zh_CN).await;
    check_needs(Locale::en).await;
}

#[tokio::test]
async fn the_main_project_has_risks_of_every_sort() {
    use domain::risk::{Heat, RiskState};
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let main = project_of(&mut tx, "WMS").await.id;
        let risks = store::risks::of_project(&mut tx, main).await.unwrap();
        assert_eq!(risks.len(), 8);
        let count = |state| risks.iter().filter(|risk| risk.state == state).count();
        let states = [RiskState::Open, RiskState::Happened, RiskState::Closed].map(count);
        assert_eq!(states, [6, 1, 1]);
        assert_eq!(risks.iter().filter(|risk| risk.recheck.is_some()).count(), 1);
        assert_eq!(risks.iter().filter(|risk| risk.message.is_some()).count(), 1);
        let top = domain::risk::top(risks);
        assert_eq!(top[0].says.place().heat(), Heat::VeryHigh);
    }
}

/// The project of that key.
async fn project_of(tx: &mut Tx, key: &str) -> Project {
    store::projects::find_by_key(tx, key).await.unwrap().unwrap()
}

#[tokio::test]
async fn every_chain_of_decisions_proves_itself() {
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let mut decided = 0;
        for (project, _) in plans_of(&mut tx).await {
            let kept = store::agreements::chain(&mut tx, project.id).await.unwrap();
            let sealed: Vec<_> = kept.iter().map(|kept| kept.sealed.clone()).collect();
            let entries = domain::agreement::chain::verify(&sealed).unwrap();
            assert!(entries.is_sorted_by_key(|entry| entry.at), "{}", project.key);
            assert!(entries.iter().all(|entry| entry.at < clock::now()), "{}", project.key);
            decided += entries.len();
            let (client, now) = (String::new(), clock::now());
            let evidence = evidence::gather(&mut tx, &project, client, now).await.unwrap();
            domain::agreement::evidence::verify(&evidence).unwrap();
        }
        assert_eq!(decided, 6);
    }
}

#[tokio::test]
async fn agreements_wait_came_back_and_read_otherwise() {
    use domain::agreement::{Difference, What};
    let place = place().await;
    seed(&place.db, &place.folder, Locale::en).await.unwrap();
    let mut tx = place.db.read().await.unwrap();
    let main = project_of(&mut tx, "WMS").await.id;
    let standing = store::agreements::standing(&mut tx, main).await.unwrap();
    let whats: Vec<What> = standing.iter().map(|standing| standing.what).collect();
    assert_eq!(whats, [What::Agreed, What::Conditional, What::Agreed, What::Returned]);
    let signed = store::records::find(&mut tx, standing[1].record).await.unwrap().unwrap();
    let document = trace::document(&mut tx, main).await.unwrap().unwrap();
    assert_eq!(Difference::between(&signed.content, &document).count(), 1);
    let items = store::action_items::of_project(&mut tx, main).await.unwrap();
    let done: Vec<bool> = items.iter().map(|item| item.done_at.is_some()).collect();
    assert_eq!(done, [false, true]);
    let today = time::day_of(clock::local_minute());
    for (key, days) in [("WMS", 3), ("GOV", -2)] {
        let project = project_of(&mut tx, key).await.id;
        let waiting = store::agreements::waiting(&mut tx, project).await.unwrap();
        let due: Vec<_> = waiting.iter().filter_map(|(request, _)| request.terms.due).collect();
        assert_eq!(due, [today + chrono::TimeDelta::days(days)], "{key}");
    }
    let waiting = store::agreements::waiting(&mut tx, main).await.unwrap();
    assert_eq!(waiting[0].1.content.options.len(), 2, "the change with two ways");
}

#[tokio::test]
async fn some_minutes_are_published_and_some_are_not() {
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let (mut shown, mut drafts) = (0, 0);
        for (project, _) in plans_of(&mut tx).await {
            for minutes in store::minutes::of_project(&mut tx, project.id).await.unwrap() {
                if minutes.shown.is_some() {
                    shown += 1;
                } else {
                    drafts += 1;
                }
            }
        }
        assert_eq!((shown, drafts), (2, 1));
    }
}
