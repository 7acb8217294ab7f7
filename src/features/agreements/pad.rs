//! A box to sign in, by finger, pen or mouse.

use domain::agreement::Strokes;
use leptos::html;
use leptos::prelude::*;
use locale::{t, use_i18n};
use web_sys::PointerEvent;

use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The width of the box in units; strokes are kept in them, whatever the screen's size.
const WIDTH: f64 = 6_000.0;
/// The height of the box in units.
const HEIGHT: f64 = 2_000.0;

/// The box.
#[component]
pub fn SignaturePad(
    /// What was drawn.
    strokes: RwSignal<Strokes>,
) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Div>::new();
    let is_drawing = StoredValue::new(None::<i32>);
    let down = move |event: PointerEvent| {
        let (Some(field), true) = (node.get_untracked(), event.is_primary()) else { return };
        event.prevent_default();
        dom::capture_pointer(&field, event.pointer_id());
        is_drawing.set_value(Some(event.pointer_id()));
        let at = place(&field, &event);
        strokes.update(|strokes| strokes.0.push(at.to_vec()));
    };
    let go = move |event: PointerEvent| {
        let Some(field) = node.get_untracked() else { return };
        if is_drawing.get_value() == Some(event.pointer_id()) {
            let at = place(&field, &event);
            strokes.update(|strokes| {
                if let Some(stroke) = strokes.0.last_mut() {
                    stroke.extend(at);
                }
            });
        }
    };
    let up = move |event: PointerEvent| {
        // A second finger that goes up ends nothing.
        if is_drawing.get_value() == Some(event.pointer_id()) {
            is_drawing.set_value(None);
        }
    };
    let path = move || strokes.with(Strokes::path);
    view! {
        <div class="pad">
            <div
                class="pad__field"
                node_ref=node
                role="img"
                aria-label=t!(i18n, agreements.pad)
                on:pointerdown=down
                on:pointermove=go
                on:pointerup=up
                on:pointercancel=up
            >
                <svg class="pad__ink" viewBox="0 0 6000 2000" aria-hidden="true">
                    <path d=path></path>
                </svg>
                <Show when=move || strokes.with(Strokes::is_empty)>
                    <span class="pad__hint">{t!(i18n, agreements.pad_hint)}</span>
                </Show>
            </div>
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Eraser
                on_press=move || strokes.set(Strokes::default())
            >
                {t!(i18n, agreements.pad_clear)}
            </Button>
        </div>
    }
}

/// Where the pointer is, in units of the box and inside it.
#[expect(clippy::cast_possible_truncation, reason = "the numbers lie inside the box")]
fn place(field: &web_sys::HtmlElement, event: &PointerEvent) -> [i32; 2] {
    let rect = field.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()) - rect.x(), f64::from(event.client_y()) - rect.y());
    let x = (x / rect.width().max(1.0) * WIDTH).clamp(0.0, WIDTH);
    let y = (y / rect.height().max(1.0) * HEIGHT).clamp(0.0, HEIGHT);
    [x as i32, y as i32]
}
