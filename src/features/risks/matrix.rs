//! The matrix: probability upwards, impact to the right, a score in each cell.

use domain::risk::{Place, STEP_MAX};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{risks, t, t_string, use_i18n};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent};

use super::arrows::Arrows;
use super::chips::{Chips, risks_in};
use super::desk::{Desk, Side};
use super::hands::{Hands, cell_of};
use super::keys::{cell_id, press};
use crate::ui::panel::Panel;
use crate::ui::segmented::{SegmentButton, Segmented};

/// The matrix with the switch between before and after the response.
#[component]
pub fn Matrix() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let hands = Hands::new(desk);
    hands.listen();
    let sides = move || {
        view! { <Sides /> }
    };
    let ghost = move || {
        let (risk, _) = hands.over.get()?;
        desk.risk_now(risk).map(|risk| risk.says.title)
    };
    view! {
        <Panel id="risks-matrix" title=t!(i18n, risks.matrix) actions=sides>
            <p class="u-small u-muted u-not-phone" data-print="hide">
                {t!(i18n, risks.matrix_hint)}
                <span class="u-keys">{t!(i18n, risks.matrix_keys)}</span>
            </p>
            <Grid hands />
            <div class="risks__ghost" node_ref=hands.ghost aria-hidden="true">
                {ghost}
            </div>
        </Panel>
    }
}

#[component]
fn Sides() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let is = move |side: Side| Signal::derive(move || desk.side.get() == side);
    view! {
        <Segmented label=t!(i18n, risks.sides)>
            <SegmentButton
                pressed=is(Side::Inherent)
                on_press=move || desk.side.set(Side::Inherent)
            >
                {t!(i18n, risks.inherent_short)}
            </SegmentButton>
            <SegmentButton
                pressed=is(Side::Residual)
                on_press=move || desk.side.set(Side::Residual)
            >
                {t!(i18n, risks.residual_short)}
            </SegmentButton>
        </Segmented>
    }
}

#[component]
fn Grid(hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    // The one cell that Tab stops at.
    let stop = RwSignal::new(Place { probability: STEP_MAX, impact: 1 });
    let focused = move |event: FocusEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(place) = target.as_ref().and_then(cell_of) {
            stop.set(place);
        }
    };
    // A button that Space is released on would be pressed by that.
    let released = move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_chip = target.is_some_and(|target| target.has_attribute("data-risk"));
        if event.key() == " " && is_chip {
            event.prevent_default();
        }
    };
    let rows = (1..=STEP_MAX).rev().map(|probability| {
        let cells = (1..=STEP_MAX).map(|impact| {
            view! { <Cell place=Place { probability, impact } stop hands /> }
        });
        view! {
            <div class="risks__row" role="row">
                <span class="risks__axis" role="rowheader" data-probability=probability.to_string()>
                    {move || risks::step(i18n.get_locale(), probability)}
                    " "
                    <b>{probability}</b>
                </span>
                {cells.collect_view()}
            </div>
        }
    });
    let heads = (1..=STEP_MAX).map(|impact| {
        view! {
            <span class="risks__axis" role="columnheader" data-impact=impact.to_string()>
                <b>{impact}</b>
                " "
                {move || risks::step(i18n.get_locale(), impact)}
            </span>
        }
    });
    view! {
        <div
            class="risks__matrix"
            role="grid"
            aria-label=t!(i18n, risks.matrix)
            node_ref=hands.root
            on:pointerdown=move |event| hands.down(&event)
            on:pointermove=move |event| hands.moved(&event)
            on:pointerup=move |event| hands.up(&event)
            on:pointercancel=move |_| hands.lost()
            on:contextmenu=move |event| hands.context_menu(&event)
            on:keydown=move |event| press(desk, hands, &event)
            on:keyup=released
            on:focusin=focused
        >
            {rows.collect_view()}
            <div class="risks__row" role="row">
                <span class="risks__axis risks__axis--corner" role="columnheader">
                    {t!(i18n, risks.axes)}
                </span>
                {heads.collect_view()}
            </div>
            <Arrows />
        </div>
    }
}

#[component]
fn Cell(place: Place, stop: RwSignal<Place>, hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let here = risks_in(desk, place);
    let label = move || {
        let cell = risks::cell(i18n.get_locale(), place);
        t_string!(i18n, risks.cell_with, cell = cell, count = grouped(here.with(Vec::len)))
    };
    let is_over = move || {
        let over = hands.over.with(|over| over.is_some_and(|(_, over)| over == Some(place)));
        over.then_some("true")
    };
    let word = move || risks::heat(i18n.get_locale(), place.heat());
    let add = move |_| match desk.reason().get_untracked() {
        Some(reason) => desk.say(reason),
        None => desk.adding.set(Some(place)),
    };
    let add_label =
        move || t_string!(i18n, risks.add_in_cell, cell = risks::cell(i18n.get_locale(), place));
    view! {
        <div
            class="risks__cell"
            role="gridcell"
            id=cell_id(place)
            tabindex=move || if stop.get() == place { "0" } else { "-1" }
            data-cell=format!("{}-{}", place.probability, place.impact)
            data-probability=place.probability.to_string()
            data-impact=place.impact.to_string()
            data-heat=place.heat().level().to_string()
            data-over=is_over
        >
            <span class="u-hidden">{label}</span>
            <span class="risks__cell-head">
                <span aria-hidden="true">
                    <b>{place.score()}</b>
                    <span class="risks__cell-word">" " {word}</span>
                </span>
                <button
                    class="risks__add"
                    type="button"
                    tabindex="-1"
                    aria-label=add_label
                    on:click=add
                >
                    "+"
                </button>
            </span>
            <Chips place here hands />
        </div>
    }
}
