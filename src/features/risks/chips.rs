//! The chips of a cell: short title and who watches it.

use domain::RiskId;
use domain::risk::Place;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t_string, use_i18n};

use super::desk::Desk;
use super::hands::{Hands, chip_id};
use super::keys::open_cell;
use crate::ui::avatar::Avatar;

/// Most chips of a cell; the others are counted.
const SHOWN: usize = 2;

/// The open risks that stand in a cell on the side in sight.
pub fn risks_in(desk: Desk, place: Place) -> Memo<Vec<RiskId>> {
    Memo::new(move |_| {
        let side = desk.side.get();
        desk.get(|found| {
            let open = found.risks.iter().map(|line| &line.risk).filter(|risk| risk.is_open());
            let here = open.filter(|risk| side.place(&risk.says) == place);
            here.map(|risk| risk.id).collect()
        })
    })
}

/// The chips of a cell.
#[component]
pub fn Chips(
    /// Which cell.
    place: Place,
    /// The risks in it.
    here: Memo<Vec<RiskId>>,
    /// What carries them.
    hands: Hands,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let more = move || {
        let count = here.with(Vec::len);
        (count > SHOWN).then(|| {
            let label = move || t_string!(i18n, risks.all_of_cell, count = grouped(count));
            view! {
                <button
                    class="risks__count"
                    type="button"
                    aria-label=label
                    on:click=move |_| open_cell(desk, place)
                >
                    "+"
                    {grouped(count - SHOWN)}
                </button>
            }
        })
    };
    let shown = move || here.with(|here| here.iter().take(SHOWN).copied().collect::<Vec<_>>());
    view! {
        <For
            each=shown
            key=|id| *id
            children=move |id| view! { <RiskChip id hands /> }
        />
        {more}
    }
}

#[component]
fn RiskChip(id: RiskId, hands: Hands) -> impl IntoView {
    let desk = Desk::expect();
    let line = desk.line(id);
    let title = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.risk.says.title.clone())).unwrap_or_default()
    });
    let owner = Memo::new(move |_| {
        let owner = line.with(|line| line.as_ref().and_then(|line| line.risk.says.owner));
        desk.person(owner)
    });
    let label = move || {
        let name = line.with(|line| line.as_ref().map(|line| line.risk.name()));
        let words = [name.unwrap_or_default(), title.get(), owner.get()];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let is_carried = move || {
        let carried = hands.over.with(|over| over.is_some_and(|(risk, _)| risk == id));
        carried.then_some("true")
    };
    let is_open = move || (desk.opened.get() == Some(id)).then_some("true");
    let face = move || {
        let name = owner.get();
        (!name.is_empty()).then(|| view! { <Avatar name named=true /> })
    };
    view! {
        <button
            class="risks__chip"
            type="button"
            id=chip_id(id)
            data-risk=id.to_string()
            data-carried=is_carried
            data-open=is_open
            title=label
            aria-label=label
            on:click=move |_| desk.open(Some(id))
        >
            {face}
            <span class="risks__chip-title">{move || title.get()}</span>
        </button>
    }
}
