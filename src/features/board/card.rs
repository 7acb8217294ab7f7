//! A card: what one must know of a task without opening it.

use domain::TaskId;
use domain::plan::Priority;
use leptos::prelude::*;
use locale::{ops, t, td_string};

use super::card_menu::CardMenu;
use super::card_title::CardTitle;
use super::due::{Nearness, nearness};
use super::hover::HoverButtons;
use super::moves::element_id;
use super::state::Board;
use super::{ageing, requirements, words};
use crate::ui::avatar::Avatar;
use crate::ui::badge::{Due, DueChip, VisibleBadge};
use crate::ui::chip::Label;
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::progress::Progress;

/// How many labels a card names.
const LABELS_SHOWN: usize = 2;

/// What a card shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// The title.
    pub title: String,
    /// The key, `ABC-12`.
    pub key: String,
    /// How near its date is.
    pub due: Nearness,
    /// Who answers for it.
    pub assignee: Option<String>,
    /// Whether the client sees it.
    pub is_client_visible: bool,
    /// Why it cannot go on.
    pub blocked: Option<String>,
    /// How much it matters.
    pub priority: Priority,
    /// By which words it is grouped; the card shows the first two.
    pub labels: Vec<String>,
    /// Why it stands where a limit is exceeded.
    pub limit_reason: Option<String>,
    /// The requirements that it answers besides the one in whose lane it stands.
    pub also: Vec<String>,
    /// How many of how many small steps are done.
    pub steps: (usize, usize),
    /// How much is done, in percent.
    pub percent: u8,
    /// For how many days it stands in its column, where that is too long.
    pub aged: Option<u32>,
    /// Whether it is a milestone.
    pub is_milestone: bool,
    /// Whether it is left out of the schedule.
    pub is_inactive: bool,
    /// Whether this person may move it and report on it.
    pub may_work: bool,
}

impl Face {
    /// The face of a task; `None` once the task is gone. Subscribes to the plan.
    pub fn of(board: Board, card: TaskId) -> Option<Self> {
        let plan = board.plan;
        let (prefix, today) = (plan.key(), plan.today());
        let aged = board.aged.with(|aged| aged.get(&card).copied());
        let also = board.also_answered(card);
        plan.with(|view| {
            let task = view.plan.tasks.get(&card)?;
            let finish = view.scheduled.dates(card)?.finish;
            let column = task.column.and_then(|column| view.plan.columns.get(&column));
            Some(Self {
                title: task.title.clone(),
                key: format!("{prefix}-{}", task.number),
                due: nearness(task, finish, today),
                assignee: task.assignee.and_then(|person| plan.person(person)),
                is_client_visible: task.is_client_visible,
                blocked: task.blocked.clone(),
                priority: task.priority,
                labels: task.labels.clone(),
                limit_reason: task.limit_reason.clone(),
                also,
                steps: task.steps_done(),
                percent: task.percent,
                aged: aged.and_then(|aged| aged.days_in(column?)),
                is_milestone: task.is_milestone,
                is_inactive: task.is_inactive,
                may_work: plan.may_work(task),
            })
        })
    }

    fn is_done(&self) -> bool {
        self.percent == 100
    }
}

/// A card in its column.
#[component]
pub fn Card(
    /// Which task.
    card: TaskId,
    /// Whether it is one line high, as among finished work.
    #[prop(into)]
    compact: Signal<bool>,
) -> impl IntoView {
    let board = Board::expect();
    let face = Memo::new(move |_| Face::of(board, card));
    let told = move |read: fn(&Face) -> bool| face.with(|face| face.as_ref().is_some_and(read));
    let is_done = Signal::derive(move || told(Face::is_done));
    view! {
        <li class="board__slot" data-card=card.to_string()>
            <article
                class="board__card"
                aria-labelledby=element_id(card)
                data-selected=move || board.is_selected(card).then_some("true")
                data-compact=move || compact.get().then_some("true")
                data-blocked=move || told(|face| face.blocked.is_some()).then_some("true")
                data-held=move || board.plan.dragged_by(card).map(|name| {
                    td_string!(board.locale(), conflicts.dragged, name = name)
                })
                data-opened=move || board.plan.opened_by(card)
                data-pending=move || board.plan.waits(card).then_some("true")
                data-fixed=move || (!told(|face| face.may_work)).then_some("true")
            >
                <div class="board__top">
                    <CardCheck card face is_done />
                    {move || board.is_selected(card).then(picked)}
                    <span class="board__key">{move || text(face, |face| face.key.clone())}</span>
                    {move || priority(board, face)}
                    {move || told(|face| face.is_milestone).then(|| milestone(board))}
                    <span
                        class="board__handle u-grip"
                        data-handle=""
                        aria-hidden="true"
                    ></span>
                    <CardMenu card face />
                </div>
                <CardTitle card face />
                {move || labels(face)}
                {move || requirements::chips(board, face)}
                {move || told(|face| face.is_inactive).then(|| left_out(board))}
                {move || blocked(face)}
                {move || limit_reason(board, face)}
                {move || ageing::line(board, face)}
                {move || progress(board, face)}
                <div class="board__foot">{move || foot(board, face)}</div>
                <HoverButtons card />
            </article>
        </li>
    }
}

/// The box that finishes a task and opens it again.
#[component]
fn CardCheck(card: TaskId, face: Memo<Option<Face>>, is_done: Signal<bool>) -> impl IntoView {
    let board = Board::expect();
    let label = move || {
        td_string!(board.locale(), board.finish_task, title = text(face, |face| face.title.clone()))
    };
    let change = move |event: web_sys::Event| {
        board.toggle_done(card);
        // The plan decides what the box shows, also when the change was refused.
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        dom::on_next_frame(move || {
            if let Some(is_done) = is_done.try_get_untracked() {
                input.set_checked(is_done);
            }
        });
    };
    view! {
        <label class="board__check">
            <input
                class="check__box"
                type="checkbox"
                tabindex=move || tab_index(board, card)
                prop:checked=move || is_done.get()
                disabled=move || face.with(|face| !face.as_ref().is_some_and(|face| face.may_work))
                aria-label=label
                on:change=change
            />
        </label>
    }
}

/// Only one card is in the order of Tab.
pub fn tab_index(board: Board, card: TaskId) -> &'static str {
    if board.current.get() == Some(card) { "0" } else { "-1" }
}

/// A word of what a card shows.
pub fn text(face: Memo<Option<Face>>, read: fn(&Face) -> String) -> String {
    face.with(|face| face.as_ref().map(read)).unwrap_or_default()
}

/// That it is selected is seen by a shape too; its title says so to screen readers.
fn picked() -> impl IntoView {
    view! {
        <span class="board__picked">
            <Icon icon=Icon::Check size=IconSize::Tiny />
        </span>
    }
}

fn milestone(board: Board) -> impl IntoView {
    view! {
        <span class="board__milestone">
            <Icon icon=Icon::Diamond size=IconSize::Tiny />
            <span class="u-ellipsis">{t!(board.words, board.milestone)}</span>
        </span>
    }
}

/// What counts in no date and no sum says so.
fn left_out(board: Board) -> impl IntoView {
    view! {
        <p class="board__left-out">
            <Icon icon=Icon::CircleX size=IconSize::Tiny />
            {t!(board.words, gantt.inactive)}
        </p>
    }
}

/// Only what matters more or less than most says so.
fn priority(board: Board, face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let priority = face.with(|face| face.as_ref().map(|face| face.priority))?;
    let icon = match priority {
        Priority::Urgent => Icon::Zap,
        Priority::High => Icon::ChevronUp,
        Priority::Low => Icon::ChevronDown,
        Priority::Medium => return None,
    };
    Some(view! {
        <span class="board__priority" data-priority=priority.as_str()>
            <Icon icon size=IconSize::Tiny />
            <span class="u-ellipsis">{move || ops::priority(board.locale(), priority)}</span>
        </span>
    })
}

fn labels(face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let labels = face.with(|face| face.as_ref().map(|face| face.labels.clone()))?;
    let more = labels.len().saturating_sub(LABELS_SHOWN);
    let names = labels.join(", ");
    (!labels.is_empty()).then(|| {
        let shown = labels.into_iter().take(LABELS_SHOWN);
        view! {
            <p class="board__labels" title=names>
                {shown.map(|text| view! { <Label text=text /> }).collect_view()}
                {(more > 0).then(|| view! { <span class="chip">{format!("+{more}")}</span> })}
            </p>
        }
    })
}

fn limit_reason(board: Board, face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let reason = face.with(|face| face.as_ref()?.limit_reason.clone())?;
    Some(view! {
        <p class="board__beyond">
            <Icon icon=Icon::Warning size=IconSize::Tiny />
            <span>
                {move || td_string!(board.locale(), board.beyond_limit, reason = reason.clone())}
            </span>
        </p>
    })
}

fn blocked(face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let board = Board::expect();
    let reason = face.with(|face| face.as_ref()?.blocked.clone())?;
    let words = move || {
        let locale = board.locale();
        if reason.is_empty() {
            td_string!(locale, board.blocked).to_owned()
        } else {
            td_string!(locale, board.blocked_by, reason = reason.clone())
        }
    };
    Some(view! {
        <p class="board__blocked">
            <Icon icon=Icon::Ban size=IconSize::Tiny />
            <span>{words}</span>
        </p>
    })
}

/// Progress is worth a line only between begun and done.
fn progress(board: Board, face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let percent = face.with(|face| face.as_ref().map(|face| face.percent))?;
    (1..100).contains(&percent).then(|| {
        let label = Signal::derive(move || td_string!(board.locale(), board.progress).to_owned());
        view! { <Progress label percent=percent /> }
    })
}

fn foot(board: Board, face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let Face { due, assignee, is_client_visible, steps: (done, all), .. } = face.get()?;
    let steps = move || td_string!(board.locale(), board.steps_done, done = done, all = all);
    let visible =
        Signal::derive(move || td_string!(board.locale(), common.client_visible).to_owned());
    let date = Signal::derive(move || words::due(board.locale(), due, board.plan.today()));
    let date = match due {
        Nearness::Done(_) => view! {
            <span class="badge badge--due">
                <Icon icon=Icon::Check size=IconSize::Tiny />
                {move || date.get()}
            </span>
        }
        .into_any(),
        Nearness::Later(_) => view! { <DueChip due=Due::Later word=date /> }.into_any(),
        Nearness::Near(..) => {
            let whole =
                Signal::derive(move || words::due_in_full(board.locale(), due, board.plan.today()));
            view! { <DueChip due=Due::Soon word=date whole /> }.into_any()
        }
        Nearness::Today => view! { <DueChip due=Due::Soon word=date /> }.into_any(),
        Nearness::Late(_) => view! { <DueChip due=Due::Late word=date /> }.into_any(),
    };
    Some(view! {
        {date}
        {(all > 0).then(|| view! {
            <span class="board__steps" title=steps aria-label=steps role="img">
                <Icon icon=Icon::ListChecks size=IconSize::Tiny />
                {format!("{done}/{all}")}
            </span>
        })}
        {is_client_visible.then(|| view! { <VisibleBadge word=visible /> })}
        {assignee.map(|name| view! { <span class="u-push"><Avatar name=name /></span> })}
    })
}
