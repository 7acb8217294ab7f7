//! Step 4: who works on it, and who of the client may see its page.

use domain::UserId;
use leptos::prelude::*;
use locale::{t, use_i18n};

use super::api::{ContactChoice, contacts_of};
use super::form::Form;
use crate::features::shared::loaded::{ask, loaded};
use crate::ui::avatar::Avatar;
use crate::ui::check::Checkbox;

/// The team, and the client's people.
#[component]
pub fn PeopleStep(
    /// The fields.
    form: Form,
    /// The team without the creator.
    people: Vec<(UserId, String)>,
    /// The creator's name.
    me: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h2>{t!(i18n, new_project.step_people)}</h2>
        <fieldset class="new_project__people">
            <legend>{t!(i18n, new_project.members)}</legend>
            <div class="new_project__person">
                <Checkbox checked=true disabled=true>
                    <Avatar name=me.clone() named=true />
                    {me.clone()}
                    <span class="u-faint">{t!(i18n, new_project.you_lead)}</span>
                </Checkbox>
            </div>
            {people.into_iter().map(|person| member(form, person)).collect_view()}
        </fieldset>
        <fieldset class="new_project__people">
            <legend>{t!(i18n, new_project.client_people)}</legend>
            <p class="u-small u-faint">{t!(i18n, new_project.client_people_hint)}</p>
            <Show
                when=move || form.known_client().is_some()
                fallback=move || view! { <p class="u-muted">{t!(i18n, new_project.later)}</p> }
            >
                <ClientPeople form />
            </Show>
        </fieldset>
    }
}

fn member(form: Form, (id, name): (UserId, String)) -> impl IntoView {
    let is_in = move || form.members.with(|members| members.contains(&id));
    let put = move |is_in: bool| {
        form.members.update(|members| match is_in {
            true => drop(members.insert(id)),
            false => drop(members.remove(&id)),
        });
    };
    view! {
        <div class="new_project__person">
            <Checkbox checked=is_in on_change=put>
                <Avatar name=name.clone() named=true />
                {name}
            </Checkbox>
        </div>
    }
}

#[component]
fn ClientPeople(form: Form) -> impl IntoView {
    let asked = ask(
        move || form.known_client(),
        |client| async move {
            match client {
                Some(client) => contacts_of(client).await,
                None => Ok(Vec::new()),
            }
        },
    );
    loaded(asked, move |contacts| {
        let i18n = use_i18n();
        if contacts.is_empty() {
            return view! { <p class="u-muted">{t!(i18n, new_project.later)}</p> }.into_any();
        }
        contacts.into_iter().map(|contact| contact_choice(form, contact)).collect_view().into_any()
    })
}

fn contact_choice(form: Form, contact: ContactChoice) -> impl IntoView {
    let ContactChoice { id, name, title } = contact;
    let is_in = move || form.contacts.with(|contacts| contacts.contains(&id));
    let put = move |is_in: bool| {
        form.contacts.update(|contacts| match is_in {
            true => drop(contacts.insert(id)),
            false => drop(contacts.remove(&id)),
        });
    };
    view! {
        <div class="new_project__person">
            <Checkbox checked=is_in on_change=put>
                <Avatar name=name.clone() client=true named=true />
                {name}
                <span class="u-faint">{title}</span>
            </Checkbox>
        </div>
    }
}
