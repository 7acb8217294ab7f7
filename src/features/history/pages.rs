//! What of the history has been read, page by page.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::plan::PlanOp;
use domain::{TaskId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::Locale;
use locale::ops::{Names, told_as_one};

use super::api::{Asked, Entry, Page, list};
use super::steps::{Told, told};
use crate::error::AppError;
use crate::features::shared::looking_back::{Filter, LookingBack};
use crate::features::shared::plan::{PlanContext, SyncState};

/// The entries that have been read, and what they need to be told. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The plan as it is now.
    pub plan: PlanContext,
    /// Which part of the history this is.
    pub filter: RwSignal<Filter>,
    entries: RwSignal<Vec<Entry>>,
    told: Memo<Vec<Told>>,
    people: RwSignal<BTreeMap<UserId, String>>,
    gone: RwSignal<BTreeMap<TaskId, String>>,
    has_more: RwSignal<bool>,
    reading: RwSignal<Reading>,
}

/// What goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The first page is on its way.
    First,
    /// A further page is on its way.
    More,
    /// Everything asked for is there.
    Done,
    /// The last page did not come.
    Failed(AppError),
}

impl Pages {
    /// Reads the first page at once, and again whenever the filter or the plan changes.
    pub fn follow() -> Self {
        let (plan, looking) = (PlanContext::expect(), LookingBack::expect());
        let entries = RwSignal::new(Vec::<Entry>::new());
        let pages = Self {
            plan,
            filter: looking.filter(),
            entries,
            told: Memo::new(move |_| entries.with(|entries| told(entries))),
            people: RwSignal::new(BTreeMap::new()),
            gone: RwSignal::new(BTreeMap::new()),
            has_more: RwSignal::new(false),
            reading: RwSignal::new(Reading::First),
        };
        let is_saved = Memo::new(move |_| plan.sync().get() == SyncState::Saved);
        Effect::new(move |was: Option<Filter>| {
            plan.track();
            let (filter, is_saved) = (pages.filter.get(), is_saved.get());
            if was != Some(filter) {
                pages.entries.set(Vec::new());
                pages.reading.set(Reading::First);
                pages.read(None);
            } else if is_saved {
                pages.read(None);
            }
            filter
        });
        pages
    }

    /// The days on which something happened, the latest first.
    pub fn days(self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> =
            self.told.with(|told| told.iter().map(|step| step.last.at.date()).collect());
        days.dedup();
        days
    }

    /// What happened on a day, the latest first.
    pub fn of_day(self, day: NaiveDate) -> Vec<Told> {
        self.told
            .with(|told| told.iter().filter(|step| step.last.at.date() == day).cloned().collect())
    }

    /// Whether there is nothing to show.
    pub fn is_empty(self) -> bool {
        self.entries.with(Vec::is_empty)
    }

    /// Whether there are earlier entries on the server.
    pub fn has_more(self) -> bool {
        self.has_more.get()
    }

    /// What goes on.
    pub fn reading(self) -> Reading {
        self.reading.get()
    }

    /// Reads the next page, or the first one again when that did not come.
    pub fn read_on(self) {
        let last = self.entries.with_untracked(|entries| entries.last().map(|entry| entry.seq));
        self.reading.set(if last.is_some() { Reading::More } else { Reading::First });
        self.read(last);
    }

    /// Who made an entry; empty for someone unknown.
    pub fn name(self, by: UserId) -> String {
        let known = self.people.with(|people| people.get(&by).cloned());
        known.or_else(|| self.plan.person(by)).unwrap_or_default()
    }

    /// Everyone who can be asked for, with names.
    pub fn everyone(self) -> BTreeMap<UserId, String> {
        let mut everyone = self.people.get();
        everyone.extend(self.plan.people().into_iter().map(|person| (person.id, person.name)));
        everyone
    }

    /// The title of a task, also of one that is gone.
    pub fn title(self, task: TaskId) -> Option<String> {
        let here = self.plan.with(|view| view.plan.tasks.get(&task).map(|task| task.title.clone()));
        here.or_else(|| self.gone.with(|gone| gone.get(&task).cloned()))
    }

    /// The tasks that are known to have been in the plan and are no longer, with their titles.
    pub fn gone_tasks(self) -> Vec<(TaskId, String)> {
        self.plan.with(|view| {
            self.gone.with(|gone| {
                let gone = gone.iter().filter(|(task, _)| !view.plan.tasks.contains_key(*task));
                gone.map(|(task, title)| (*task, title.clone())).collect()
            })
        })
    }

    /// What a step says.
    pub fn sentence(self, locale: Locale, step: &Told) -> String {
        let people = self.everyone();
        self.gone.with(|gone| {
            self.plan.with(|view| {
                let names = Names { plan: &view.plan, gone, people: &people };
                told_as_one(locale, step.briefs(), names)
            })
        })
    }

    fn read(self, before: Option<i64>) {
        let (project, filter) = (self.plan.project(), self.filter.get_untracked());
        spawn_local(async move {
            let Filter { task, by, until } = filter;
            let asked = Asked { before, task, by, until };
            let answer = list(project, asked).await;
            // Somebody may have asked for something else, or closed the panel, in the meantime.
            if self.filter.try_get_untracked() == Some(filter) {
                match answer {
                    Ok(page) => self.take(before, page),
                    Err(error) => drop(self.reading.try_set(Reading::Failed(error))),
                }
            }
        });
    }

    fn take(self, before: Option<i64>, page: Page) {
        let Page { entries, people, gone, has_more } = page;
        let people = people.into_iter().map(|person| (person.id, person.name));
        self.people.try_update(|known| known.extend(people));
        self.gone.try_update(|known| known.extend(gone));
        self.gone.try_update(|gone| entries.iter().for_each(|entry| learn(gone, entry)));
        let is_joined = self.entries.try_update(|known| join(known, before, entries));
        if before.is_some() || is_joined == Some(false) {
            self.has_more.try_set(has_more);
        }
        self.reading.try_set(Reading::Done);
    }
}

/// Puts a page where it belongs; answers whether it was joined to the head of what was known.
fn join(known: &mut Vec<Entry>, before: Option<i64>, mut page: Vec<Entry>) -> bool {
    if before.is_some() {
        let last = known.last().map_or(i64::MAX, |entry| entry.seq);
        known.extend(page.into_iter().filter(|entry| entry.seq < last));
        return false;
    }
    let newest = known.first().map(|entry| entry.seq);
    match newest.filter(|newest| page.last().is_some_and(|last| last.seq <= *newest)) {
        Some(newest) => {
            page.retain(|entry| entry.seq > newest);
            known.splice(0..0, page);
            true
        }
        None => {
            *known = page;
            false
        }
    }
}

/// Keeps the titles of tasks that came or went: later they may be in the plan no more.
fn learn(gone: &mut BTreeMap<TaskId, String>, entry: &Entry) {
    for op in std::iter::once(&entry.brief.op).chain(&entry.brief.back) {
        if let PlanOp::Add { tasks, .. } = op {
            // The history is read backwards: the latest title is known first.
            for task in tasks {
                gone.entry(task.id).or_insert_with(|| task.title.clone());
            }
        }
    }
}
