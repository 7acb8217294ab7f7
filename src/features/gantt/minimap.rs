//! The strip below the chart: all rows in miniature, and the window as a frame. It is painted when
//! the plan changes; scrolling moves only the frame.

use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement, PointerEvent};

use super::canvas::Palette;
use super::chart::Chart;
use super::layers::Layer;
use super::mini::{self, Kind, Whole};
use crate::ui::dom;

/// The narrowest and lowest that the frame becomes, in px.
const FRAME_MIN: f64 = 8.0;

/// The frame over the part of the strip that is on the screen.
pub struct Frame {
    element: HtmlElement,
    /// Width and height of the strip.
    strip: (f64, f64),
    /// Its own width and height, as they were set last.
    size: (f64, f64),
}

impl Frame {
    /// Lays it over a part of the strip; scrolling alone makes the browser lay out nothing.
    fn place(&mut self, ((left, top), (width, height)): ((f64, f64), (f64, f64))) {
        let (wide, high) = self.strip;
        let size = ((width * wide).max(FRAME_MIN), (height * high).max(FRAME_MIN));
        let style = self.element.style();
        // Lengths of our own are always accepted.
        if size != self.size {
            let _ = style.set_property("width", &format!("{:.1}px", size.0));
            let _ = style.set_property("height", &format!("{:.1}px", size.1));
            self.size = size;
        }
        let x = (left * wide).min(wide - size.0).max(0.0);
        let y = (top * high).min(high - size.1).max(0.0);
        let _ = style.set_property("transform", &format!("translate({x:.1}px, {y:.1}px)"));
    }
}

/// The strip, while it is wanted. Everything in it can be reached by scrolling as well.
#[component]
pub fn Minimap() -> impl IntoView {
    let chart = Chart::expect();
    view! {
        <Show when=move || chart.shows(Layer::Map)>
            <Strip />
        </Show>
    }
}

#[component]
fn Strip() -> impl IntoView {
    let chart = Chart::expect();
    let strip = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    let size = RwSignal::new((0.0, 0.0));
    let colours = Trigger::new();
    follow_size(strip, size);
    keep_painted(chart, canvas, size, colours);
    Effect::new(move |_| {
        let (Some(frame), strip) = (frame.get(), size.get()) else { return };
        let frame = Frame { element: frame.into(), strip, size: (0.0, 0.0) };
        chart.stage.update_value(|stage| stage.frame = Some(frame));
        chart.place_frame();
    });
    on_cleanup(move || {
        // The whole chart may have gone before.
        let _ = chart.stage.try_update_value(|stage| stage.frame = None);
    });
    let is_held = StoredValue::new(false);
    let go = move |event: &PointerEvent| {
        if let Some(strip) = strip.get_untracked() {
            chart.go_to(&strip, event);
        }
    };
    let press = move |event: PointerEvent| {
        let Some(strip) = strip.get_untracked() else { return };
        if event.button() == 0 && event.is_primary() {
            dom::capture_pointer(&strip, event.pointer_id());
            is_held.set_value(true);
            go(&event);
        }
    };
    let drag = move |event: PointerEvent| {
        if is_held.get_value() {
            go(&event);
        }
    };
    view! {
        <div
            class="gantt__map"
            aria-hidden="true"
            node_ref=strip
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=move |_| is_held.set_value(false)
            on:pointercancel=move |_| is_held.set_value(false)
        >
            <canvas
                class="gantt__map-canvas"
                node_ref=canvas
                on:transitionend=move |_| colours.notify()
            ></canvas>
            <div class="gantt__map-frame" node_ref=frame></div>
        </div>
    }
}

fn follow_size(strip: NodeRef<html::Div>, size: RwSignal<(f64, f64)>) {
    Effect::new(move |_| {
        let Some(strip) = strip.get() else { return };
        let keep = |watched: Option<dom::Resizing>| StoredValue::new_local(watched);
        keep(dom::on_resize(&strip, move |width, height| size.set((width, height))));
    });
}

/// Paints in the frame after something changed that the strip shows.
fn keep_painted(
    chart: Chart,
    canvas: NodeRef<html::Canvas>,
    size: RwSignal<(f64, f64)>,
    colours: Trigger,
) {
    let gate = dom::FrameGate::default();
    Effect::new(move |_| {
        colours.track();
        chart.plan.track();
        chart.rows.track();
        chart.scale.track();
        chart.layers.track();
        size.track();
        gate.request(move || {
            // By then the strip may have gone.
            if let Some(canvas) = canvas.try_get_untracked().flatten() {
                chart.paint_map(&canvas, size.get_untracked());
            }
        });
    });
}

impl Chart {
    /// Lays the frame over the part of the strip that is on the screen.
    pub fn place_frame(self) {
        let whole = self.whole();
        self.stage.update_value(|stage| {
            let screen = stage.screen;
            if let Some(frame) = &mut stage.frame {
                frame.place(mini::window(&screen, whole));
            }
        });
    }

    /// Brings what lies under the pointer on the strip into the middle of the screen.
    fn go_to(self, strip: &HtmlElement, event: &PointerEvent) {
        let whole = self.whole();
        let place = strip.get_bounding_client_rect();
        let across = (f64::from(event.client_x()) - place.left()) / place.width().max(1.0);
        let down = (f64::from(event.client_y()) - place.top()) / place.height().max(1.0);
        self.stage.with_value(|stage| {
            let Some(parts) = &stage.parts else { return };
            let (left, top) = mini::scrolled_to((across, down), &stage.screen, whole);
            parts.scroll.set_scroll_left(left.round() as i32);
            parts.scroll.set_scroll_top(top.round() as i32);
        });
        self.look_around();
    }

    fn whole(self) -> Whole {
        let rows = self.rows.with_untracked(|rows| rows.len());
        Whole {
            width: self.scale.read_untracked().width(),
            height: rows as f64 * self.row_height.get_untracked(),
        }
    }

    fn paint_map(self, canvas: &HtmlCanvasElement, (width, height): (f64, f64)) {
        if width < 1.0 || height < 1.0 {
            return;
        }
        let Some(context) = dom::fit_canvas(canvas, width, height) else { return };
        let (rows, scale) = (self.rows.get_untracked(), self.scale.get_untracked());
        let size = (width, height);
        let marks = self.plan.with_untracked(|view| mini::marks(view, &rows, &scale, size));
        let palette = Palette::read();
        let is_red = self.layers.get_untracked().has(Layer::Critical);
        for mark in marks {
            context.set_fill_style_str(match mark.kind {
                Kind::Summary => &palette.text_2,
                Kind::Critical if is_red => &palette.critical,
                Kind::Critical | Kind::Task => &palette.edge,
            });
            context.fill_rect(mark.at.0, mark.at.1, mark.size.0, mark.size.1);
        }
    }
}
