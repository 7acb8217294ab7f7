//! The list of changes, the latest first.

use domain::change::Stage;
use domain::{ChangeId, MessageId, RequirementId, TaskId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_query_map};
use locale::{t, t_string, use_i18n};

use super::api::{ChangeLine, ChangeList, changes};
use super::form::{ChangeDialog, ComesFrom};
use super::words;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::loaded;
use crate::features::shared::near_day::near_day;
use crate::features::shared::stirs::when_stirred;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::empty::Empty;
use crate::ui::icon::{Icon, IconSize};

/// Every change of the project that the address names, and the way to raise another one.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let project = address::project();
    let asked = address::ask_about(project, changes);
    let topics = &[Topic::Changes, Topic::Agreements];
    when_stirred(move || project.get(), topics, move || asked.refetch());
    let from = move || ComesFrom {
        task: query.read().get("task").and_then(|id| id.parse::<TaskId>().ok()),
        requirement: query
            .read()
            .get("requirement")
            .and_then(|id| id.parse::<RequirementId>().ok()),
        message: query.read().get("message").and_then(|id| id.parse::<MessageId>().ok()),
    };
    let text = move || query.read().get("text").unwrap_or_default();
    // Who comes from a task, a requirement or a message wants to raise a change.
    let open = RwSignal::new(!untrack(from).is_empty());
    let navigate = use_navigate();
    let saved = move |change: ChangeId| {
        if let Some(project) = project.get_untracked() {
            navigate(&paths::change(project, change), Default::default());
        }
    };
    // An empty list has its button in the middle of the page.
    let has_button = |list: ChangeList| list.may_edit && !list.changes.is_empty();
    let has_button = move || asked.get().and_then(Result::ok).is_some_and(has_button);
    view! {
        <Title text=t!(i18n, changes.title) />
        <div class="page changes">
            <AreaBar area=Area::Scope>
                <Transition>
                    <Show when=has_button>
                        <Button
                            kind=ButtonKind::Primary
                            icon=Icon::Plus
                            on_press=move || open.set(true)
                        >
                            {t!(i18n, changes.raise)}
                        </Button>
                    </Show>
                </Transition>
            </AreaBar>
            <header class="page__head">
                <h1>{t!(i18n, changes.title)}</h1>
                <p class="u-muted u-prose">{t!(i18n, changes.what)}</p>
            </header>
            {loaded(asked, move |list| listed(list, open))}
            {move || project.get().map(|project| {
                let saved = saved.clone();
                view! {
                    <ChangeDialog
                        id="changes-new"
                        open
                        project
                        from=untrack(from)
                        text=untrack(text)
                        on_saved=saved
                    />
                }
            })}
        </div>
    }
}

fn listed(list: ChangeList, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    if list.changes.is_empty() {
        let may_edit = list.may_edit;
        let reason = Signal::derive(move || {
            (!may_edit).then(|| t_string!(i18n, changes.only_members).to_owned())
        });
        let action = move || {
            view! {
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Plus
                    reason
                    on_press=move || open.set(true)
                >
                    {t!(i18n, changes.raise)}
                </Button>
            }
        };
        return view! {
            <Empty icon=Icon::Branch sentence=t!(i18n, changes.empty) action />
        }
        .into_any();
    }
    view! {
        <ul class="changes__list panel">{list.changes.into_iter().map(row).collect_view()}</ul>
    }
    .into_any()
}

fn row(line: ChangeLine) -> impl IntoView {
    let i18n = use_i18n();
    let ChangeLine { change, stage, waits_for } = line;
    let (number, says) = (change.number, change.says);
    let (source, necessity) = (says.source, says.necessity);
    let waits = waits_for.map(|waits| {
        let words = move || {
            let day = near_day(i18n.get_locale(), waits.since.date());
            t_string!(i18n, changes.waits_for, name = waits.name.clone(), day = day)
        };
        view! {
            <span class="u-row">
                <Icon icon=Icon::Hourglass size=IconSize::Small />
                {words}
            </span>
        }
    });
    view! {
        <li class="changes__line">
            <span class="changes__number">
                {move || t_string!(i18n, changes.numbered, number = number)}
            </span>
            <span class="changes__words">
                <a class="changes__link" href=paths::change(change.project, change.id)>
                    {says.title}
                </a>
                <span class="u-small u-muted">
                    {move || words::source(i18n.get_locale(), source)}
                    {(!says.source_name.is_empty()).then(|| format!(" · {}", says.source_name))}
                    " · "
                    {move || words::necessity(i18n.get_locale(), necessity)}
                </span>
            </span>
            <span class="changes__waits u-small u-muted">{waits}</span>
            <StageChip stage />
        </li>
    }
}

/// Where a change stands: an icon and a word.
#[component]
pub fn StageChip(
    /// Where it stands.
    stage: Stage,
) -> impl IntoView {
    let i18n = use_i18n();
    let icon = match stage {
        Stage::Raised => Icon::Circle,
        Stage::Assessed => Icon::Branch,
        Stage::Sent => Icon::Send,
        Stage::Returned => Icon::Reply,
        Stage::Agreed => Icon::CircleCheck,
        Stage::Refused => Icon::CircleX,
        Stage::Withdrawn => Icon::Archive,
        Stage::Applied => Icon::Merge,
    };
    view! {
        <span class="changes__stage" data-over=stage.is_over().then_some("true")>
            <Chip icon>{move || words::stage(i18n.get_locale(), stage)}</Chip>
        </span>
    }
}
