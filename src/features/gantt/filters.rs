//! What narrows the rows: words, and chips for what many look for.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::TaskId;
use domain::plan::PlanView;
use leptos::html;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, td_string};

use super::chart::Chart;
use super::filter::Filter;
use super::group_menu::Grouping;
use super::groups::{GroupBy, Groups};
use super::rows::Rows;
use crate::features::shared::plan::PlanContext;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::ChipButton;
use crate::ui::dom;
use crate::ui::field::FindField;
use crate::ui::icon::Icon;

/// Opens the row of filters, or closes it and shows everything.
#[component]
pub fn FilterButton() -> impl IntoView {
    let chart = Chart::expect();
    view! {
        <span class="gantt__tool">
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Filter
                label=t!(chart.words, gantt.filter)
                pressed=Signal::derive(move || chart.is_filtering.get())
                on_press=move || chart.toggle_filters()
            >
                <span>{t!(chart.words, gantt.filter)}</span>
            </Button>
        </span>
    }
}

/// The row of filters, while it is open.
#[component]
pub fn FilterRow() -> impl IntoView {
    let chart = Chart::expect();
    view! {
        <Show when=move || chart.is_filtering.get()>
            <Filters />
        </Show>
    }
}

#[component]
fn Filters() -> impl IntoView {
    let chart = Chart::expect();
    let filter = chart.filter;
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            dom::focus(&field);
        }
    });
    let mine = Signal::derive(move || filter.with(|filter| filter.assignee.is_some()));
    let critical = Signal::derive(move || filter.with(|filter| filter.is_critical));
    let visible = Signal::derive(move || filter.with(|filter| filter.client_visible));
    view! {
        <div
            class="gantt__filters u-swiped"
            role="group"
            aria-label=t!(chart.words, gantt.filter)
        >
            <FindField
                label=t!(chart.words, gantt.filter_words)
                value=Signal::derive(move || filter.with(|filter| filter.text.clone()))
                on_input=move |text: String| chart.narrow(|filter| filter.text = text)
                node=field
            />
            <ChipButton pressed=mine on_press=move || chart.toggle_mine() icon=Icon::User>
                {t!(chart.words, gantt.only_mine)}
            </ChipButton>
            <ChipButton
                pressed=critical
                on_press=move || chart.narrow(|filter| filter.is_critical = !filter.is_critical)
                icon=Icon::Route
            >
                {t!(chart.words, gantt.only_critical)}
            </ChipButton>
            <ChipButton
                pressed=visible
                on_press=move || {
                    chart.narrow(|filter| filter.client_visible = !filter.client_visible);
                }
                icon=Icon::Eye
            >
                {t!(chart.words, gantt.only_client)}
            </ChipButton>
            <Hidden />
        </div>
    }
}

/// How many rows are hidden, and the way to see them again.
#[component]
fn Hidden() -> impl IntoView {
    let chart = Chart::expect();
    let hidden = Memo::new(move |_| chart.rows.with(|rows| rows.hidden()));
    let is_filtered = Memo::new(move |_| chart.filter.with(|filter| !filter.is_empty()));
    let count = move || td_string!(chart.reader(), gantt.hidden, count = grouped(hidden.get()));
    view! {
        <span class="gantt__hidden" role="status">
            {move || is_filtered.get().then(count)}
        </span>
        <Show when=move || is_filtered.get()>
            <Button kind=ButtonKind::Ghost on_press=move || chart.filter_by(Filter::default())>
                {t!(chart.words, gantt.show_all)}
            </Button>
        </Show>
    }
}

/// The rows of the plan, made anew only when rows, folds or what the filter lets through change.
pub fn rows_of(
    plan: PlanContext,
    shape: Memo<u64>,
    folded: RwSignal<BTreeSet<TaskId>>,
    filter: RwSignal<Filter>,
    grouping: Grouping,
) -> Memo<Arc<Rows>> {
    let prefix = plan.key();
    let filtered = Memo::new(move |_| {
        filter.with(|filter| {
            // Without a filter no change of a task concerns it.
            let tasks = || plan.with(|view| filter.tasks(view, &prefix));
            (!filter.is_empty()).then(|| Arc::new(tasks()))
        })
    });
    let groups = Memo::new(move |_| {
        let (by, filtered) = (grouping.by.get(), filtered.get());
        // Without groups no change of a task concerns them.
        let groups = || plan.with(|view| Groups::of(view, by, filtered.as_deref()));
        (by != GroupBy::Nothing).then(|| Arc::new(groups()))
    });
    Memo::new(move |_| {
        shape.get();
        let (groups, filtered) = (groups.get(), filtered.get());
        let rows = |view: &PlanView| match &groups {
            Some(groups) => {
                let grouped = |of: &BTreeSet<_>| Rows::grouped(&view.outline, groups, of);
                grouping.folded.with(grouped)
            }
            None => folded.with(|folded| Rows::of(&view.outline, folded, filtered.as_deref())),
        };
        Arc::new(plan.with_untracked(rows))
    })
}

impl Chart {
    /// Opens the row of filters, or closes it and shows everything.
    fn toggle_filters(self) {
        let is_open = self.is_filtering.get_untracked();
        if is_open {
            self.filter_by(Filter::default());
        }
        self.is_filtering.set(!is_open);
    }

    /// Shows only the rows that a filter lets through, unfolded; without one everything, folded as
    /// it was before.
    fn filter_by(self, filter: Filter) {
        let was_empty = self.filter.with_untracked(Filter::is_empty);
        match (was_empty, filter.is_empty()) {
            (true, false) => {
                self.set_aside.set_value(Some(self.folded.get_untracked()));
                self.folded.update(|folded| folded.clear());
            }
            (false, true) => {
                let before = self.set_aside.try_update_value(Option::take).flatten();
                before.into_iter().for_each(|folded| self.folded.set(folded));
            }
            (true, true) | (false, false) => {}
        }
        self.filter.set(filter);
        let is_hidden =
            |task: &TaskId| self.rows.with_untracked(|rows| rows.row_of(*task).is_none());
        if self.selected.get_untracked().as_ref().is_some_and(is_hidden) {
            self.selected.set(None);
        }
    }

    /// Shows everything when the filter would hide a task.
    pub fn let_through(self, task: TaskId) {
        if self.rows.with_untracked(|rows| rows.shown_row(task).is_none()) {
            self.filter_by(Filter::default());
            self.grouping.folded.update(BTreeSet::clear);
        }
    }

    fn narrow(self, change: impl FnOnce(&mut Filter)) {
        let mut filter = self.filter.get_untracked();
        change(&mut filter);
        self.filter_by(filter);
    }

    /// Shows only this person's tasks, or all again.
    fn toggle_mine(self) {
        let me = self.plan.me();
        self.narrow(|filter| {
            filter.assignee = if filter.assignee.is_some() { None } else { Some(me) };
        });
    }
}
