//! From pane to pane by F6: the areas, the top bar, the plan's row, what the page shows, the panel.

use web_sys::HtmlElement;

use crate::ui::dom;

/// The panes of a page, of which not every page has all.
const PANES: &str = ".shell__nav, .shell__top, .project__bar, .project__view, \
                     .shell__page:not(:has(.project__view)), #peek";

/// Puts the focus on the first thing of the next pane, or of the one before; behind the last comes
/// the first. `false` where there is no pane.
pub fn go_on(is_back: bool) -> bool {
    let body = dom::document().and_then(|document| document.body());
    let Some(body) = body else { return false };
    let mut panes = dom::focusable_within(&body, Some(PANES));
    panes.retain(|pane| first_stop(pane).is_some());
    let active = dom::active_element();
    // One pane may lie within another: the inner one comes later.
    let holds = |pane: &HtmlElement| active.as_ref().is_some_and(|at| pane.contains(Some(at)));
    let here = panes.iter().rposition(holds);
    let next = step(here, panes.len(), is_back).and_then(|next| first_stop(panes.get(next)?));
    if let Some(stop) = &next {
        dom::focus(stop);
        dom::scroll_into_view(stop);
    }
    next.is_some()
}

/// The place after or before one of so many, round and round; from nowhere the first or the last.
const fn step(here: Option<usize>, count: usize, is_back: bool) -> Option<usize> {
    if count == 0 {
        return None;
    }
    Some(match (here, is_back) {
        (None, false) => 0,
        (None, true) => count - 1,
        (Some(here), false) => (here + 1) % count,
        (Some(here), true) => (here + count - 1) % count,
    })
}

/// What Tab would stop at first in a pane that is seen.
fn first_stop(pane: &HtmlElement) -> Option<HtmlElement> {
    let is_stop = |found: &HtmlElement| {
        let is_off = found.matches(":disabled").unwrap_or(false);
        found.offset_width() > 0 && found.tab_index() >= 0 && !is_off
    };
    dom::focusable_within(pane, None).into_iter().find(is_stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_follow_each_other_round_and_round() {
        for (here, count, is_back, expected) in [
            (None, 0, false, None),
            (None, 3, false, Some(0)),
            (None, 3, true, Some(2)),
            (Some(0), 3, false, Some(1)),
            (Some(2), 3, false, Some(0)),
            (Some(0), 3, true, Some(2)),
            (Some(0), 1, true, Some(0)),
        ] {
            assert_eq!(step(here, count, is_back), expected, "{here:?} of {count}");
        }
    }
}
