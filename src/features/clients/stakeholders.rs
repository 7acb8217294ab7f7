//! Stakeholders: a map of influence and interest, the same as a table, and the form.

use domain::client::stakeholder::{LEVEL_MAX, Stakeholder, StakeholderFacts};
use domain::{ContactId, StakeholderId};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::place::Place;
use super::save_dialog::SaveDialog;
use super::stakeholder_map::StakeholderMap;
use super::stakeholders_api::{
    add_stakeholder, remove_stakeholder, stakeholders, update_stakeholder,
};
use super::words;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::row_buttons::EditAndRemove;
use crate::features::shared::subject_dialog::RemoveDialog;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty::Empty;
use crate::ui::field::{SelectField, TextArea, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::table::DataTable;

/// Where somebody stands before anything is said.
const MIDDLE: u8 = 3;

/// What stands in the form, and whom it is about; nobody is a new stakeholder.
#[derive(Clone, Copy)]
struct Form {
    open: RwSignal<bool>,
    subject: RwSignal<Option<Stakeholder>>,
    id: RwSignal<StakeholderId>,
    contact: RwSignal<String>,
    name: RwSignal<String>,
    influence: RwSignal<u8>,
    interest: RwSignal<u8>,
    note: RwSignal<String>,
}

impl Form {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            open: RwSignal::new(false),
            subject: RwSignal::new(None),
            id: RwSignal::new(fresh::id(StakeholderId::new)),
            contact: empty(),
            name: empty(),
            influence: RwSignal::new(MIDDLE),
            interest: RwSignal::new(MIDDLE),
            note: empty(),
        }
    }

    fn show(self, stakeholder: Option<Stakeholder>) {
        let facts = stakeholder.as_ref().map(|stakeholder| &stakeholder.facts);
        let contact = facts.and_then(|facts| facts.contact);
        self.contact.set(contact.map(|contact| contact.to_string()).unwrap_or_default());
        self.name.set(facts.map(|facts| facts.name.clone()).unwrap_or_default());
        self.influence.set(facts.map_or(MIDDLE, |facts| facts.influence));
        self.interest.set(facts.map_or(MIDDLE, |facts| facts.interest));
        self.note.set(facts.map(|facts| facts.note.clone()).unwrap_or_default());
        self.id.set(fresh::id(StakeholderId::new));
        self.subject.set(stakeholder);
        self.open.set(true);
    }

    /// What the form says; a contact is called by its own name.
    fn facts(self, place: Place) -> StakeholderFacts {
        let contact = self.contact.with_untracked(|id| id.parse::<ContactId>().ok());
        let name = place.contact_name(contact);
        StakeholderFacts {
            contact,
            name: name.unwrap_or_else(|| self.name.get_untracked()),
            influence: self.influence.get_untracked(),
            interest: self.interest.get_untracked(),
            note: self.note.get_untracked(),
        }
    }
}

/// The stakeholders of a client.
#[component]
pub fn Stakeholders(
    /// The client.
    place: Place,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), move |()| stakeholders(place.client));
    let (form, leaving) = (Form::new(), RwSignal::new(None::<Stakeholder>));
    let again = Callback::new(move |()| asked.refetch());
    let add = move || add_button(place, form, ButtonKind::Quiet);
    view! {
        <Panel
            id="client-stakeholders"
            title=t!(i18n, stakeholders.title)
            actions=add
        >
            {loaded(asked, move |found| listed(found, place, form, leaving))}
        </Panel>
        <StakeholderDialog place form on_change=again />
        <RemoveDialog
            id="client-stakeholder-remove"
            leaving=leaving
            title=t!(i18n, stakeholders.remove)
            sentence=t!(i18n, stakeholders.remove_sure)
            button=t!(i18n, clients.remove)
            remove=|one: Stakeholder| remove_stakeholder(one.id, one.version)
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
            reason=place.edit_reason(i18n)
            on_press=move || form.show(None)
        >
            {t!(i18n, stakeholders.add)}
        </Button>
    }
}

fn listed(
    found: Vec<Stakeholder>,
    place: Place,
    form: Form,
    leaving: RwSignal<Option<Stakeholder>>,
) -> impl IntoView {
    let i18n = use_i18n();
    if found.is_empty() {
        let action = move || add_button(place, form, ButtonKind::Primary);
        let sentence = t!(i18n, stakeholders.empty);
        return view! { <Empty icon=Icon::Map sentence action /> }.into_any();
    }
    let found: Vec<Stakeholder> = found.into_iter().map(|one| named(one, place)).collect();
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, stakeholders.name)}</th>
            <th scope="col" class="table__number">{t!(i18n, stakeholders.influence)}</th>
            <th scope="col" class="table__number">{t!(i18n, stakeholders.interest)}</th>
            <th scope="col">{t!(i18n, stakeholders.needs)}</th>
            <th scope="col">{t!(i18n, stakeholders.note)}</th>
            <th scope="col">
                <span class="u-hidden">{t!(i18n, contracts.actions)}</span>
            </th>
        }
    };
    let on_map = found.clone();
    let opened = move |one: Stakeholder| {
        if place.may_edit {
            form.show(Some(one));
        }
    };
    let row = move |one| row(one, place, form, leaving);
    view! {
        <StakeholderMap stakeholders=on_map on_open=opened />
        <DataTable caption=t!(i18n, stakeholders.title) head=head>
            {found.into_iter().map(row).collect_view()}
        </DataTable>
    }
    .into_any()
}

/// The stakeholder under the name that the contact has today.
fn named(stakeholder: Stakeholder, place: Place) -> Stakeholder {
    let facts = stakeholder.facts;
    let name = place.contact_name(facts.contact).unwrap_or_else(|| facts.name.clone());
    Stakeholder { facts: StakeholderFacts { name, ..facts }, ..stakeholder }
}

fn row(
    stakeholder: Stakeholder,
    place: Place,
    form: Form,
    leaving: RwSignal<Option<Stakeholder>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let facts = stakeholder.facts.clone();
    let care = facts.care();
    let buttons = place.may_edit.then(|| {
        let (edited, removed) = (stakeholder.clone(), stakeholder);
        view! {
            <EditAndRemove
                edit=t!(i18n, stakeholders.edit)
                on_edit=move || form.show(Some(edited.clone()))
                remove=t!(i18n, stakeholders.remove)
                on_remove=move || leaving.set(Some(removed.clone()))
            />
        }
    });
    view! {
        <tr>
            <td>
                <b>{facts.name}</b>
            </td>
            <td class="table__number">{facts.influence}</td>
            <td class="table__number">{facts.interest}</td>
            <td>{move || words::care(i18n.get_locale(), care)}</td>
            <td class="clients__terms">{facts.note}</td>
            <td>
                <span class="u-row">{buttons}</span>
            </td>
        </tr>
    }
}

#[component]
fn StakeholderDialog(place: Place, form: Form, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let save = move |facts: StakeholderFacts| {
        let known = form.subject.get_untracked().map(|one| (one.id, one.version));
        let id = form.id.get_untracked();
        async move {
            match known {
                Some((id, version)) => update_stakeholder(id, version, facts).await,
                None => add_stakeholder(place.client, id, facts).await,
            }
        }
    };
    let title = move || match form.subject.with(Option::is_some) {
        true => t_string!(i18n, stakeholders.edit),
        false => t_string!(i18n, stakeholders.add),
    };
    view! {
        <SaveDialog
            id="client-stakeholder"
            open=form.open
            title
            read=move || Ok(form.facts(place))
            save
            on_change
        >
            {fields(place, form)}
        </SaveDialog>
    }
}

fn fields(place: Place, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let contacts = move || place.contacts_or(t_string!(i18n, stakeholders.no_contact));
    view! {
        <SelectField
            name="stakeholder-contact"
            label=t!(i18n, stakeholders.contact)
            options=Signal::derive(contacts)
            bind=form.contact
        />
        <Show when=move || form.contact.with(String::is_empty)>
            <TextField
                name="stakeholder-name"
                label=t!(i18n, stakeholders.name)
                hint=t!(i18n, stakeholders.name_hint)
                bind=form.name
                required=true
                max_length=200
            />
        </Show>
        <div class="field__row">
            <Level
                name="influence"
                label=t!(i18n, stakeholders.influence)
                level=form.influence
            />
            <Level
                name="interest"
                label=t!(i18n, stakeholders.interest)
                level=form.interest
            />
        </div>
        <p class="u-small u-muted">
            {move || {
                let facts = (form.influence.get(), form.interest.get());
                let care = domain::client::stakeholder::care(facts.0, facts.1);
                words::care(i18n.get_locale(), care)
            }}
        </p>
        <TextArea
            name="stakeholder-note"
            label=t!(i18n, stakeholders.note)
            hint=t!(i18n, stakeholders.note_hint)
            bind=form.note
        />
    }
}

/// A level from 1 to 5 between a button for less and one for more.
#[component]
fn Level(
    name: &'static str,
    #[prop(into)] label: Signal<String>,
    level: RwSignal<u8>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("stakeholder-{name}");
    let lowest =
        move || (level.get() <= 1).then(|| t_string!(i18n, stakeholders.lowest).to_owned());
    let highest = move || {
        (level.get() >= LEVEL_MAX).then(|| t_string!(i18n, stakeholders.highest).to_owned())
    };
    view! {
        <div class="stakeholders__stepper" role="group" aria-labelledby=id>
            <span class="field__label" id=id.clone()>
                {move || label.get()}
            </span>
            <span class="u-row">
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Minus
                    label=move || t_string!(i18n, stakeholders.less, what = label.get())
                    reason=Signal::derive(lowest)
                    on_press=move || level.update(|level| *level -= 1)
                />
                <output class="stakeholders__number" aria-live="polite">
                    {move || level.get()}
                </output>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Plus
                    label=move || t_string!(i18n, stakeholders.more, what = label.get())
                    reason=Signal::derive(highest)
                    on_press=move || level.update(|level| *level += 1)
                />
            </span>
        </div>
    }
}
