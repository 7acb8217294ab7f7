//! The page itself: the list of meetings, and beside it what one of them came to.

use domain::agreement::{Subject, SubjectKind};
use domain::{MinutesId, ProjectId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use locale::{t, t_string, use_i18n};

use super::api::{Register, list_minutes, open_minutes};
use super::desk::{Desk, Editing};
use super::dialogs::{PublishDialog, RemovalDialog};
use super::document::Document;
use super::editor::Editor;
use super::list::List;
use crate::error::AppError;
use crate::features::agreements::AgreementPanel;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{Asked, Failed, Failure, ask, loaded};
use crate::features::shared::stirs::when_stirred;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// The minutes of the project that the address names.
#[component]
pub fn MinutesPage() -> impl IntoView {
    let project = address::project();
    move || match project.get() {
        Some(project) => view! { <Meetings project /> }.into_any(),
        None => view! { <Failed error=AppError::NotFound retry=|| {} /> }.into_any(),
    }
}

#[component]
fn Meetings(project: ProjectId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::provide(project);
    let query = use_query_map();
    let named =
        Memo::new(move |_| query.read().get("minutes").and_then(|id| id.parse::<MinutesId>().ok()));
    let asked = ask(move || desk.revision.get(), move |_| list_minutes(project));
    when_stirred(move || Some(project), &[Topic::Minutes], move || desk.changed());
    Effect::new(move |_| {
        if let Some(Ok(found)) = asked.get() {
            desk.latest.set(found.minutes.first().map(|line| line.id));
            desk.people.set(found.people);
        }
    });
    // Another meeting is opened: what was being written is kept on the device.
    Effect::new(move |was: Option<Option<MinutesId>>| {
        let now = named.get();
        if was.is_some_and(|was| was != now) {
            desk.editing.set(None);
            desk.failure.set(None);
        }
        now
    });
    let shown = Memo::new(move |_| {
        let chosen = named.get().or_else(|| desk.latest.get());
        chosen.filter(|chosen| desk.gone.get() != Some(*chosen))
    });
    let body = move || match (desk.editing.get(), shown.get()) {
        (Some(editing), _) => view! { <Editor editing /> }.into_any(),
        (None, Some(id)) => view! { <Opened id /> }.into_any(),
        (None, None) => ().into_any(),
    };
    let is_open =
        move || (named.get().is_some() || desk.editing.with(Option::is_some)).then_some("true");
    let is_empty =
        move || (shown.get().is_none() && desk.editing.with(Option::is_none)).then_some("true");
    view! {
        <Title text=t!(i18n, minutes.title) />
        <div class="page minutes" data-print="flow">
            <AreaBar area=Area::Talk>
                <Transition>{move || add_button(desk, asked)}</Transition>
            </AreaBar>
            <h1 class="u-hidden">{t!(i18n, minutes.title)}</h1>
            <div
                class="minutes__grid"
                data-open=is_open
                data-empty=is_empty
                data-print="flow"
            >
                <div class="minutes__side" data-print="hide">
                    {loaded(asked, move |found| draw(desk, found, shown))}
                </div>
                <div class="minutes__main" data-print="flow">
                    <BackToList desk />
                    {body}
                </div>
            </div>
        </div>
        <PublishDialog />
        <RemovalDialog />
    }
}

/// The page's main button; a page without minutes has it in its middle.
fn add_button(desk: Desk, asked: Asked<Register>) -> Option<impl IntoView> {
    let found = asked.get().and_then(Result::ok)?;
    let may_edit = found.may_edit;
    (!found.minutes.is_empty()).then(|| view! { <AddButton desk may_edit /> })
}

#[component]
fn AddButton(desk: Desk, may_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let reason =
        Signal::derive(move || (!may_edit).then(|| t_string!(i18n, minutes.no_right).to_owned()));
    view! {
        <Button
            kind=ButtonKind::Primary
            icon=Icon::Plus
            reason
            on_press=move || desk.editing.set(Some(Editing::New))
        >
            {t!(i18n, minutes.add)}
        </Button>
    }
}

fn draw(desk: Desk, found: Register, shown: Memo<Option<MinutesId>>) -> AnyView {
    let Register { minutes, may_edit, .. } = found;
    match minutes.is_empty() {
        true => view! { <Nothing desk may_edit /> }.into_any(),
        false => view! { <List lines=minutes shown /> }.into_any(),
    }
}

/// The way back to the list where there is no room beside it.
#[component]
fn BackToList(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let back = move || {
        desk.editing.set(None);
        desk.open(None);
    };
    view! {
        <div class="minutes__back" data-print="hide">
            <Button kind=ButtonKind::Ghost icon=Icon::ChevronLeft on_press=back>
                {t!(i18n, minutes.all)}
            </Button>
        </div>
    }
}

#[component]
fn Nothing(desk: Desk, may_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let action = move || view! { <AddButton desk may_edit /> };
    view! {
        <Show when=move || desk.editing.with(Option::is_none)>
            <section class="panel">
                <Empty
                    icon=Icon::FileText
                    sentence=t!(i18n, minutes.empty)
                    action
                />
            </section>
        </Show>
    }
}

/// One meeting's minutes, and how the client stands to them.
#[component]
fn Opened(id: MinutesId) -> impl IntoView {
    let desk = Desk::expect();
    let asked = ask(move || desk.revision.get(), move |_| open_minutes(id));
    let subject = Subject { kind: SubjectKind::Minutes, id: id.0 };
    let (project, revision) = (desk.project, Signal::from(desk.revision));
    let changed = Callback::new(move |()| desk.changed());
    view! {
        <Failure error=desk.failure />
        {loaded(asked, move |found| view! { <Document found /> })}
        <div data-print="hide">
            <AgreementPanel project subject revision changed />
        </div>
    }
}
