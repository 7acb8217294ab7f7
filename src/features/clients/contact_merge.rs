//! Two contacts that are one person: pointed out where name or address agree, and made one on
//! request.

use domain::ContactId;
use domain::client::Contact;
use domain::client::merge::alike_contacts;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::merge_api::merge_contacts;
use crate::error::AppError;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::named;
use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::field::SelectField;
use crate::ui::toast::use_toasts;

/// Two contacts: the one that stays and the one that goes, as `<select>` names them.
#[derive(Clone, Copy)]
pub struct Twins {
    contacts: StoredValue<Vec<Contact>>,
    open: RwSignal<bool>,
    stays: RwSignal<String>,
    goes: RwSignal<String>,
}

impl Twins {
    /// Nobody yet, of these contacts.
    pub fn new(contacts: Vec<Contact>) -> Self {
        let empty = || RwSignal::new(String::new());
        let (contacts, open) = (StoredValue::new(contacts), RwSignal::new(false));
        Self { contacts, open, stays: empty(), goes: empty() }
    }

    /// Opens the dialog with these two chosen, or with nobody.
    pub fn show(self, pair: Option<(ContactId, ContactId)>) {
        let (stays, goes) = pair.map(|(one, other)| (one.to_string(), other.to_string())).unzip();
        self.stays.set(stays.unwrap_or_default());
        self.goes.set(goes.unwrap_or_default());
        self.open.set(true);
    }

    fn contact(self, chosen: RwSignal<String>) -> Option<Contact> {
        self.named(chosen.get().parse().ok()?)
    }

    fn named(self, id: ContactId) -> Option<Contact> {
        self.contacts.with_value(|all| all.iter().find(|contact| contact.id == id).cloned())
    }

    /// The one that stays and the one that goes, once both are chosen.
    fn chosen(self) -> Option<(Contact, Contact)> {
        let (stays, goes) = (self.contact(self.stays)?, self.contact(self.goes)?);
        (stays.id != goes.id).then_some((stays, goes))
    }
}

/// The line that says which contacts look alike; nothing when none do.
#[component]
pub fn AlikeContacts(
    /// The contacts, and what the button fills in.
    twins: Twins,
) -> impl IntoView {
    let i18n = use_i18n();
    let pair = twins.contacts.with_value(|all| alike_contacts(all).first().copied());
    let both = pair.and_then(|(one, other)| Some((twins.named(one)?, twins.named(other)?)));
    both.map(|(one, other)| {
        let (names, ids) = ((one.name, other.name), (one.id, other.id));
        let sentence = move || {
            let (first, second) = names.clone();
            t_string!(i18n, clients.alike_contacts, first, second)
        };
        let action = move || {
            view! {
                <Button on_press=move || twins.show(Some(ids))>{t!(i18n, clients.merge)}</Button>
            }
        };
        view! {
            <Banner kind=BannerKind::Info actions=action>
                {sentence}
            </Banner>
        }
    })
}

/// Makes two contacts one.
#[component]
pub fn MergeContacts(
    /// The contacts, and which two.
    twins: Twins,
    /// Called afterwards.
    on_merged: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let merge = Action::new(move |(stays, goes): &((ContactId, i32), (ContactId, i32))| {
        let ((stays, version), (goes, other)) = (*stays, *goes);
        merge_contacts(stays, version, goes, other)
    });
    when_done(merge, move |()| {
        twins.open.set(false);
        toasts.say(t_string!(i18n, clients.merged_contacts));
        on_merged.run(());
    });
    let failure = failure_of(merge);
    let reason = Signal::derive(move || {
        twins.chosen().is_none().then(|| t_string!(i18n, clients.merge_contacts_needs).to_owned())
    });
    let press = move || {
        if let Some((stays, goes)) = untrack(|| twins.chosen()) {
            merge.dispatch(((stays.id, stays.version), (goes.id, goes.version)));
        }
    };
    let actions = move || {
        view! {
            <Button on_press=move || twins.open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button kind=ButtonKind::Danger busy=merge.pending() reason on_press=press>
                {t!(i18n, clients.merge)}
            </Button>
        }
    };
    let closed = move || {
        if failure.get_untracked() == Some(AppError::Conflict) {
            on_merged.run(());
        }
        merge.clear();
    };
    let moves = move || {
        twins.chosen().map(|(stays, goes)| {
            t_string!(i18n, clients.merge_contacts_moves, stays = stays.name, goes = goes.name)
        })
    };
    view! {
        <Dialog
            id="contacts-merge"
            open=twins.open
            title=t!(i18n, clients.merge_contacts_title)
            close_label=t!(i18n, common.close)
            size=DialogSize::Medium
            on_close=closed
            actions
        >
            <div class="field__form">
                <Choice name="contact-stays" twins chosen=twins.stays />
                <Choice name="contact-goes" twins chosen=twins.goes />
                <p class="u-muted" role="status">
                    {moves}
                </p>
                <Failure error=failure />
            </div>
        </Dialog>
    }
}

#[component]
fn Choice(name: &'static str, twins: Twins, chosen: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let label = move || match name {
        "contact-stays" => t_string!(i18n, clients.contact_stays),
        _ => t_string!(i18n, clients.contact_goes),
    };
    let options = Signal::derive(move || {
        let none = t_string!(i18n, clients.choose_contact);
        let option = |contact: &Contact| {
            // Of two with one name the address tells which is which.
            let known = [contact.name.as_str(), contact.title.as_str(), contact.email.as_str()];
            let known = known.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
            (contact.id.to_string(), known.join(" · "))
        };
        twins.contacts.with_value(|all| named::or_none(none, all.iter().map(option)))
    });
    view! { <SelectField name label options bind=chosen /> }
}
