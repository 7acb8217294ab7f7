//! Step 1: for whom, under which name and key.

use domain::ClientId;
use domain::Refusal;
use domain::client::CLIENT_KINDS;
use leptos::prelude::*;
use locale::{nouns, refusals, t, t_string, use_i18n};

use super::form::{Form, NEW_CLIENT};
use super::key::proposed_key;
use crate::features::shared::named;
use crate::ui::field::{SelectField, TextField};

/// The client, picked or entered here, the project's name and its key.
#[component]
pub fn ClientStep(
    /// The fields.
    form: Form,
    /// The clients to pick from.
    clients: Vec<(ClientId, String)>,
    /// A key that no project uses.
    free_key: String,
    /// Whether the server found the key taken.
    is_taken: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    if clients.is_empty() && form.client.with_untracked(String::is_empty) {
        form.client.set(NEW_CLIENT.to_owned());
    }
    propose_key(form, free_key);
    let sentence = move |refusal: Option<Refusal>| {
        let refusal = refusal.filter(|_| form.is_tried.get())?;
        Some(refusals::sentence(i18n.get_locale(), &refusal))
    };
    let key_error = move || match is_taken.get() {
        true => Some(refusals::sentence(i18n.get_locale(), &Refusal::ProjectKeyTaken)),
        false => sentence(form.key_error()),
    };
    view! {
        <h2>{t!(i18n, new_project.step_client)}</h2>
        <ClientField form clients />
        <div class="field__row">
            <TextField
                name="project-name"
                label=t!(i18n, new_project.name)
                bind=form.name
                required=true
                max_length=200
                error=Signal::derive(move || sentence(form.name_error()))
            />
            <TextField
                name="project-key"
                label=t!(i18n, new_project.key)
                hint=t!(i18n, new_project.key_hint)
                bind=form.key
                required=true
                max_length=8
                error=Signal::derive(key_error)
            />
        </div>
    }
}

#[component]
fn ClientField(form: Form, clients: Vec<(ClientId, String)>) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        let known = clients.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let new = (NEW_CLIENT.to_owned(), t_string!(i18n, new_project.new_client).to_owned());
        named::or_none(t_string!(i18n, new_project.pick_client), known.chain([new]))
    });
    let is_new = move || form.client.with(|client| client == NEW_CLIENT);
    let missing = move |is_about: bool| {
        let is_missing = form.is_tried.get() && is_about && !form.has_client();
        is_missing.then(|| t_string!(i18n, new_project.client_needed).to_owned())
    };
    let pick = move |client: String| {
        form.client.set(client);
        form.contacts.update(|contacts| contacts.clear());
    };
    view! {
        <SelectField
            name="project-client"
            label=t!(i18n, new_project.client)
            options
            value=form.client
            on_change=pick
            required=true
            error=Signal::derive(move || missing(!is_new()))
        />
        <Show when=is_new>
            <div class="field__row">
                <TextField
                    name="project-client-name"
                    label=t!(i18n, new_project.client_name)
                    bind=form.client_name
                    required=true
                    max_length=200
                    error=Signal::derive(move || missing(true))
                />
                <KindField form />
            </div>
        </Show>
    }
}

#[component]
fn KindField(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let kinds = move || named::options(i18n.get_locale(), &CLIENT_KINDS, nouns::client_kind);
    view! {
        <SelectField
            name="project-client-kind"
            label=t!(i18n, new_project.client_kind)
            options=Signal::derive(kinds)
            value=move || form.kind.get().as_str().to_owned()
            on_change=move |name: String| named::set(form.kind, &name)
        />
    }
}

/// Keeps the key in step with the name until somebody writes another one.
fn propose_key(form: Form, free_key: String) {
    Effect::new(move |last: Option<String>| {
        let name = form.name.get();
        let proposed = match name.trim().is_empty() {
            true => String::new(),
            false => proposed_key(&name).unwrap_or_else(|| free_key.clone()),
        };
        let is_untouched = form
            .key
            .with_untracked(|key| key.is_empty() || last.as_ref().is_some_and(|last| last == key));
        if is_untouched {
            form.key.set(proposed.clone());
        }
        proposed
    });
}
