//! The frame that all pictures share: lines with their numbers, days or weeks below, the numbers
//! as a table.

use leptos::html;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, use_i18n};
use web_sys::PointerEvent;

use super::scale::{self, SIDE};
use crate::ui::table::DataTable;

/// A picture in its frame. Its children are shapes in a square of `SIDE`, which is stretched to
/// the room that there is.
#[component]
pub fn Plot(
    /// What the picture says, read aloud in its place.
    #[prop(into)]
    gist: Signal<String>,
    /// The numbers of the lines across, from 0 up.
    ticks: Vec<f64>,
    /// What stands below, and how far along.
    #[prop(into)]
    marks: Signal<Vec<(f64, String)>>,
    /// Words in the picture: how far along, how far down, what.
    #[prop(optional)]
    labels: Vec<(f64, f64, String)>,
    /// Called with how far along the pointer is, while it is over the picture.
    #[prop(optional, into)]
    on_point: Option<Callback<f64>>,
    /// The shapes.
    children: Children,
) -> impl IntoView {
    let picture = NodeRef::<html::Div>::new();
    let point = move |event: PointerEvent| {
        if let (Some(on_point), Some(picture)) = (on_point, picture.get_untracked()) {
            let room = picture.get_bounding_client_rect();
            let at = (f64::from(event.client_x()) - room.left()) / room.width().max(1.0);
            on_point.run(at.clamp(0.0, 1.0) * SIDE);
        }
    };
    let lines = scale::across(&ticks, scale::top(&ticks));
    let below = move || marks.get().into_iter().map(|(at, words)| mark(at, words)).collect_view();
    view! {
        <div class="flow__plot" role="img" aria-label=move || gist.get()>
            <div class="flow__picture" node_ref=picture on:pointermove=point on:pointerdown=point>
                <svg
                    class="flow__shapes"
                    viewBox="0 0 100 100"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                    focusable="false"
                >
                    <path class="flow__lines" d=lines></path>
                    {children()}
                </svg>
                {numbers(&ticks)}
                {labels.into_iter().map(label).collect_view()}
            </div>
            <div class="flow__marks">{below}</div>
        </div>
    }
}

/// The numbers beside the lines, with one decimal where the lines lie close.
fn numbers(ticks: &[f64]) -> impl IntoView + use<> {
    let is_whole = ticks.iter().all(|tick| (tick - tick.round()).abs() < 0.01);
    let top = scale::top(ticks);
    let number = |tick: &f64| {
        let words = grouped(if is_whole { format!("{tick:.0}") } else { format!("{tick:.1}") });
        let at = percent(scale::down(*tick, top));
        view! { <span class="flow__tick" style:inset-block-start=at>{words}</span> }
    };
    ticks.iter().map(number).collect_view()
}

fn label((along, down, words): (f64, f64, String)) -> impl IntoView {
    let (along, down) = (percent(along), percent(down));
    view! {
        <span
            class="flow__label"
            style:inset-inline-start=along
            style:inset-block-start=down
        >
            {words}
        </span>
    }
}

fn mark(at: f64, words: String) -> impl IntoView {
    let side = match at {
        at if at <= 0.0 => Some("start"),
        at if at >= SIDE => Some("end"),
        _ => None,
    };
    let at = percent(at);
    view! { <span class="flow__mark" data-side=side style:inset-inline-start=at>{words}</span> }
}

fn percent(at: f64) -> String {
    format!("{at:.2}%")
}

/// The numbers of a picture as a table, folded away.
#[component]
pub fn AsTable(
    /// What the table holds.
    #[prop(into)]
    caption: Signal<String>,
    /// The cells of the heading row.
    #[prop(into)]
    head: ViewFn,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <details class="flow__table" data-print="hide">
            <summary>{t!(i18n, flow.as_table)}</summary>
            <DataTable caption head>
                {children()}
            </DataTable>
        </details>
    }
}
