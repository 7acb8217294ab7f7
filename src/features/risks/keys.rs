//! The keys of the matrix.
//!
//! | key | in a cell | on a risk |
//! |---|---|---|
//! | arrows | the next cell | the next cell; while lifted, the risk goes there |
//! | Space | | lifts, puts down |
//! | Enter | the risks of the cell | opens; while lifted, puts down |
//! | N | a new risk there | the same |
//! | R | inherent or residual | the same |
//! | 1 to 4 | | the strategy |
//! | ! | | it has happened |

use domain::RiskId;
use domain::risk::{Place, STRATEGIES, Verdict};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::desk::{Desk, Side};
use super::drag::Input;
use super::hands::{Hands, cell_of, risk_of};
use crate::ui::dom;

/// The id of a cell.
pub fn cell_id(place: Place) -> String {
    format!("risk-cell-{}-{}", place.probability, place.impact)
}

/// How a key leads on: so many cells up and to the right.
fn way(key: &str) -> Option<(i8, i8)> {
    match key {
        "ArrowUp" => Some((1, 0)),
        "ArrowDown" => Some((-1, 0)),
        "ArrowLeft" => Some((0, -1)),
        "ArrowRight" => Some((0, 1)),
        _ => None,
    }
}

/// A key goes down somewhere on the matrix.
pub fn press(desk: Desk, hands: Hands, event: &KeyboardEvent) {
    if dom::is_composing(event) || dom::has_command(event) || event.alt_key() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(place) = target.as_ref().and_then(cell_of) else { return };
    let risk = target.as_ref().and_then(risk_of);
    // Every other button is pressed by its own keys.
    let is_button = risk.is_none() && target.is_some_and(|target| target.tag_name() == "BUTTON");
    if is_button && matches!(event.key().as_str(), "Enter" | " ") {
        return;
    }
    let is_done = match hands.is_lifted() {
        true => steer(hands, &event.key()),
        false => act(desk, hands, (place, risk), &event.key()),
    };
    if is_done {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn steer(hands: Hands, key: &str) -> bool {
    match (way(key), key) {
        (Some((up, right)), _) => hands.feed(Input::Steer(up, right)),
        (None, " " | "Enter") => hands.feed(Input::Drop),
        (None, "Tab") => {
            hands.feed(Input::CANCEL);
            return false;
        }
        _ => return false,
    }
    true
}

fn act(desk: Desk, hands: Hands, (place, risk): (Place, Option<RiskId>), key: &str) -> bool {
    if let Some((up, right)) = way(key) {
        dom::focus_by_id(&cell_id(place.stepped(up, right)));
        return true;
    }
    match (key, risk) {
        ("n" | "N", _) => may(desk, || desk.adding.set(Some(place))),
        ("r" | "R", _) => desk.side.update(|side| {
            *side = match side {
                Side::Inherent => Side::Residual,
                Side::Residual => Side::Inherent,
            };
        }),
        (" ", Some(risk)) => may(desk, || hands.feed(Input::Lift(risk, place))),
        ("Enter", None) => open_cell(desk, place),
        ("!", Some(risk)) => may(desk, || desk.settle(risk, Verdict::Happen)),
        ("1" | "2" | "3" | "4", Some(risk)) => may(desk, || {
            let at = key.parse::<usize>().unwrap_or(1).saturating_sub(1);
            let strategy = STRATEGIES.get(at).map(|(strategy, _)| *strategy);
            desk.save(risk, String::new(), |says| says.strategy = strategy);
        }),
        _ => return false,
    }
    true
}

/// Shows the risks of a cell in the register; a single one is opened.
pub fn open_cell(desk: Desk, place: Place) {
    let side = desk.side.get_untracked();
    let here = desk.peek(|found| {
        let open = found.risks.iter().map(|line| &line.risk).filter(|risk| risk.is_open());
        let here = open.filter(|risk| side.place(&risk.says) == place);
        here.map(|risk| risk.id).collect::<Vec<_>>()
    });
    match here.as_slice() {
        [] => {}
        [single] => desk.open(Some(*single)),
        _ => desk.filter.cell.set(Some(place)),
    }
}

/// Does something, or says why this person may not.
fn may(desk: Desk, act: impl FnOnce()) {
    match desk.reason().get_untracked() {
        Some(reason) => desk.say(reason),
        None => act(),
    }
}
