//! The chart itself: table and drawing in one place that scrolls both ways.

use leptos::html;
use leptos::prelude::*;
use locale::use_i18n;
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent, TouchEvent, WheelEvent};

use super::chart::Chart;
use super::percent::PercentMark;
use super::pinch::Pinch;
use super::scale::Scale;
use super::splitter::Splitter;
use super::stage::Parts;
use super::strip::strip;
use super::table::TaskTable;
use super::typed_percent::PercentStrip;
use super::wiring::{LinkDot, WireStrip};
use crate::ui::dom::{self, Listening};

/// Table, drawing, splitter and the strip of consequences.
#[component]
pub fn Pane() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let nodes = Nodes::default();
    let Nodes { scroll, table, pane, canvas, hold, tip, probe } = nodes;
    wake(chart, nodes);
    keep_drawn(chart, pane);
    let chosen = move || chart.table_width.get().map(|width| format!("{width}px"));
    let grip = move |grab: &'static str| {
        view! { <span class="gantt__grip" data-grab=grab></span> }
    };
    let can_hold = move || {
        let selected = chart.selected.get();
        selected.is_some() && chart.plan.may_edit()
    };
    let can_report = move || {
        chart.plan.track();
        chart.selected.get().is_some_and(|task| chart.may_report(task))
    };
    view! {
        <div class="gantt__frame" style=("--gantt-table-now", chosen)>
            <div class="gantt__probe" aria-hidden="true" node_ref=probe></div>
            <div class="gantt__scroll" node_ref=scroll on:scroll=move |_| chart.look_around()>
                <div class="gantt__sheet">
                    <TaskTable node=table />
                    <div
                        class="gantt__pane"
                        aria-hidden="true"
                        node_ref=pane
                        data-holding=move || chart.in_hand.get().map(|_| "true")
                        on:pointerdown=move |event: PointerEvent| chart.press(&event)
                        on:pointermove=move |event: PointerEvent| chart.point(&event)
                        on:pointerup=move |_| chart.release()
                        on:pointercancel=move |_| chart.cancel()
                        on:dblclick=move |_| chart.plan.open_task(chart.selected.get_untracked())
                    >
                        <canvas
                            class="gantt__canvas"
                            node_ref=canvas
                            // Whatever changes the theme changes this colour, and says so here.
                            on:transitionend=move |_| chart.repaint_in_new_colours()
                        ></canvas>
                        <div
                            class="gantt__hold"
                            data-can=move || can_hold().then_some("true")
                            data-reports=move || can_report().then_some("true")
                            node_ref=hold
                            hidden
                        >
                            {grip("start")} <span class="gantt__body" data-grab="body"></span>
                            {grip("finish")} <PercentMark /> <LinkDot />
                        </div>
                    </div>
                </div>
            </div>
            <Splitter table />
            <div class="gantt__tip" aria-hidden="true" node_ref=tip hidden></div>
            {move || chart.in_hand.get().map(|in_hand| strip(chart, i18n, &in_hand))}
            <WireStrip />
            <PercentStrip />
        </div>
    }
}

/// The elements of the chart, before they are on the page.
#[derive(Clone, Copy, Default)]
struct Nodes {
    scroll: NodeRef<html::Div>,
    table: NodeRef<html::Div>,
    pane: NodeRef<html::Div>,
    canvas: NodeRef<html::Canvas>,
    hold: NodeRef<html::Div>,
    tip: NodeRef<html::Div>,
    /// As wide as the head is high, and as high as a row: the sizes of the style sheet.
    probe: NodeRef<html::Div>,
}

impl Nodes {
    fn parts(self) -> Option<Parts> {
        Some(Parts {
            scroll: self.scroll.get()?.into(),
            table: self.table.get()?.into(),
            pane: self.pane.get()?.into(),
            canvas: self.canvas.get()?,
            hold: self.hold.get()?.into(),
            tip: self.tip.get()?.into(),
        })
    }
}

/// Once the elements are on the page, follows their sizes and what happens to them.
fn wake(chart: Chart, nodes: Nodes) {
    Effect::new(move |_| {
        let (Some(parts), Some(probe)) = (nodes.parts(), nodes.probe.get()) else { return };
        watch_sizes(chart, &parts, &probe);
        listen_beyond_views(chart, &parts.scroll);
        chart.stage.update_value(|stage| stage.parts = Some(parts));
        chart.measure(f64::from(probe.offset_width()), f64::from(probe.offset_height()));
    });
}

/// Asks for a new drawing whenever something changes that it shows.
fn keep_drawn(chart: Chart, pane: NodeRef<html::Div>) {
    Effect::new(move |before: Option<Option<Scale>>| {
        // Without elements and their sizes there is nothing to fit the axis to.
        if pane.get().is_none() || chart.row_height.get() <= 0.0 {
            return None;
        }
        let (scale, before) = (chart.scale.get(), before.flatten());
        if before.as_ref() != Some(&scale) {
            chart.take_up_scale(&scale, before.as_ref());
        }
        Some(scale)
    });
    Effect::new(move |_| {
        chart.plan.track();
        chart.rows.track();
        chart.row_height.track();
        chart.table_width.track();
        chart.look_around();
    });
    Effect::new(move |_| {
        chart.selected.track();
        chart.picked.track();
        chart.link.track();
        chart.layers.track();
        chart.near.track();
        chart.baselines.track();
        chart.drawn.track();
        chart.plan.others().track();
        chart.reader();
        chart.repaint();
    });
}

/// Follows the sizes of the frame, the table and, through the probe, of head and rows.
fn watch_sizes(chart: Chart, parts: &Parts, probe: &HtmlElement) {
    let keep = |watched: Option<dom::Resizing>| StoredValue::new_local(watched);
    keep(dom::on_resize(&parts.scroll, move |_, _| chart.take_up_room()));
    keep(dom::on_resize(&parts.table, move |width, _| {
        chart.table_px.set(width);
        chart.look_around();
    }));
    keep(dom::on_resize(probe, move |head, row| chart.measure(head, row)));
}

/// What a view cannot hear: touches that must not scroll, the wheel that zooms, second fingers,
/// Esc, lost windows.
fn listen_beyond_views(chart: Chart, scroll: &HtmlElement) {
    dom::listen_here(scroll, "touchmove", Listening::Active, move |event: TouchEvent| {
        let is_pinched = chart.pinch(&event);
        let is_held = chart.is_holding() || chart.is_carrying();
        if (is_pinched || is_held) && event.cancelable() {
            event.prevent_default();
        }
    });
    for name in ["touchend", "touchcancel"] {
        dom::listen_here(scroll, name, Listening::Passive, move |_: TouchEvent| {
            chart.stage.update_value(|stage| stage.pinch = None);
        });
    }
    dom::listen_here(scroll, "contextmenu", Listening::Active, move |event: Event| {
        if chart.is_holding() || chart.is_carrying() {
            event.prevent_default();
        }
    });
    let frame = scroll.clone();
    dom::listen_here(scroll, "wheel", Listening::Active, move |event: WheelEvent| {
        if !event.ctrl_key() && !event.meta_key() {
            return;
        }
        event.prevent_default();
        let table = chart
            .stage
            .with_value(|stage| stage.parts.as_ref().map_or(0, |parts| parts.table.offset_width()));
        let left = frame.get_bounding_client_rect().left() + f64::from(table);
        let anchor = f64::from(event.client_x()) - left;
        let zoom = chart.zoom.get_untracked();
        let next = if event.delta_y() < 0.0 { zoom.closer() } else { zoom.wider() };
        chart.zoom_to(next, Some(anchor));
    });
    let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
    dom::listen_here(&window, "blur", Listening::Passive, move |_: Event| chart.cancel());
    // Heard only once the pen has had its say: beside it a palm is no second finger.
    dom::listen_here(&document, "pointerdown", Listening::Capture, move |event: PointerEvent| {
        if !event.is_primary() {
            chart.cancel();
        }
    });
    dom::listen_here(&window, "keydown", Listening::Capture, move |event: KeyboardEvent| {
        let by_pointer = chart.is_holding() && !chart.is_holding_by_keys();
        let is_busy =
            by_pointer || chart.is_reporting() || chart.is_linking() || chart.is_carrying();
        if event.key() == "Escape" && is_busy {
            event.stop_propagation();
            chart.cancel();
        }
        if by_pointer && !dom::has_command(&event) && event.key().eq_ignore_ascii_case("c") {
            event.stop_propagation();
            chart.propose();
        }
        if by_pointer && !dom::has_command(&event) && event.key().eq_ignore_ascii_case("d") {
            event.stop_propagation();
            chart.toggle_lists();
        }
    });
}

impl Chart {
    /// Takes up another size of the frame. What opens below the chart does not cover the selected
    /// row: one that was in sight stays there.
    fn take_up_room(self) {
        let before = self.stage.with_value(|stage| stage.screen);
        self.look_around();
        let height = self.stage.with_value(|stage| stage.screen.height);
        let selected = self.selected.get_untracked();
        let row = selected.and_then(|task| self.rows.with_untracked(|rows| rows.row_of(task)));
        let Some(row) = row.filter(|_| height < before.height) else { return };
        let top = row as f64 * before.row_height;
        if top >= before.top && top < before.top + before.height {
            self.show_line(row);
        }
    }

    /// Zooms with two fingers around the place between them; tells whether there are two.
    fn pinch(self, event: &TouchEvent) -> bool {
        let touches = event.touches();
        let (Some(one), Some(other)) = (touches.get(0), touches.get(1)) else { return false };
        let across = f64::from(other.client_x() - one.client_x());
        let down = f64::from(other.client_y() - one.client_y());
        let (zoom, distance) = (self.zoom.get_untracked(), across.hypot(down));
        let middle = f64::from(one.client_x()) + across / 2.0;
        let found = self.stage.try_update_value(|stage| {
            let parts = stage.parts.as_ref()?;
            let pinch = *stage.pinch.get_or_insert(Pinch { from: distance, zoom });
            let left = parts.scroll.get_bounding_client_rect().left();
            let anchor = middle - left - f64::from(parts.table.offset_width());
            Some((pinch.zoom_at(distance), anchor))
        });
        if let Some((next, anchor)) = found.flatten().filter(|(next, _)| *next != zoom) {
            self.zoom_to(next, Some(anchor));
        }
        true
    }
}
