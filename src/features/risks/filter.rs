//! What the register shows, and in which order.

use domain::risk::{Place, RISK_CATEGORIES, RISK_STATES, RiskCategory, RiskState, weight};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{risks, t, t_string, use_i18n};

use super::api::Line;
use super::desk::{Desk, Side};
use crate::features::shared::named;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::ChipButton;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;

/// By what the register is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The most serious first.
    #[default]
    Score,
    /// As they were written down.
    Number,
    /// What may come true first comes first.
    Trigger,
}

/// Every order with its key in the list of choices.
const ORDERS: [(Order, &str); 3] =
    [(Order::Score, "score"), (Order::Number, "number"), (Order::Trigger, "trigger")];

/// What the register is narrowed down to. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Filter {
    /// Words that the risk holds.
    text: RwSignal<String>,
    category: RwSignal<Option<RiskCategory>>,
    state: RwSignal<RiskState>,
    /// Whether only what is to be assessed again is shown.
    is_doubted: RwSignal<bool>,
    /// The one cell that is shown.
    pub cell: RwSignal<Option<Place>>,
    order: RwSignal<Order>,
}

impl Filter {
    /// Every open risk, the most serious first.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            category: RwSignal::new(None),
            state: RwSignal::new(RiskState::default()),
            is_doubted: RwSignal::new(false),
            cell: RwSignal::new(None),
            order: RwSignal::new(Order::default()),
        }
    }

    /// The lines that are shown, in order.
    pub fn pick(self, lines: &[Line], side: Side) -> Vec<Line> {
        let (text, order) = (self.text.get().trim().to_lowercase(), self.order.get());
        let (category, cell) = (self.category.get(), self.cell.get());
        let (state, is_doubted) = (self.state.get(), self.is_doubted.get());
        let shows = |line: &&Line| {
            let risk = &line.risk;
            let words = format!("{} {} {}", risk.name(), risk.says.title, risk.says.description);
            risk.state == state
                && (!is_doubted || risk.recheck.is_some())
                && category.is_none_or(|category| risk.says.category == category)
                && cell.is_none_or(|cell| side.place(&risk.says) == cell)
                && words.to_lowercase().contains(&text)
        };
        let mut shown: Vec<Line> = lines.iter().filter(shows).cloned().collect();
        match order {
            Order::Score => {
                shown.sort_by_key(|line| weight(side.place(&line.risk.says), line.risk.number));
            }
            Order::Number => shown.sort_by_key(|line| line.risk.number),
            // What has no day comes last.
            Order::Trigger => shown.sort_by_key(|line| {
                let trigger = line.risk.says.trigger;
                (trigger.is_none(), trigger, line.risk.number)
            }),
        }
        shown
    }
}

/// The fields above the register.
#[component]
pub fn Filters() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let filter = desk.filter;
    let categories = Signal::derive(move || {
        let all = named::options(i18n.get_locale(), &RISK_CATEGORIES, risks::category);
        named::or_none(t_string!(i18n, risks.all_categories), all)
    });
    let category = move || filter.category.get().map_or("", RiskCategory::as_str).to_owned();
    let orders = Signal::derive(move || {
        ORDERS
            .map(|(order, key)| {
                let words = match order {
                    Order::Score => t_string!(i18n, risks.by_score),
                    Order::Number => t_string!(i18n, risks.by_number),
                    Order::Trigger => t_string!(i18n, risks.by_trigger),
                };
                (key.to_owned(), words.to_owned())
            })
            .to_vec()
    });
    let order = move || {
        let known = ORDERS.iter().find(|(order, _)| *order == filter.order.get());
        known.map_or("", |(_, key)| key).to_owned()
    };
    let sort = move |key: String| {
        let known = ORDERS.iter().find(|(_, name)| *name == key);
        filter.order.set(known.map(|(order, _)| *order).unwrap_or_default());
    };
    view! {
        <div class="risks__filters" role="search" data-print="hide">
            <TextField
                name="risks-text"
                kind=FieldKind::Search
                label=t!(i18n, risks.filter_text)
                bind=filter.text
            />
            <SelectField
                name="risks-category"
                label=t!(i18n, risks.category)
                options=categories
                value=Signal::derive(category)
                on_change=move |key: String| filter.category.set(key.parse().ok())
            />
            <SelectField
                name="risks-order"
                label=t!(i18n, risks.order)
                options=orders
                value=Signal::derive(order)
                on_change=sort
            />
            <Chips />
        </div>
    }
}

/// The states, what is to be assessed again, and the cell.
#[component]
fn Chips() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let filter = desk.filter;
    let count = move |wanted: RiskState| {
        desk.get(|found| found.risks.iter().filter(|line| line.risk.state == wanted).count())
    };
    let states = RISK_STATES.map(|(state, _)| {
        view! {
            <ChipButton
                pressed=Signal::derive(move || filter.state.get() == state)
                on_press=move || filter.state.set(state)
            >
                {move || risks::state(i18n.get_locale(), state)}
                " "
                {move || count(state)}
            </ChipButton>
        }
    });
    let doubted = Memo::new(move |_| {
        desk.get(|found| found.risks.iter().filter(|line| line.risk.recheck.is_some()).count())
    });
    let again = move || {
        (doubted.get() > 0 || filter.is_doubted.get()).then(|| {
            view! {
                <ChipButton
                    icon=Icon::RefreshCw
                    pressed=filter.is_doubted
                    on_press=move || filter.is_doubted.update(|on| *on = !*on)
                >
                    {move || t_string!(i18n, risks.to_recheck, count = grouped(doubted.get()))}
                </ChipButton>
            }
        })
    };
    let cell = move || {
        filter.cell.get().map(|place| {
            view! {
                <Button
                    kind=ButtonKind::Ghost
                    icon=Icon::Close
                    on_press=move || filter.cell.set(None)
                >
                    {move || risks::cell(i18n.get_locale(), place)}
                    <span class="u-hidden">{t!(i18n, risks.show_all)}</span>
                </Button>
            }
        })
    };
    view! { <div class="risks__chips">{states.collect_view()} {again} {cell}</div> }
}
