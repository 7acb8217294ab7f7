//! The options side by side.

use domain::change::Impact;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, t, t_string, td_string, use_i18n};

use super::api::OptionSheet;
use super::desk::Desk;
use super::option_form::{Asking, OptionDialog, OptionRemoval};
use super::words;
use crate::features::shared::near_day::near_day;
use crate::paths;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::panel::Panel;

/// Every option with the gist of what it does, to look at and to edit.
#[component]
pub fn Options(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let asking = Asking::new();
    let sheets = desk.with(|sheet| sheet.options.clone());
    let count = sheets.len();
    let title = move || match count {
        1 => t_string!(i18n, changes.one_option).to_owned(),
        _ => t_string!(i18n, changes.options, count = count),
    };
    let reason = desk.no_drawing();
    let add = move || {
        view! {
            <Button icon=Icon::Plus reason on_press=move || asking.add(None)>
                {t!(i18n, changes.add_option)}
            </Button>
        }
    };
    let card = move |sheet| view! { <Card desk asking sheet is_alone=count == 1 /> };
    view! {
        <Panel id="change-options" title actions=add>
            <ul class="changes__options">{sheets.into_iter().map(card).collect_view()}</ul>
        </Panel>
        <OptionDialog desk asking />
        <OptionRemoval desk asking />
    }
}

#[component]
fn Card(desk: Desk, asking: Asking, sheet: OptionSheet, is_alone: bool) -> impl IntoView {
    let i18n = use_i18n();
    let count = sheet.steps().count();
    let OptionSheet { option, impact, .. } = sheet;
    let (id, project) = (option.id, desk.project());
    let is_shown = Signal::derive(move || desk.is_shown(id));
    let gantt = paths::draft(&paths::gantt(project), id);
    let board = paths::draft(&paths::board(project), id);
    let note = option.says.note.clone();
    let chosen = option.is_chosen.then(|| {
        view! { <Chip icon=Icon::Check>{t!(i18n, changes.chosen)}</Chip> }
    });
    let look = (!is_alone).then(|| {
        view! {
            <Button pressed=is_shown on_press=move || desk.show(id)>
                {t!(i18n, changes.look_at)}
            </Button>
        }
    });
    view! {
        <li class="changes__option" data-shown=move || is_shown.get().then_some("true")>
            <header class="changes__option-head">
                <span class="changes__letter">{option.key.clone()}</span>
                <div class="changes__words">
                    <h3>{option.says.title.clone()}</h3>
                    {(!note.is_empty()).then(|| view! { <p class="u-small u-muted">{note}</p> })}
                </div>
                {chosen}
                <CardMenu desk asking option is_alone />
            </header>
            <Gist impact count />
            <footer class="changes__option-acts">
                {look}
                <LinkButton href=gantt icon=Icon::Gantt>
                    {t!(i18n, changes.edit_on_gantt)}
                </LinkButton>
                <LinkButton href=board kind=ButtonKind::Ghost icon=Icon::Kanban>
                    {t!(i18n, changes.edit_on_board)}
                </LinkButton>
            </footer>
        </li>
    }
}

#[component]
fn CardMenu(
    desk: Desk,
    asking: Asking,
    option: domain::change::ChangeOption,
    is_alone: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let key = option.key.clone();
    let no_edit = desk.no_drawing();
    let no_removal = Signal::derive(move || {
        let last = || is_alone.then(|| t_string!(i18n, changes.last_option).to_owned());
        no_edit.get().or_else(last)
    });
    let option = StoredValue::new(option);
    view! {
        <Menu
            id=format!("option-{key}")
            label=move || t_string!(i18n, changes.option_actions, key = key.clone())
        >
            <MenuItem
                icon=Icon::Pencil
                reason=no_edit
                on_choose=move || asking.edit(option.get_value())
            >
                {t!(i18n, changes.rename_option)}
            </MenuItem>
            <MenuItem
                icon=Icon::Copy
                reason=no_edit
                on_choose=move || asking.add(Some(option.get_value()))
            >
                {t!(i18n, changes.copy_option)}
            </MenuItem>
            <MenuItem
                icon=Icon::Trash
                danger=true
                reason=no_removal
                on_choose=move || asking.remove(option.get_value())
            >
                {t!(i18n, changes.remove_option)}
            </MenuItem>
        </Menu>
    }
}

/// The finish, the promises, the tasks and the work of an option, in short.
#[component]
fn Gist(impact: Impact, count: usize) -> impl IntoView {
    let i18n = use_i18n();
    let (was, is) = impact.finish;
    let shift = was.zip(is).map_or(0, |(was, is)| (is - was).num_days());
    let finish = move || {
        let locale = i18n.get_locale();
        let day = is.map(|day| near_day(locale, day)).unwrap_or_default();
        format!("{day} · {}", words::days(locale, shift))
    };
    let broken = impact.broken_promises();
    let (new, late) = (impact.new_promises(), impact.milestones.iter());
    let late = late.filter(|milestone| milestone.is_kept() == Some(false)).count();
    let rag = if late > 0 { Rag::Bad } else { Rag::Ok };
    let promises = move || promises(i18n.get_locale(), broken, late, new);
    let (added, removed, moved) = (impact.added.len(), impact.removed.len(), impact.moved.len());
    let tasks = move || match (added, removed, moved) {
        (0, 0, 0) => t_string!(i18n, changes.unchanged).to_owned(),
        _ => t_string!(
            i18n,
            changes.tasks_gist,
            added = grouped(added),
            removed = grouped(removed),
            moved = grouped(moved)
        ),
    };
    let by = impact.work_minutes.1 - impact.work_minutes.0;
    let work = move || match by {
        0 => t_string!(i18n, changes.unchanged).to_owned(),
        _ => words::signed(by, words::hours(i18n.get_locale(), by)),
    };
    view! {
        <dl class="changes__gist">
            <dt>{t!(i18n, changes.finish)}</dt>
            <dd>{finish}</dd>
            <dt>{t!(i18n, changes.promises)}</dt>
            <dd>
                <RagBadge rag word=promises bare=true />
            </dd>
            <dt>{t!(i18n, changes.tasks)}</dt>
            <dd>{tasks}</dd>
            <dt>{t!(i18n, changes.work)}</dt>
            <dd>{work}</dd>
            <dt>{t!(i18n, changes.branch)}</dt>
            <dd>{move || t_string!(i18n, changes.operations, count = grouped(count))}</dd>
        </dl>
    }
}

fn promises(locale: Locale, broken: usize, late: usize, new: usize) -> String {
    match (broken, late, new) {
        (0, 0, 0) => td_string!(locale, changes.promises_kept).to_owned(),
        (0, 0, _) => td_string!(locale, changes.promises_new, count = grouped(new)),
        (0, _, _) => td_string!(locale, changes.promises_late, count = grouped(late)),
        _ => td_string!(locale, changes.promises_broken, count = grouped(broken)),
    }
}
