//! The bar for several rows at once, at the foot of the list.

use domain::plan::{Priority, TaskChange};
use domain::{IterationId, TaskId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, ops, t, td_string};

use super::state::{List, Question};
use crate::features::shared::arrange::Arrange;
use crate::features::shared::moves::Shift;
use crate::ui::bulk_bar::BulkBar;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};

/// How far the dates of several tasks are moved, in weeks and working days.
const SHIFTS: [(i32, i32); 4] = [(-1, 0), (0, -1), (0, 1), (1, 0)];

/// The bar; there as long as something is selected.
#[component]
pub fn Bulk() -> impl IntoView {
    let list = List::expect();
    let count = Memo::new(move |_| list.picked.with(|picked| picked.len()));
    let words = Signal::derive(move || {
        td_string!(list.reader(), list.selected, count = grouped(count.get()))
    });
    let is_open = move || count.get() > 0;
    let refused = list.refused();
    view! {
        <Show when=is_open>
            <BulkBar
                words
                clear_label=list.word(|locale| td_string!(locale, list.select_nothing))
                on_clear=move || list.leave_picking()
            >
                <Button
                    icon=Icon::User
                    reason=refused
                    on_press=move || list.asking.set(Some(Question::Assign))
                >
                    {t!(list.words, list.assign)}
                </Button>
                <PriorityMenu />
                <IterationMenu />
                <Button
                    icon=Icon::Tag
                    reason=refused
                    on_press=move || list.asking.set(Some(Question::Labels))
                >
                    {t!(list.words, list.labels)}
                </Button>
                <Button
                    icon=Icon::Eye
                    reason=refused
                    on_press=move || list.with_first(List::toggle_visible)
                >
                    {t!(list.words, list.visible)}
                </Button>
                <ShiftMenu />
                <Arranging />
            </BulkBar>
        </Show>
    }
}

/// Deeper, higher, away.
#[component]
fn Arranging() -> impl IntoView {
    let list = List::expect();
    let refused = list.refused();
    let arrange = move |how: Arrange| move || list.with_first(|list, task| list.arrange(task, how));
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Outdent
            label=list.word(|locale| td_string!(locale, list.outdent))
            reason=refused
            on_press=arrange(Arrange::Outdent)
        />
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Indent
            label=list.word(|locale| td_string!(locale, list.indent))
            reason=refused
            on_press=arrange(Arrange::Indent)
        />
        <Button
            kind=ButtonKind::Danger
            icon=Icon::Trash
            reason=refused
            on_press=move || list.with_first(List::delete)
        >
            {t!(list.words, common.delete)}
        </Button>
    }
}

#[component]
fn PriorityMenu() -> impl IntoView {
    let list = List::expect();
    let label = list.word(|locale| td_string!(locale, list.priority));
    let reason = list.refused();
    let choose = move |priority: Priority| {
        let tasks = list.picked.get_untracked();
        let (locale, count) = (list.locale_now(), tasks.len());
        let word = ops::priority(locale, priority);
        let said = td_string!(locale, list.priority_set, count = grouped(count), priority = word);
        let change = move |task: &domain::plan::Task| {
            (task.priority != priority).then_some(TaskChange::Priority(priority))
        };
        list.change_all(&tasks, change, said);
    };
    let item = move |priority: Priority| {
        view! {
            <MenuItem reason on_choose=move || choose(priority)>
                {move || ops::priority(list.reader(), priority)}
            </MenuItem>
        }
    };
    view! {
        <Menu
            id="list-bulk-priority"
            label
            kind=ButtonKind::Quiet
            icon=Icon::ChevronsUpDown
            face=move || label.get()
        >
            {Priority::ALL.map(item).collect_view()}
        </Menu>
    }
}

/// The iteration of all of them; there only where the plan has any.
#[component]
fn IterationMenu() -> impl IntoView {
    let list = List::expect();
    let label = list.word(|locale| td_string!(locale, list.iteration));
    let reason = list.refused();
    let choices = Memo::new(move |_| {
        let owned = |one: &domain::plan::Iteration| (Some(one.id), one.name.clone());
        list.plan.with(|view| {
            let all = view.plan.iterations_in_order();
            all.into_iter().map(owned).collect::<Vec<(Option<IterationId>, String)>>()
        })
    });
    let choose = move |iteration: Option<IterationId>, name: String| {
        let tasks = list.picked.get_untracked();
        let (locale, count) = (list.locale_now(), tasks.len());
        let said = td_string!(locale, list.iteration_set, count = grouped(count), iteration = name);
        let change = move |task: &domain::plan::Task| {
            (task.iteration != iteration).then_some(TaskChange::Iteration(iteration))
        };
        list.change_all(&tasks, change, said);
    };
    let item = move |(iteration, name): (Option<IterationId>, String)| {
        let words = name.clone();
        view! {
            <MenuItem reason on_choose=move || choose(iteration, name.clone())>
                {words}
            </MenuItem>
        }
    };
    let items = move || {
        let none = td_string!(list.reader(), iterations.none).to_owned();
        choices.get().into_iter().chain([(None, none)]).map(item).collect_view()
    };
    view! {
        <Show when=move || !choices.with(Vec::is_empty)>
            <Menu
                id="list-bulk-iteration"
                label
                kind=ButtonKind::Quiet
                icon=Icon::Layers
                face=move || label.get()
            >
                {items}
            </Menu>
        </Show>
    }
}

#[component]
fn ShiftMenu() -> impl IntoView {
    let list = List::expect();
    let label = list.word(|locale| td_string!(locale, list.shift));
    let reason = list.refused();
    let item = move |(weeks, days): (i32, i32)| {
        let choose = move || {
            list.shift(&list.picked.get_untracked(), Shift::Steps { weeks, days });
        };
        view! {
            <MenuItem reason on_choose=choose>
                {move || shift_words(list.reader(), weeks, days)}
            </MenuItem>
        }
    };
    view! {
        <Menu
            id="list-bulk-shift"
            label
            kind=ButtonKind::Quiet
            icon=Icon::CalendarClock
            face=move || label.get()
        >
            {SHIFTS.map(item).collect_view()}
        </Menu>
    }
}

fn shift_words(locale: Locale, weeks: i32, days: i32) -> &'static str {
    match (weeks, days) {
        (..0, _) => td_string!(locale, list.back_week),
        (_, ..0) => td_string!(locale, list.back_day),
        (0, _) => td_string!(locale, list.on_day),
        _ => td_string!(locale, list.on_week),
    }
}

impl List {
    /// A word of the catalogue that follows the language.
    pub fn word(self, read: fn(Locale) -> &'static str) -> Signal<String> {
        Signal::derive(move || read(self.reader()).to_owned())
    }

    /// Why this person cannot change the plan, in the language of the reader.
    fn refused(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let words = td_string!(self.reader(), list.no_right);
            (!self.plan.may_edit()).then(|| words.to_owned())
        })
    }

    /// Does something with the first selected task, which means all of them.
    fn with_first(self, act: impl FnOnce(Self, TaskId)) {
        let first = self.picked.with_untracked(|picked| picked.first().copied());
        if let Some(task) = first {
            act(self, task);
        }
    }
}
