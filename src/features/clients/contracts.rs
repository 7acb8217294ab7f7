//! Contracts with the client: terms, amount and dates.

use chrono::NaiveDate;
use domain::client::contract::{CURRENCIES, Contract, ContractFacts, amount, amount_text};
use domain::{ContractId, Refusal};
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::contracts_api::{add_contract, contracts, remove_contract, update_contract};
use super::place::Place;
use super::save_dialog::SaveDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::row_buttons::EditAndRemove;
use crate::features::shared::subject_dialog::RemoveDialog;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty::Empty;
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::table::DataTable;

/// What stands in the form, and what it is about; nothing is a new contract.
#[derive(Clone, Copy)]
struct Form {
    open: RwSignal<bool>,
    subject: RwSignal<Option<Contract>>,
    id: RwSignal<ContractId>,
    title: RwSignal<String>,
    terms: RwSignal<String>,
    amount: RwSignal<String>,
    currency: RwSignal<String>,
    signed_on: RwSignal<String>,
    starts: RwSignal<String>,
    ends: RwSignal<String>,
}

impl Form {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            open: RwSignal::new(false),
            subject: RwSignal::new(None),
            id: RwSignal::new(fresh::id(ContractId::new)),
            title: empty(),
            terms: empty(),
            amount: empty(),
            currency: empty(),
            signed_on: empty(),
            starts: empty(),
            ends: empty(),
        }
    }

    fn show(self, contract: Option<Contract>) {
        let facts = contract.as_ref().map(|contract| contract.facts.clone());
        let facts = facts.unwrap_or_else(nothing);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let coins = facts.amount.map(|coins| amount_text(coins, &facts.currency));
        self.amount.set(coins.unwrap_or_default());
        self.title.set(facts.title);
        self.terms.set(facts.terms);
        self.currency.set(facts.currency);
        self.signed_on.set(day(facts.signed_on));
        self.starts.set(day(facts.starts));
        self.ends.set(day(facts.ends));
        self.id.set(fresh::id(ContractId::new));
        self.subject.set(contract);
        self.open.set(true);
    }

    fn facts(self) -> Result<ContractFacts, Refusal> {
        let day =
            |field: RwSignal<String>| field.with_untracked(|day| day.parse::<NaiveDate>().ok());
        let currency = self.currency.get_untracked();
        let facts = ContractFacts {
            title: self.title.get_untracked(),
            terms: self.terms.get_untracked(),
            amount: self.amount.with_untracked(|typed| amount(typed, &currency))?,
            currency,
            signed_on: day(self.signed_on),
            starts: day(self.starts),
            ends: day(self.ends),
        };
        facts.checked()
    }
}

/// What stands in the form of a new contract.
fn nothing() -> ContractFacts {
    ContractFacts {
        title: String::new(),
        terms: String::new(),
        amount: None,
        currency: CURRENCIES[0].to_owned(),
        signed_on: None,
        starts: None,
        ends: None,
    }
}

/// The contracts with a client.
#[component]
pub fn Contracts(
    /// The client.
    place: Place,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), move |()| contracts(place.client));
    let (form, leaving) = (Form::new(), RwSignal::new(None::<Contract>));
    let again = Callback::new(move |()| asked.refetch());
    let add = move || add_button(place, form, ButtonKind::Quiet);
    view! {
        <Panel id="client-contracts" title=t!(i18n, contracts.title) actions=add>
            {loaded(asked, move |found| listed(found, place, form, leaving))}
        </Panel>
        <ContractDialog place form on_change=again />
        <RemoveDialog
            id="client-contract-remove"
            leaving=leaving
            title=t!(i18n, contracts.remove)
            sentence=t!(i18n, contracts.remove_sure)
            button=t!(i18n, clients.remove)
            remove=|one: Contract| remove_contract(one.id, one.version)
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
            {t!(i18n, contracts.add)}
        </Button>
    }
}

fn listed(
    found: Vec<Contract>,
    place: Place,
    form: Form,
    leaving: RwSignal<Option<Contract>>,
) -> impl IntoView {
    let i18n = use_i18n();
    if found.is_empty() {
        let action = move || add_button(place, form, ButtonKind::Primary);
        let sentence = t!(i18n, contracts.empty);
        return view! { <Empty icon=Icon::FileText sentence action /> }.into_any();
    }
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, contracts.name)}</th>
            <th scope="col" class="table__number">{t!(i18n, contracts.amount)}</th>
            <th scope="col">{t!(i18n, contracts.signed_on)}</th>
            <th scope="col">{t!(i18n, contracts.term)}</th>
            <th scope="col">
                <span class="u-hidden">{t!(i18n, contracts.actions)}</span>
            </th>
        }
    };
    let row = move |contract| row(contract, place, form, leaving);
    view! {
        <DataTable caption=t!(i18n, contracts.title) head=head>
            {found.into_iter().map(row).collect_view()}
        </DataTable>
    }
    .into_any()
}

fn row(
    contract: Contract,
    place: Place,
    form: Form,
    leaving: RwSignal<Option<Contract>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let facts = contract.facts.clone();
    let day = move |day: Option<NaiveDate>| {
        move || match day {
            Some(day) => dates::full(i18n.get_locale(), day),
            None => t_string!(i18n, common.none).to_owned(),
        }
    };
    let coins = facts.amount.map_or_else(String::new, |coins| {
        format!("{} {}", facts.currency, amount_text(coins, &facts.currency))
    });
    let buttons = place.may_edit.then(|| {
        let (edited, removed) = (contract.clone(), contract);
        view! {
            <EditAndRemove
                edit=t!(i18n, contracts.edit)
                on_edit=move || form.show(Some(edited.clone()))
                remove=t!(i18n, contracts.remove)
                on_remove=move || leaving.set(Some(removed.clone()))
            />
        }
    });
    view! {
        <tr>
            <td class="clients__contract">
                <b>{facts.title}</b>
                <span class="clients__terms">{facts.terms}</span>
            </td>
            <td class="table__number">{coins}</td>
            <td class="u-nowrap">{day(facts.signed_on)}</td>
            <td>
                <span class="u-nowrap">{day(facts.starts)}</span>
                " – "
                <span class="u-nowrap">{day(facts.ends)}</span>
            </td>
            <td>
                <span class="u-row">{buttons}</span>
            </td>
        </tr>
    }
}

#[component]
fn ContractDialog(place: Place, form: Form, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let save = move |facts: ContractFacts| {
        let known = form.subject.get_untracked().map(|contract| (contract.id, contract.version));
        let id = form.id.get_untracked();
        async move {
            match known {
                Some((id, version)) => update_contract(id, version, facts).await,
                None => add_contract(place.client, id, facts).await,
            }
        }
    };
    let title = move || match form.subject.with(Option::is_some) {
        true => t_string!(i18n, contracts.edit),
        false => t_string!(i18n, contracts.add),
    };
    view! {
        <SaveDialog
            id="client-contract"
            open=form.open
            title
            read=move || form.facts()
            save
            on_change
        >
            {fields(form)}
        </SaveDialog>
    }
}

fn fields(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let currencies = move || {
        let own = form.currency.get();
        let known = CURRENCIES.into_iter().map(str::to_owned);
        let others = Some(own).into_iter().filter(|own| !CURRENCIES.contains(&own.as_str()));
        known.chain(others).map(|code| (code.clone(), code)).collect::<Vec<_>>()
    };
    let day = move |name: &'static str, label: Signal<String>, bind: RwSignal<String>| {
        view! { <TextField name=name kind=FieldKind::Date label=label bind=bind /> }
    };
    let words = [
        Signal::derive(move || t_string!(i18n, contracts.signed_on).to_owned()),
        Signal::derive(move || t_string!(i18n, contracts.starts).to_owned()),
        Signal::derive(move || t_string!(i18n, contracts.ends).to_owned()),
    ];
    view! {
        <TextField
            name="contract-title"
            label=t!(i18n, contracts.name)
            bind=form.title
            required=true
            max_length=200
        />
        <div class="field__row">
            <TextField
                name="contract-amount"
                label=t!(i18n, contracts.amount)
                hint=t!(i18n, contracts.amount_hint)
                bind=form.amount
            />
            <SelectField
                name="contract-currency"
                label=t!(i18n, contracts.currency)
                options=Signal::derive(currencies)
                bind=form.currency
            />
        </div>
        <div class="field__row">
            {day("contract-signed", words[0], form.signed_on)}
            {day("contract-starts", words[1], form.starts)}
            {day("contract-ends", words[2], form.ends)}
        </div>
        <TextArea
            name="contract-terms"
            label=t!(i18n, contracts.terms)
            hint=t!(i18n, contracts.terms_hint)
            bind=form.terms
            rows=5
        />
    }
}
