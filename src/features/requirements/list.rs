//! The requirements as a table, with a line to add the next one.

use domain::RequirementId;
use domain::requirement::{PRIORITIES, Priority, Requirement, Status};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{requirements, t, t_string, td_string, use_i18n};

use super::api::add_requirement;
use super::desk::{Desk, View};
use super::notice::SignedNotice;
use super::priority::{PriorityChip, PriorityPicker};
use crate::features::shared::fresh;
use crate::features::shared::quick_line::QuickLine;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::chip::{Chip, ChipButton};
use crate::ui::dom;
use crate::ui::empty::Empty;
use crate::ui::field::{FieldKind, TextField};
use crate::ui::icon::Icon;
use crate::ui::table::DataTable;

/// The id of the line that adds a requirement.
const NEW: &str = "requirements-new";

/// What the list is narrowed down to.
#[derive(Clone, Copy)]
struct Filter {
    text: RwSignal<String>,
    priority: RwSignal<Option<Priority>>,
    has_dropped: RwSignal<bool>,
}

impl Filter {
    fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            priority: RwSignal::new(None),
            has_dropped: RwSignal::new(false),
        }
    }

    fn shows(self, one: &Requirement) -> bool {
        let text = self.text.get().trim().to_lowercase();
        let words = format!("{} {} {}", one.name(), one.says.title, one.says.source_name);
        (!one.is_dropped() || self.has_dropped.get())
            && self.priority.get().is_none_or(|priority| one.says.priority == priority)
            && words.to_lowercase().contains(&text)
    }
}

/// The way to the list.
#[component]
pub fn ToList() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    view! {
        <LinkButton href=move || desk.href(View::List, None) icon=Icon::ListChecks>
            {t!(i18n, requirements.to_list)}
        </LinkButton>
    }
}

/// The list with its filters.
#[component]
pub fn ListView() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let filter = Filter::new();
    let is_empty = Memo::new(move |_| desk.get(|found| found.requirements.is_empty()));
    let shown = Memo::new(move |_| {
        desk.get(|found| {
            let all = found.requirements.iter().filter(|one| filter.shows(one));
            all.map(|one| one.id).collect::<Vec<_>>()
        })
    });
    let nothing = move || shown.with(Vec::is_empty) && !is_empty.get();
    view! {
        <SignedNotice />
        <Show when=move || !is_empty.get()>
            <Filters filter />
        </Show>
        <section class="panel requirements__list" aria-label=t!(i18n, requirements.view_list)>
            <Show when=move || !is_empty.get() fallback=move || view! { <First /> }>
                <Table shown />
            </Show>
            <Show when=nothing>
                <p class="requirements__nothing" role="status">
                    {t!(i18n, requirements.nothing_found)}
                </p>
            </Show>
            <NewLine />
        </section>
    }
}

/// A line for the next requirement.
#[component]
fn NewLine() -> impl IntoView {
    let desk = Desk::expect();
    let add = Callback::new(move |title: String| {
        let Some(project) = desk.project() else { return };
        let id = fresh::id(RequirementId::new);
        desk.send(add_requirement(project, id, title));
    });
    let label = desk.word(|locale| td_string!(locale, requirements.new_example));
    let disabled = Signal::derive(move || !desk.may_edit());
    view! { <QuickLine id=NEW label=label on_add=add disabled /> }
}

#[component]
fn First() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let action = move || {
        let begin = move || {
            dom::focus_by_id(NEW);
        };
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Plus
                reason=desk.reason()
                on_press=begin
            >
                {t!(i18n, requirements.first)}
            </Button>
        }
    };
    view! {
        <Empty
            icon=Icon::ListChecks
            sentence=t!(i18n, requirements.empty)
            action=action
        />
    }
}

#[component]
fn Filters(filter: Filter) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let dropped = Memo::new(move |_| {
        desk.get(|found| found.requirements.iter().filter(|one| one.is_dropped()).count())
    });
    let chip = move |(priority, _): (Priority, &'static str)| {
        let is_on = move || filter.priority.get() == Some(priority);
        let press = move || {
            filter.priority.update(|chosen| {
                *chosen = if *chosen == Some(priority) { None } else { Some(priority) };
            });
        };
        view! {
            <ChipButton pressed=Signal::derive(is_on) on_press=press>
                {move || requirements::priority(i18n.get_locale(), priority)}
            </ChipButton>
        }
    };
    let show_dropped = move || {
        let count = dropped.get();
        (count > 0).then(|| {
            let has_dropped = filter.has_dropped;
            view! {
                <ChipButton
                    pressed=has_dropped
                    on_press=move || has_dropped.update(|on| *on = !*on)
                >
                    {move || t_string!(i18n, requirements.show_dropped, count = grouped(count))}
                </ChipButton>
            }
        })
    };
    view! {
        <div class="requirements__filters" role="search" data-print="hide">
            <TextField
                name="requirements-text"
                kind=FieldKind::Search
                label=t!(i18n, requirements.filter_text)
                bind=filter.text
            />
            <div class="requirements__chips">
                {PRIORITIES.map(chip).collect_view()} {show_dropped}
            </div>
        </div>
    }
}

#[component]
fn Table(shown: Memo<Vec<RequirementId>>) -> impl IntoView {
    let i18n = use_i18n();
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, requirements.requirement)}</th>
            <th scope="col">{t!(i18n, requirements.priority)}</th>
            <th scope="col" class="u-not-phone">{t!(i18n, requirements.source)}</th>
            <th scope="col">{t!(i18n, requirements.status)}</th>
            <th scope="col" class="table__number u-not-phone">
                {t!(i18n, requirements.criteria)}
            </th>
            <th scope="col" class="table__number u-not-phone">{t!(i18n, requirements.tasks)}</th>
        }
    };
    view! {
        <DataTable caption=t!(i18n, requirements.title) head=head>
            <For each=move || shown.get() key=|id| *id children=|id| view! { <Row id /> } />
        </DataTable>
    }
}

#[component]
fn Row(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let one = desk.requirement(id);
    let text = move |read: fn(&Requirement) -> String| {
        move || one.with(|one| one.as_ref().map(read)).unwrap_or_default()
    };
    let is_open = move || (desk.opened.get() == Some(id)).then_some("true");
    let is_dropped = move || one.with(|one| one.as_ref().is_some_and(Requirement::is_dropped));
    let latent = move || {
        let is_latent = one.with(|one| one.as_ref().is_some_and(|one| one.says.is_latent));
        is_latent.then(|| {
            view! { <Chip icon=Icon::Lightbulb>{t!(i18n, requirements.latent)}</Chip> }
        })
    };
    let priority = move || {
        let priority = one.with(|one| one.as_ref().map(|one| one.says.priority));
        priority.map(|priority| view! { <PriorityChip priority /> })
    };
    view! {
        <tr data-open=is_open data-dropped=move || is_dropped().then_some("true")>
            <td>
                <span class="requirements__name">
                    <span class="requirements__number">{text(|one| one.name())}</span>
                    <a class="u-link" href=move || desk.href(View::List, Some(id))>
                        {text(|one| one.says.title.clone())}
                    </a>
                    {latent}
                </span>
            </td>
            <td>
                <div class="u-not-phone"><PriorityPicker id /></div>
                <span class="u-phone">{priority}</span>
            </td>
            <td class="u-not-phone">{text(|one| one.says.source_name.clone())}</td>
            <td><StatusBadge id /></td>
            <td class="table__number u-not-phone">
                {text(|one| one.says.criteria.len().to_string())}
            </td>
            <td class="table__number u-not-phone">{text(|one| one.tasks.len().to_string())}</td>
        </tr>
    }
}

/// How far a requirement is: shape and word.
#[component]
pub fn StatusBadge(
    /// Which requirement.
    id: RequirementId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let coverage = desk.coverage(id);
    let status = Memo::new(move |_| coverage.with(|one| one.as_ref().map(|one| one.status)));
    let rag = move || match status.get() {
        Some(Status::Accepted | Status::Built) => Rag::Ok,
        Some(Status::Draft | Status::Agreed | Status::Planned | Status::Dropped) | None => {
            Rag::None
        }
    };
    let word = move || {
        let locale = i18n.get_locale();
        status.get().map(|status| requirements::status(locale, status)).unwrap_or_default()
    };
    view! { <RagBadge rag=Signal::derive(rag) word=word bare=true /> }
}
