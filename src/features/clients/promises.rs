//! What the client was promised: until when, and whether it was kept.

use domain::client::promise::{Outcome, Promise, PromiseFacts, PromiseState};
use domain::{ClientPromiseId, Refusal};
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::place::Place;
use super::promises_api::{
    PromiseList, add_promise, promises, remove_promise, settle_promise, update_promise,
};
use super::save_dialog::SaveDialog;
use super::words;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::row_buttons::EditAndRemove;
use crate::features::shared::subject_dialog::RemoveDialog;
use crate::ui::badge::RagBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty::Empty;
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// What stands in the form, and what it is about; nothing is a new promise.
#[derive(Clone, Copy)]
struct Form {
    open: RwSignal<bool>,
    subject: RwSignal<Option<Promise>>,
    id: RwSignal<ClientPromiseId>,
    text: RwSignal<String>,
    due: RwSignal<String>,
    project: RwSignal<String>,
}

impl Form {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            open: RwSignal::new(false),
            subject: RwSignal::new(None),
            id: RwSignal::new(fresh::id(ClientPromiseId::new)),
            text: empty(),
            due: empty(),
            project: empty(),
        }
    }

    fn show(self, promise: Option<Promise>) {
        let facts = promise.as_ref().map(|promise| &promise.facts);
        let project = facts.and_then(|facts| facts.project);
        self.text.set(facts.map(|facts| facts.text.clone()).unwrap_or_default());
        self.due.set(facts.map(|facts| facts.due.to_string()).unwrap_or_default());
        self.project.set(project.map(|project| project.to_string()).unwrap_or_default());
        self.id.set(fresh::id(ClientPromiseId::new));
        self.subject.set(promise);
        self.open.set(true);
    }

    fn facts(self) -> Result<PromiseFacts, Refusal> {
        let due = self.due.with_untracked(|day| day.parse().ok());
        let facts = PromiseFacts {
            project: self.project.with_untracked(|id| id.parse().ok()),
            text: self.text.get_untracked(),
            due: due.ok_or(Refusal::DateOutOfRange)?,
        };
        facts.checked()
    }
}

/// The promises to a client.
#[component]
pub fn Promises(
    /// The client.
    place: Place,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), move |()| promises(place.client));
    let (form, leaving) = (Form::new(), RwSignal::new(None::<Promise>));
    let again = Callback::new(move |()| asked.refetch());
    let add = move || add_button(place, form, ButtonKind::Quiet);
    view! {
        <Panel id="client-promises" title=t!(i18n, promises.title) actions=add>
            {loaded(asked, move |list| listed(list, place, form, leaving, again))}
        </Panel>
        <PromiseDialog place form on_change=again />
        <RemoveDialog
            id="client-promise-remove"
            leaving=leaving
            title=t!(i18n, promises.remove)
            sentence=t!(i18n, promises.remove_sure)
            button=t!(i18n, clients.remove)
            remove=|one: Promise| remove_promise(one.id, one.version)
            on_change=again
        />
    }
}

fn add_button(place: Place, form: Form, kind: ButtonKind) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Button
            kind=kind
            icon=Icon::Plus
            reason=place.converse_reason(i18n)
            on_press=move || form.show(None)
        >
            {t!(i18n, promises.add)}
        </Button>
    }
}

fn listed(
    list: PromiseList,
    place: Place,
    form: Form,
    leaving: RwSignal<Option<Promise>>,
    again: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    if list.promises.is_empty() {
        let action = move || add_button(place, form, ButtonKind::Primary);
        let sentence = t!(i18n, promises.empty);
        return view! { <Empty icon=Icon::Handshake sentence action /> }.into_any();
    }
    let PromiseList { promises, today, me } = list;
    let row = move |promise: Promise| {
        let state = promise.state(today);
        let is_mine = place.may_edit || place.may_converse && promise.by == me;
        view! { <Row promise state is_mine place form leaving on_change=again /> }
    };
    view! { <ul>{promises.into_iter().map(row).collect_view()}</ul> }.into_any()
}

#[component]
fn Row(
    promise: Promise,
    state: PromiseState,
    is_mine: bool,
    place: Place,
    form: Form,
    leaving: RwSignal<Option<Promise>>,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let due = promise.facts.due;
    let project = place.project_name(promise.facts.project);
    let text = promise.facts.text.clone();
    let buttons = is_mine.then(|| {
        let (edited, removed) = (promise.clone(), promise.clone());
        view! {
            <EditAndRemove
                edit=t!(i18n, promises.edit)
                on_edit=move || form.show(Some(edited.clone()))
                remove=t!(i18n, promises.remove)
                on_remove=move || leaving.set(Some(removed.clone()))
            />
        }
    });
    view! {
        <li class="panel__row clients__promise">
            <RagBadge
                rag=words::promise_rag(state)
                word=move || words::promise_state(i18n.get_locale(), state)
            />
            <span class="clients__promised">
                <span class="clients__text">{text}</span>
                <span class="u-small u-faint">
                    {move || {
                        let day = dates::full(i18n.get_locale(), due);
                        t_string!(i18n, promises.until, day = day)
                    }}
                    {project.map(|name| format!(" · {name}"))}
                </span>
            </span>
            <span class="clients__settle">
                <Settle promise state place on_change />
                {buttons}
            </span>
        </li>
    }
}

/// What can be said of a promise: that it was kept, that it will not be, or neither.
#[component]
fn Settle(
    promise: Promise,
    state: PromiseState,
    place: Place,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version) = (promise.id, promise.version);
    let settle =
        Action::new(move |outcome: &Option<Outcome>| settle_promise(id, version, *outcome));
    when_done(settle, move |()| on_change.run(()));
    let failure = failure_of(settle);
    let button = move |outcome: Option<Outcome>| {
        let words = move || match outcome {
            Some(Outcome::Kept) => t_string!(i18n, promises.keep),
            Some(Outcome::Broken) => t_string!(i18n, promises.give_up),
            None => t_string!(i18n, promises.reopen),
        };
        view! {
            <Button
                kind=ButtonKind::Ghost
                busy=settle.pending()
                reason=place.converse_reason(i18n)
                on_press=move || {
                    settle.dispatch(outcome);
                }
            >
                {words}
            </Button>
        }
    };
    let buttons = match state {
        PromiseState::Open | PromiseState::Overdue => {
            vec![button(Some(Outcome::Kept)), button(Some(Outcome::Broken))]
        }
        PromiseState::Kept | PromiseState::Broken => vec![button(None)],
    };
    view! {
        {buttons}
        <Failure error=failure />
    }
}

#[component]
fn PromiseDialog(place: Place, form: Form, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let save = move |facts: PromiseFacts| {
        let known = form.subject.get_untracked().map(|promise| (promise.id, promise.version));
        let id = form.id.get_untracked();
        async move {
            match known {
                Some((id, version)) => update_promise(id, version, facts).await,
                None => add_promise(place.client, id, facts).await,
            }
        }
    };
    let title = move || match form.subject.with(Option::is_some) {
        true => t_string!(i18n, promises.edit),
        false => t_string!(i18n, promises.add),
    };
    let projects = move || place.projects_or(t_string!(i18n, client_log.no_project));
    view! {
        <SaveDialog
            id="client-promise"
            open=form.open
            title
            read=move || form.facts()
            save
            on_change
        >
            <TextArea
                name="promise-text"
                label=t!(i18n, promises.what)
                bind=form.text
                required=true
            />
            <div class="field__row">
                <TextField
                    name="promise-due"
                    kind=FieldKind::Date
                    label=t!(i18n, promises.due)
                    bind=form.due
                    required=true
                />
                <SelectField
                    name="promise-project"
                    label=t!(i18n, client_log.project)
                    options=Signal::derive(projects)
                    bind=form.project
                />
            </div>
        </SaveDialog>
    }
}
