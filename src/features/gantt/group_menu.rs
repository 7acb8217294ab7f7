//! By what the rows are grouped, as a choice above the chart.

use std::collections::BTreeSet;

use domain::{ColumnId, TaskId};
use leptos::prelude::*;
use locale::{Locale, td_string};

use super::chart::Chart;
use super::groups::{GroupBy, GroupKey};
use super::look;
use crate::ui::button::ButtonKind;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};

/// By what the rows are grouped, and how the groups stand now.
#[derive(Clone, Copy)]
pub struct Grouping {
    /// By what.
    pub by: RwSignal<GroupBy>,
    /// The groups that are folded.
    pub folded: RwSignal<BTreeSet<GroupKey>>,
    /// The group whose head has the keyboard.
    pub at: RwSignal<Option<GroupKey>>,
}

impl Grouping {
    /// As it was chosen last, all unfolded.
    pub fn remembered() -> Self {
        Self {
            by: RwSignal::new(look::groups()),
            folded: RwSignal::new(BTreeSet::new()),
            at: RwSignal::new(None),
        }
    }
}

/// The menu of what rows can be grouped by.
#[component]
pub fn GroupMenu() -> impl IntoView {
    let chart = Chart::expect();
    let label = Signal::derive(move || td_string!(chart.reader(), gantt.group).to_owned());
    let face = move || {
        let by = chart.grouping.by;
        let chosen = move || (by.get() != GroupBy::Nothing).then(|| word(chart.reader(), by.get()));
        view! {
            <span>{move || label.get()}</span>
            <span class="u-muted">{chosen}</span>
        }
    };
    let item = move |(by, _): (GroupBy, &'static str)| {
        let checked = Signal::derive(move || chart.grouping.by.get() == by);
        view! {
            <MenuItem checked on_choose=move || chart.group_by(by)>
                {move || word(chart.reader(), by)}
            </MenuItem>
        }
    };
    view! {
        <span class="gantt__tool">
            <Menu id="gantt-groups" label kind=ButtonKind::Quiet icon=Icon::Users face>
                {GroupBy::ALL.map(item).collect_view()}
            </Menu>
        </span>
    }
}

fn word(locale: Locale, by: GroupBy) -> &'static str {
    match by {
        GroupBy::Nothing => td_string!(locale, gantt.group_nothing),
        GroupBy::Assignee => td_string!(locale, gantt.group_assignee),
        GroupBy::Phase => td_string!(locale, gantt.group_phase),
        GroupBy::Status => td_string!(locale, gantt.group_status),
        GroupBy::Visibility => td_string!(locale, gantt.group_visibility),
    }
}

impl Chart {
    /// Groups the rows by something else.
    fn group_by(self, by: GroupBy) {
        self.grouping.at.set(None);
        self.grouping.folded.set(BTreeSet::new());
        self.grouping.by.set(by);
        look::remember_groups(by);
        let words = td_string!(self.locale(), gantt.group_now, by = word(self.locale(), by));
        self.live.announce(words);
    }

    /// Why rows cannot be moved in the outline now; none when they can; subscribes to that.
    pub fn no_order(self) -> Option<String> {
        let is_grouped = self.grouping.by.get() != GroupBy::Nothing;
        is_grouped.then(|| td_string!(self.reader(), gantt.group_no_order).to_owned())
    }

    /// Folds a group, or unfolds it.
    pub fn toggle_group(self, key: GroupKey) {
        self.grouping.folded.update(|folded| {
            if !folded.remove(&key) {
                folded.insert(key);
            }
        });
    }

    /// What a group is called; subscribes to the plan.
    pub fn group_name(self, locale: Locale, key: GroupKey) -> String {
        let title =
            |task: TaskId| self.plan.with(|view| Some(view.plan.tasks.get(&task)?.title.clone()));
        let column =
            |id: ColumnId| self.plan.with(|view| Some(view.plan.columns.get(&id)?.name.clone()));
        let nobody = || td_string!(locale, gantt.nobody).to_owned();
        match key {
            GroupKey::Person(person) => self.plan.person(person).unwrap_or_else(nobody),
            GroupKey::Nobody => nobody(),
            GroupKey::Phase(task) => title(task).unwrap_or_default(),
            GroupKey::NoPhase => td_string!(locale, gantt.group_no_phase).to_owned(),
            GroupKey::Status(id) => column(id).unwrap_or_default(),
            GroupKey::NoStatus => td_string!(locale, gantt.group_no_status).to_owned(),
            GroupKey::Client(true) => td_string!(locale, gantt.only_client).to_owned(),
            GroupKey::Client(false) => td_string!(locale, gantt.group_internal).to_owned(),
        }
    }
}
