//! The sample in both languages: whole, in full swing, and gone without a trace.

use domain::plan::Scheduled;
use domain::plan::outline::Outline;
use domain::summary::{Level, Reading};
use store::Reach;

use super::*;

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

#[tokio::test]
async fn the_main_project_delivers_what_the_client_sees_and_what_it_does_not() {
    for locale in [Locale::zh_CN, Locale::en] {
        let place = place().await;
        seed(&place.db, &place.folder, locale).await.unwrap();
        let mut tx = place.db.read().await.unwrap();
        let project = store::projects::find_by_key(&mut tx, "WMS").await.unwrap().unwrap().id;
        let found = store::deliverables::of_project(&mut tx, project).await.unwrap();
        let visible = found.iter().filter(|deliverable| deliverable.is_client_visible).count();
        assert_eq!((found.len(), visible), (3, 1));
        let versions = store::deliverables::versions_of(&mut tx, found[0].id).await.unwrap();
        assert_eq!(versions.len(), 2);
        let seen = store::deliverables::views_of(&mut tx, found[0].id).await.unwrap();
        assert_eq!(seen.len(), 2);
        let files = store::files::of_project(&mut tx, project).await.unwrap();
        assert_eq!(files.len(), 6);
        assert!(files.iter().all(|file| !file.by_name.is_empty() && file.at <= clock::now()));
        for file in files {
            assert!(Blobs::of(&place.folder).path(file.hash).exists(), "{}", file.name);
        }
    }
}
