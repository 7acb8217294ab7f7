//! The splitter between table and drawing: dragged, or moved by keys as window splitters are.

use leptos::html;
use leptos::prelude::*;
use locale::{t, use_i18n};
use web_sys::{Event, KeyboardEvent, PointerEvent};

use super::chart::Chart;
use crate::ui::dom::{self, Listening};

/// The element whose width it sets.
pub const TABLE: &str = "gantt-table";
/// How far one press of an arrow key moves it, in px.
const STEP: f64 = 16.0;
/// The widest that the table may become, in px.
const WIDEST: f64 = 900.0;
/// The largest share of the frame that the style sheet lets it have.
const SHARE: f64 = 0.8;

/// What a pointer has taken hold of.
#[derive(Clone, Copy)]
struct Held {
    /// By how much the table is wider than the pointer is to the right, in px.
    from: f64,
    /// The width that was chosen before; none is that of the style sheet.
    before: Option<f64>,
}

/// What moves the splitter.
#[derive(Clone, Copy)]
struct Mover {
    chart: Chart,
    table: NodeRef<html::Div>,
    held: StoredValue<Option<Held>>,
    /// The width that was chosen when keys hid the table.
    hidden: StoredValue<Option<f64>>,
}

/// Between table and drawing: dragged, or moved with the arrow keys, Home and End; Enter hides the
/// table and shows it again, a double press gives it its usual width.
#[component]
pub fn Splitter(
    /// The table whose width it sets.
    table: NodeRef<html::Div>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let (held, hidden) = (StoredValue::new(None), StoredValue::new(None));
    let mover = Mover { chart, table, held, hidden };
    mover.listen();
    let now = move || format!("{:.0}", chart.table_px.get());
    let most = move || {
        // Where the frame changes alone, the next press of a key asks anew.
        chart.table_px.track();
        chart.table_width.track();
        format!("{:.0}", mover.widest())
    };
    view! {
        <div
            class="gantt__splitter"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-controls=TABLE
            aria-label=t!(i18n, gantt.splitter)
            aria-valuemin="0"
            aria-valuemax=most
            aria-valuenow=now
            on:pointerdown=move |event: PointerEvent| mover.press(&event)
            on:pointermove=move |event: PointerEvent| mover.drag(&event)
            on:pointerup=move |_| mover.let_go()
            on:pointercancel=move |_| mover.put_back()
            on:dblclick=move |_| chart.set_table_width(None)
            on:keydown=move |event: KeyboardEvent| mover.steer(&event)
        ></div>
    }
}

impl Mover {
    /// Hears what puts it back wherever the keyboard is: Esc, a second finger, a lost window.
    fn listen(self) {
        Effect::new(move |_| {
            let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
            let escape = move |event: KeyboardEvent| {
                if event.key() == "Escape" && self.held.get_value().is_some() {
                    event.stop_propagation();
                    self.put_back();
                }
            };
            dom::listen_here(&window, "keydown", Listening::Capture, escape);
            dom::listen_here(&window, "blur", Listening::Passive, move |_: Event| self.put_back());
            let second_finger = move |event: PointerEvent| {
                if !event.is_primary() {
                    self.put_back();
                }
            };
            dom::listen_here(&document, "pointerdown", Listening::Capture, second_finger);
        });
    }

    fn press(self, event: &PointerEvent) {
        if dom::take_pointer(event) {
            let from = self.width() - f64::from(event.client_x());
            let before = self.chart.table_width.get_untracked();
            self.held.set_value(Some(Held { from, before }));
        }
    }

    fn drag(self, event: &PointerEvent) {
        if let Some(held) = self.held.get_value() {
            self.set(held.from + f64::from(event.client_x()));
        }
    }

    fn let_go(self) {
        if self.take().is_some() {
            self.keep();
        }
    }

    fn put_back(self) {
        if let Some(held) = self.take() {
            self.chart.table_width.set(held.before);
        }
    }

    fn take(self) -> Option<Held> {
        self.held.try_update_value(Option::take).flatten()
    }

    fn steer(self, event: &KeyboardEvent) {
        if dom::has_command(event) || event.alt_key() {
            return;
        }
        let is_hidden = self.chart.table_width.get_untracked() == Some(0.0);
        match event.key().as_str() {
            "ArrowLeft" => self.put(self.width() - STEP),
            "ArrowRight" => self.put(self.width() + STEP),
            "End" => self.put(self.widest()),
            "Enter" if is_hidden => self.show(),
            "Home" if is_hidden => {}
            "Enter" | "Home" => self.hide(),
            _ => return,
        }
        event.prevent_default();
    }

    fn hide(self) {
        self.hidden.set_value(self.chart.table_width.get_untracked());
        self.chart.set_table_width(Some(0.0));
    }

    /// Gives the table the width that it had; where it was hidden otherwise, its usual one.
    fn show(self) {
        let before = self.hidden.get_value();
        self.chart.set_table_width(before.or_else(|| self.chart.usual_table()));
    }

    fn put(self, width: f64) {
        self.set(width);
        self.keep();
    }

    /// Remembers the width once it has its place, not at every move on the way.
    fn keep(self) {
        self.chart.set_table_width(self.chart.table_width.get_untracked());
    }

    fn set(self, width: f64) {
        self.chart.table_width.set(Some(width.clamp(0.0, self.widest())));
    }

    fn width(self) -> f64 {
        self.table.get_untracked().map_or(0.0, |table| f64::from(table.offset_width()))
    }

    /// The widest that the table may become in the frame as it is, in whole px.
    fn widest(self) -> f64 {
        let frame = self.chart.stage.with_value(|stage| {
            let parts = stage.parts.as_ref();
            parts.map_or(f64::INFINITY, |parts| f64::from(parts.scroll.offset_width()))
        });
        (frame * SHARE).floor().min(WIDEST)
    }
}
