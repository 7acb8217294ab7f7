//! The arrows of the matrix: from where a risk stands before its response to where it stands with
//! it.

use domain::risk::{Place, STEP_MAX};
use leptos::prelude::*;

use super::desk::{Desk, Side};

/// How far from the middle of a cell an arrow ends, in cells.
const GAP: f64 = 0.28;
/// How long the two strokes of an arrow's head are, in cells.
const HEAD: f64 = 0.12;

/// Draws an arrow for every risk in sight that its response moves; only with the response.
#[component]
pub fn Arrows() -> impl IntoView {
    let desk = Desk::expect();
    let paths = Memo::new(move |_| {
        if desk.side.get() == Side::Inherent {
            return Vec::new();
        }
        desk.get(|found| {
            let open = found.risks.iter().map(|line| &line.risk).filter(|risk| risk.is_open());
            let mut moved: Vec<(Place, Place)> = open
                .filter_map(|risk| Some((risk.says.inherent, risk.says.residual?)))
                .filter(|(from, to)| from != to)
                .collect();
            moved.sort_by_key(|(from, to)| {
                [from, to].map(|place| (place.probability, place.impact))
            });
            moved.dedup();
            moved.into_iter().map(|(from, to)| path(from, to)).collect::<Vec<String>>()
        })
    });
    view! {
        <svg
            class="risks__arrows"
            viewBox="0 0 5 5"
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {move || {
                paths.get().into_iter().map(|d| view! { <path d=d></path> }).collect_view()
            }}
        </svg>
    }
}

/// The middle of a cell: impact to the right, probability upwards.
fn middle(place: Place) -> (f64, f64) {
    let (right, up) = (f64::from(place.impact), f64::from(place.probability));
    (right - 0.5, f64::from(STEP_MAX) - up + 0.5)
}

/// A line with an open head, in cells.
fn path(from: Place, to: Place) -> String {
    let ((x1, y1), (x2, y2)) = (middle(from), middle(to));
    let length = (x2 - x1).hypot(y2 - y1).max(f64::EPSILON);
    let (right, down) = ((x2 - x1) / length, (y2 - y1) / length);
    let (x1, y1) = (x1 + right * GAP, y1 + down * GAP);
    let (x2, y2) = (x2 - right * GAP, y2 - down * GAP);
    let head = |side: f64| {
        let (x, y) = (x2 - HEAD * (right + side * down), y2 - HEAD * (down - side * right));
        format!("M{x2:.3} {y2:.3}L{x:.3} {y:.3}")
    };
    format!("M{x1:.3} {y1:.3}L{x2:.3} {y2:.3}{}{}", head(1.0), head(-1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_goes_down_when_a_risk_becomes_less_likely() {
        let place = |probability, impact| Place { probability, impact };
        let line = "M3.500 0.780L3.500 2.220";
        let head = "M3.500 2.220L3.380 2.100M3.500 2.220L3.620 2.100";
        assert_eq!(path(place(5, 4), place(3, 4)), format!("{line}{head}"));
    }
}
