//! The people on a client's side.

use domain::client::{CONTACT_ROLES, Contact, ContactDraft, ContactRole};
use domain::{ClientId, ContactId};
use leptos::prelude::*;
use locale::{nouns, t, t_string, use_i18n};

use super::api::{add_contact, remove_contact, update_contact};
use super::contact_merge::{AlikeContacts, MergeContacts, Twins};
use super::import::ImportDialog;
use super::save_dialog::SaveDialog;
use crate::features::shared::fresh;
use crate::features::shared::named;
use crate::features::shared::row_buttons::EditAndRemove;
use crate::features::shared::subject_dialog::RemoveDialog;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::Button;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// What stands in the form, and whom it is about.
#[derive(Clone, Copy)]
struct Form {
    subject: RwSignal<Option<Contact>>,
    new_id: RwSignal<ContactId>,
    name: RwSignal<String>,
    title: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    role: RwSignal<ContactRole>,
}

impl Form {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            subject: RwSignal::new(None),
            new_id: RwSignal::new(fresh::id(ContactId::new)),
            name: empty(),
            title: empty(),
            email: empty(),
            phone: empty(),
            role: RwSignal::new(ContactRole::Collaborator),
        }
    }

    fn fill(self, contact: Option<Contact>) {
        let text = |of: fn(&Contact) -> &String| {
            contact.as_ref().map(|contact| of(contact).clone()).unwrap_or_default()
        };
        self.name.set(text(|contact| &contact.name));
        self.title.set(text(|contact| &contact.title));
        self.email.set(text(|contact| &contact.email));
        self.phone.set(text(|contact| &contact.phone));
        let role = contact.as_ref().map_or(ContactRole::Collaborator, |contact| contact.role);
        self.role.set(role);
        self.new_id.set(fresh::id(ContactId::new));
        self.subject.set(contact);
    }

    fn draft(self) -> ContactDraft {
        ContactDraft {
            name: self.name.get_untracked(),
            title: self.title.get_untracked(),
            email: self.email.get_untracked(),
            phone: self.phone.get_untracked(),
            role: self.role.get_untracked(),
        }
    }
}

/// The people on the client's side, to add, change and remove.
#[component]
pub fn Contacts(
    /// Whose people.
    client: ClientId,
    /// The people.
    contacts: Vec<Contact>,
    /// Whether they can be changed here.
    may_edit: bool,
    /// Called after a change.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, open) = (Form::new(), RwSignal::new(false));
    let (leaving, importing) = (RwSignal::new(None::<Contact>), RwSignal::new(false));
    let edit = Callback::new(move |contact: Option<Contact>| {
        form.fill(contact);
        open.set(true);
    });
    let (count, twins) = (contacts.len(), Twins::new(contacts.clone()));
    let merge = move || {
        (count > 1).then(|| {
            view! {
                <Button icon=Icon::Merge on_press=move || twins.show(None)>
                    {t!(i18n, clients.merge_contacts)}
                </Button>
            }
        })
    };
    let add = move || {
        may_edit.then(|| {
            view! {
                {merge}
                <Button icon=Icon::FileUp on_press=move || importing.set(true)>
                    {t!(i18n, clients.import_contacts)}
                </Button>
                <Button icon=Icon::UserPlus on_press=move || edit.run(None)>
                    {t!(i18n, clients.add_contact)}
                </Button>
            }
        })
    };
    let row = move |contact| contact_row(contact, may_edit, edit, leaving);
    let is_end_user = |contact: &Contact| contact.role == ContactRole::EndUser;
    let (end_users, others): (Vec<_>, Vec<_>) = contacts.into_iter().partition(is_end_user);
    let group = (!end_users.is_empty()).then(|| {
        view! {
            <h3 class="clients__group">{t!(i18n, clients.end_users)}</h3>
            <ul>{end_users.into_iter().map(row).collect_view()}</ul>
        }
    });
    view! {
        <Panel
            id="client-contacts"
            title=t!(i18n, clients.contacts)
            count=count
            actions=add
        >
            {(count == 0)
                .then(|| view! { <p class="u-muted">{t!(i18n, clients.no_contacts)}</p> })}
            {may_edit.then(|| view! { <AlikeContacts twins /> })}
            <ul>{others.into_iter().map(row).collect_view()}</ul>
            {group}
        </Panel>
        <ImportDialog
            id="client-import"
            open=importing
            clients=vec![(client, String::new())]
            on_saved=on_change
        />
        <ContactDialog client form open on_change />
        <MergeContacts twins on_merged=on_change />
        <LeaveDialog leaving on_change />
    }
}

fn contact_row(
    contact: Contact,
    may_edit: bool,
    edit: Callback<Option<Contact>>,
    leaving: RwSignal<Option<Contact>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (role, name) = (contact.role, contact.name.clone());
    let (for_edit, for_leave) = (contact.clone(), contact.clone());
    let buttons = may_edit.then(move || {
        let (edit_name, leave_name) = (name.clone(), name.clone());
        view! {
            <EditAndRemove
                edit=move || t_string!(i18n, clients.edit_named, name = edit_name.clone())
                on_edit=move || edit.run(Some(for_edit.clone()))
                remove=move || t_string!(i18n, clients.remove_named, name = leave_name.clone())
                on_remove=move || leaving.set(Some(for_leave.clone()))
            />
        }
    });
    let mail = (!contact.email.is_empty()).then(|| {
        let href = format!("mailto:{}", contact.email);
        view! { <a class="u-link" href=href>{contact.email.clone()}</a> }
    });
    let call = (!contact.phone.is_empty()).then(|| {
        let href = format!("tel:{}", contact.phone);
        view! { <a class="u-link" href=href>{contact.phone.clone()}</a> }
    });
    view! {
        <li class="panel__row clients__contact">
            <Avatar name=contact.name.clone() size=AvatarSize::Medium client=true named=true />
            <span class="clients__person">
                <b>{contact.name}</b>
                <span class="u-small u-faint">{contact.title}</span>
            </span>
            <span class="clients__reach">{mail} {call}</span>
            <span class="u-small u-muted">
                {move || nouns::contact_role(i18n.get_locale(), role)}
            </span>
            <span class="u-row u-push">{buttons}</span>
        </li>
    }
}

#[component]
fn ContactDialog(
    client: ClientId,
    form: Form,
    open: RwSignal<bool>,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let save = move |draft: ContactDraft| {
        let known = form.subject.get_untracked().map(|contact| (contact.id, contact.version));
        let new_id = form.new_id.get_untracked();
        async move {
            match known {
                Some((id, version)) => update_contact(id, version, draft).await,
                None => add_contact(client, new_id, draft).await,
            }
        }
    };
    let title = move || match form.subject.with(Option::is_some) {
        true => t_string!(i18n, clients.edit_contact),
        false => t_string!(i18n, clients.add_contact),
    };
    view! {
        <SaveDialog
            id="client-contact"
            open
            title
            read=move || Ok(form.draft())
            save
            on_change
        >
            {fields(form)}
        </SaveDialog>
    }
}

fn fields(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let roles = move || named::options(i18n.get_locale(), &CONTACT_ROLES, nouns::contact_role);
    view! {
        <div class="field__row">
            <TextField
                name="contact-name"
                label=t!(i18n, clients.person_name)
                bind=form.name
                required=true
                max_length=200
            />
            <TextField
                name="contact-title"
                label=t!(i18n, clients.person_title)
                bind=form.title
                max_length=200
            />
        </div>
        <div class="field__row">
            <TextField
                name="contact-email"
                kind=FieldKind::Email
                label=t!(i18n, clients.email)
                bind=form.email
            />
            <TextField
                name="contact-phone"
                kind=FieldKind::Phone
                label=t!(i18n, clients.phone)
                bind=form.phone
                max_length=200
            />
        </div>
        <SelectField
            name="contact-role"
            label=t!(i18n, clients.portal_role)
            hint=t!(i18n, clients.portal_role_hint)
            options=Signal::derive(roles)
            value=move || form.role.get().as_str().to_owned()
            on_change=move |name: String| named::set(form.role, &name)
        />
    }
}

#[component]
fn LeaveDialog(leaving: RwSignal<Option<Contact>>, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let name = move || {
        leaving.with(|contact| contact.as_ref().map(|c| c.name.clone())).unwrap_or_default()
    };
    view! {
        <RemoveDialog
            id="client-contact-remove"
            leaving
            title=move || t_string!(i18n, clients.remove_named, name = name())
            sentence=move || t_string!(i18n, clients.remove_sure, name = name())
            button=t!(i18n, clients.remove)
            remove=|contact: Contact| remove_contact(contact.id, contact.version)
            on_change
        />
    }
}
