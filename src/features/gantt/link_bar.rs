//! What can be done to a dependency whose line was pressed: its kind, the time between, its end.

use domain::plan::link::LinkKind;
use domain::plan::{Link, PlanOp};
use domain::{LinkId, TaskId};
use leptos::html;
use leptos::prelude::*;
use locale::{t, t_string, td_string, use_i18n};
use web_sys::KeyboardEvent;

use super::chart::Chart;
use super::links::Point;
use super::scene::Hit;
use super::table::focus_row;
use super::words;
use crate::features::shared::typed;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;
use crate::ui::segmented::{SegmentButton, Segmented};

/// The id of the row, which gets the keyboard when the list of dependencies leads here.
const BAR: &str = "gantt-link-bar";

/// What the row says of the dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Facts {
    words: String,
    kind: LinkKind,
    between: String,
}

/// The row below the chart, there as long as a line is selected.
#[component]
pub fn LinkBar() -> impl IntoView {
    let chart = Chart::expect();
    let shown = Memo::new(move |_| chart.chosen_link());
    move || shown.get().map(|link| view! { <LinkActions link /> })
}

#[component]
fn LinkActions(
    /// Which dependency.
    link: LinkId,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let facts = Memo::new(move |_| facts_of(chart, link));
    let kind = move || facts.with(|facts| facts.as_ref().map(|facts| facts.kind));
    let segment = move |own: LinkKind| {
        view! {
            <SegmentButton
                pressed=move || kind() == Some(own)
                on_press=move || chart.change_link(link, |link| link.kind = own)
                label=Signal::derive(move || words::link_kind(chart.reader(), own).to_owned())
            >
                {own.letters()}
            </SegmentButton>
        }
    };
    let reason = Signal::derive(move || {
        chart.reader();
        chart.no_right()
    });
    let leave = move || {
        chart.forget_link();
        focus_row(chart, chart.selected.get_untracked());
    };
    let steer = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            leave();
        }
    };
    view! {
        <div
            class="bar bar--below gantt__actions gantt__actions--link"
            id=BAR
            role="group"
            tabindex="-1"
            aria-label=t!(i18n, gantt.link_actions)
            on:keydown=steer
        >
            <span class="gantt__ends">
                {move || facts.get().map(|facts| facts.words)}
            </span>
            <Segmented label=t!(i18n, gantt.link_kind)>
                {typed::KINDS.map(segment).collect_view()}
            </Segmented>
            <BetweenField link facts />
            <Button icon=Icon::Unlink reason on_press=move || chart.remove_link(link)>
                {t!(i18n, gantt.link_end)}
            </Button>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Close
                label=t!(i18n, common.close)
                on_press=leave
            />
        </div>
    }
}

/// The time between the two tasks as it is written; Enter or leaving the field takes it up, Esc
/// puts it back.
#[component]
fn BetweenField(
    /// Which dependency.
    link: LinkId,
    /// What the row says of it.
    facts: Memo<Option<Facts>>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let text = |facts: &Option<Facts>| {
        facts.as_ref().map(|facts| facts.between.clone()).unwrap_or_default()
    };
    let written = move || facts.with_untracked(text);
    chart.plan.when_left(move || {
        field.get_untracked().iter().for_each(|field| field.set_value(&written()));
    });
    let take_up = move || {
        // A field that is taken away loses its focus: by then there is nothing left to take up.
        let Some(field) = field.try_get_untracked().flatten() else { return };
        let wanted = field.value();
        if wanted.trim() == written() {
            return;
        }
        let settings = chart.plan.with_untracked(|view| view.plan.settings.clone());
        let Some(between) = typed::time_between(&wanted, &settings) else {
            chart.toasts.fail(t_string!(i18n, gantt.link_between_bad));
            field.set_value(&written());
            return;
        };
        chart.change_link(link, |link| link.lag = between);
    };
    let steer = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !dom::is_composing(&event) => {
            // Otherwise the same press answers the question that it may bring about.
            event.prevent_default();
            take_up();
        }
        "Escape" => field.get_untracked().iter().for_each(|field| field.set_value(&written())),
        _ => {}
    };
    view! {
        <label class="gantt__field">
            <span>{t!(i18n, gantt.link_between)}</span>
            <input
                class="gantt__input gantt__input--short"
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder="+2d"
                node_ref=field
                prop:value=move || facts.with(text)
                readonly=move || !chart.plan.may_edit()
                on:keydown=steer
                on:blur=move |_| take_up()
            />
        </label>
    }
}

impl Chart {
    /// The dependency that is selected, as long as it is in the plan; subscribes to that.
    pub fn chosen_link(self) -> Option<LinkId> {
        let link = self.link.get()?;
        self.plan.with(|view| view.plan.links.contains_key(&link)).then_some(link)
    }

    /// Selects a dependency and says which.
    pub fn choose_link(self, link: LinkId) {
        self.clear_picked();
        self.link.set(Some(link));
        let facts = untrack(|| facts_of(self, link));
        facts.into_iter().for_each(|facts| self.live.announce(facts.words));
    }

    /// The dependency whose line is pressed at a place, where there is no bar and none is made.
    pub fn line_at(self, at: Point, hit: Option<Hit>, by_finger: bool) -> Option<LinkId> {
        let is_free = matches!(hit, Some(Hit::Row(_)) | None) && !self.is_linking();
        let line = || self.stage.with_value(|stage| stage.scene.as_ref()?.line_at(at, by_finger));
        if is_free { line() } else { None }
    }

    /// Goes from the list of dependencies to what can be done to one of them.
    pub fn edit_link(self, link: LinkId) {
        self.shows_links.set(false);
        self.choose_link(link);
        dom::on_next_frame(|| {
            dom::focus_by_id(BAR);
        });
    }

    /// Opens the list of the selected row's dependencies with the keyboard on the first of them.
    pub fn list_links(self) {
        self.shows_links.set(true);
        // The dialog takes the focus when it opens, and what it lists a frame later.
        dom::on_next_frame(|| {
            dom::on_next_frame(|| {
                let dialog = dom::document().and_then(|page| page.get_element_by_id("gantt-links"));
                let Some(dialog) = dialog else { return };
                let listed = dom::focusable_within(&dialog, Some(".gantt__link button"));
                listed.first().into_iter().for_each(dom::focus);
            });
        });
    }

    /// Selects no dependency any more; tells whether one was.
    pub fn forget_link(self) -> bool {
        self.link.try_update(Option::take).flatten().is_some()
    }

    /// Takes the selected dependency away; tells whether one was selected.
    pub fn remove_chosen_link(self) -> bool {
        let chosen = untrack(|| self.chosen_link());
        chosen.into_iter().for_each(|link| self.remove_link(link));
        chosen.is_some()
    }

    fn remove_link(self, link: LinkId) {
        let Some((before, _)) = self.ends_of(link) else { return };
        let said = td_string!(self.locale(), gantt.link_removed, title = self.title(before));
        self.carry_out(PlanOp::Unlink(link), said);
        focus_row(self, self.selected.get_untracked());
    }

    fn change_link(self, link: LinkId, change: impl FnOnce(&mut Link)) {
        let present = self.plan.with_untracked(|view| view.plan.links.get(&link).cloned());
        let Some(present) = present else { return };
        let mut wanted = present.clone();
        change(&mut wanted);
        if wanted == present {
            return;
        }
        let how = self
            .plan
            .with_untracked(|view| typed::written(wanted.kind, wanted.lag, &view.plan.settings));
        let (title, before) = (self.title(wanted.to), self.title(wanted.from));
        let locale = self.locale();
        let said =
            td_string!(locale, gantt.link_changed, title = title, before = before, how = how);
        self.carry_out(PlanOp::Link(wanted), said);
    }

    fn ends_of(self, link: LinkId) -> Option<(TaskId, TaskId)> {
        let ends = |link: &Link| (link.from, link.to);
        self.plan.with_untracked(|view| view.plan.links.get(&link).map(ends))
    }
}

fn facts_of(chart: Chart, id: LinkId) -> Option<Facts> {
    let locale = chart.reader();
    chart.plan.with(|view| {
        let link = view.plan.links.get(&id)?;
        let title = |task: &TaskId| Some(view.plan.tasks.get(task)?.title.clone());
        let (before, title) = (title(&link.from)?, title(&link.to)?);
        Some(Facts {
            words: td_string!(locale, gantt.link_is, title = title, before = before),
            kind: link.kind,
            between: typed::written_between(link.lag, &view.plan.settings),
        })
    })
}
