//! Canvases that stay sharp, and the colours of the style sheet for those who paint.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{document, in_browser, window};

/// Gives the canvas the size `width` × `height` in CSS px at the screen's own resolution and
/// returns its cleared context, scaled so that the painter keeps thinking in CSS px.
pub fn fit_canvas(
    canvas: &HtmlCanvasElement,
    width: f64,
    height: f64,
) -> Option<CanvasRenderingContext2d> {
    let ratio = window()?.device_pixel_ratio().max(1.0);
    let (wide, high) = (device_px(width, ratio), device_px(height, ratio));
    if canvas.width() != wide || canvas.height() != high {
        canvas.set_width(wide);
        canvas.set_height(high);
        let style = canvas.style();
        style.set_property("width", &format!("{width}px")).ok()?;
        style.set_property("height", &format!("{height}px")).ok()?;
    }
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
    context.clear_rect(0.0, 0.0, width, height);
    Some(context)
}

/// The present value of a design token such as `--gantt-done`, without blanks around it.
pub fn token(name: &str) -> String {
    let read = || {
        let root = document()?.document_element()?;
        let style = window()?.get_computed_style(&root).ok()??;
        style.get_property_value(name).ok()
    };
    read().map(|value| value.trim().to_owned()).unwrap_or_default()
}

/// Keeps a text in the browser that is passed to it many times in each frame: from then on it is
/// named there and no longer copied.
pub fn keep_text(text: &str) {
    if in_browser() {
        wasm_bindgen::intern(text);
    }
}

/// Whole device px; a canvas larger than browsers allow would stay blank, so it is cut there.
fn device_px(css_px: f64, ratio: f64) -> u32 {
    (css_px * ratio).round().clamp(1.0, 16_384.0) as u32
}
