//! Who decides for whom while an approver is away.

use chrono::NaiveDate;
use domain::agreement::Delegation;
use domain::{ContactId, DelegationId, Refusal};
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::delegates_api::{add_delegation, remove_delegation};
use super::place::Place;
use super::save_dialog::SaveDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::Button;
use crate::ui::chip::Chip;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// Two people and two days.
type Wanted = (DelegationId, ContactId, ContactId, NaiveDate, NaiveDate);

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    id: RwSignal<DelegationId>,
    contact: RwSignal<String>,
    delegate: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

impl Form {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            id: RwSignal::new(fresh::id(DelegationId::new)),
            contact: empty(),
            delegate: empty(),
            from: empty(),
            until: empty(),
        }
    }

    fn clear(self, today: NaiveDate) {
        self.id.set(fresh::id(DelegationId::new));
        self.contact.set(String::new());
        self.delegate.set(String::new());
        self.from.set(today.to_string());
        self.until.set(String::new());
    }

    fn wanted(self) -> Result<Wanted, Refusal> {
        let who = |field: RwSignal<String>| {
            field.with_untracked(|id| id.parse::<ContactId>().map_err(|_| Refusal::NotADelegate))
        };
        let day = |field: RwSignal<String>| {
            field
                .with_untracked(|day| day.parse::<NaiveDate>().map_err(|_| Refusal::DateOutOfRange))
        };
        let (contact, delegate) = (who(self.contact)?, who(self.delegate)?);
        Ok((self.id.get_untracked(), contact, delegate, day(self.from)?, day(self.until)?))
    }
}

/// Who stands in for whom, to add and to end.
#[component]
pub fn Delegates(
    /// The client.
    place: Place,
    /// The delegations.
    delegations: Vec<Delegation>,
    /// Called after a change.
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, open) = (Form::new(), RwSignal::new(false));
    let press = move || {
        form.clear(place.today);
        open.set(true);
    };
    let add = move || {
        view! {
            <Button icon=Icon::Plus reason=place.edit_reason(i18n) on_press=press>
                {t!(i18n, clients.add_delegate)}
            </Button>
        }
    };
    let is_empty = delegations.is_empty();
    let row = move |delegation| view! { <Row delegation place on_change /> };
    view! {
        <Panel id="client-delegates" title=t!(i18n, clients.delegates) actions=add>
            {is_empty.then(|| view! { <p class="u-muted">{t!(i18n, clients.no_delegates)}</p> })}
            <ul>{delegations.into_iter().map(row).collect_view()}</ul>
        </Panel>
        <AddDialog place form open on_change />
    }
}

#[component]
fn Row(delegation: Delegation, place: Place, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let Delegation { id, contact, delegate, from, until } = delegation;
    let (whose, by) = (place.contact_name(Some(contact)), place.contact_name(Some(delegate)));
    let (whose, by) = (whose.unwrap_or_default(), by.unwrap_or_default());
    let remove = Action::new(move |()| remove_delegation(id));
    when_done(remove, move |()| on_change.run(()));
    let failure = failure_of(remove);
    let is_now = (from..=until).contains(&place.today);
    let days = move || {
        let locale = i18n.get_locale();
        let (from, until) = (dates::full(locale, from), dates::full(locale, until));
        t_string!(i18n, clients.delegate_days, from, until)
    };
    let who = move || {
        let (whose, by) = (whose.clone(), by.clone());
        t_string!(i18n, clients.delegate_line, by, whose)
    };
    view! {
        <li class="panel__row clients__delegate">
            <span class="clients__standin">{who}</span>
            {is_now.then(|| view! { <Chip>{t!(i18n, common.today)}</Chip> })}
            <span class="u-muted">{days}</span>
            <Button
                busy=remove.pending()
                reason=place.edit_reason(i18n)
                on_press=move || {
                    remove.dispatch(());
                }
            >
                {t!(i18n, clients.end_delegate)}
            </Button>
            <Failure error=failure />
        </li>
    }
}

#[component]
fn AddDialog(
    place: Place,
    form: Form,
    open: RwSignal<bool>,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let save = |(id, contact, delegate, from, until): Wanted| {
        add_delegation(id, contact, delegate, from, until)
    };
    let people = move || place.contacts_or(t_string!(i18n, clients.choose_contact));
    view! {
        <SaveDialog
            id="client-delegate"
            open
            title=t!(i18n, clients.add_delegate)
            read=move || form.wanted()
            save
            on_change
        >
            <SelectField
                name="delegate-whose"
                label=t!(i18n, clients.delegate_whose)
                options=Signal::derive(people)
                bind=form.contact
                required=true
            />
            <SelectField
                name="delegate-by"
                label=t!(i18n, clients.delegate_by)
                hint=t!(i18n, clients.delegate_hint)
                options=Signal::derive(people)
                bind=form.delegate
                required=true
            />
            <div class="field__row">
                <TextField
                    name="delegate-from"
                    kind=FieldKind::Date
                    label=t!(i18n, clients.first_day)
                    bind=form.from
                    required=true
                />
                <TextField
                    name="delegate-until"
                    kind=FieldKind::Date
                    label=t!(i18n, clients.last_day)
                    bind=form.until
                    required=true
                />
            </div>
        </SaveDialog>
    }
}
