//! The page on its way to paper, and pictures there and as files.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, Event, HtmlCanvasElement,
    HtmlImageElement, Url,
};

use super::{Listening, document, listen_here, print_page, window};

/// So many rows, or cards, of one page are drawn for paper: more would keep people waiting.
pub const PAPER_ROWS: usize = 2_000;

/// The longest side of a bitmap that every browser can draw, in px.
const LONGEST: f64 = 16_000.0;

/// Whether the browser prints the page, for as long as the component that asks lives: then what
/// draws only the rows in the window draws them all, and takes them away afterwards.
///
/// The change of the media query is not heard: it comes late, and in between where a print preview
/// is open.
pub fn printing() -> ReadSignal<bool> {
    let (is_printing, set) = signal(false);
    if let Some(window) = window() {
        // What follows from the signal runs after the listener, before the paper is laid out.
        listen_here(&window, "beforeprint", Listening::Passive, move |_: Event| set.set(true));
        listen_here(&window, "afterprint", Listening::Passive, move |_: Event| set.set(false));
    }
    is_printing
}

/// Something that measures texts; `None` on the server.
pub fn ruler() -> Option<CanvasRenderingContext2d> {
    context_of(&canvas()?)
}

/// Prints SVG pictures, one on each sheet; `page` is the name of the sheet's format in the style
/// sheet. `false` if the browser cannot.
pub async fn print_pictures(pictures: &[String], page: &str) -> bool {
    lay_on_paper(pictures, page).await.is_some()
}

async fn lay_on_paper(pictures: &[String], page: &str) -> Option<()> {
    let body = document()?.body()?;
    let paper = document()?.create_element("div").ok()?;
    paper.set_class_name("paper");
    paper.set_attribute("data-page", page).ok()?;
    for picture in pictures {
        let image = image_of(picture).await?;
        paper.append_child(&image).ok()?;
    }
    body.append_child(&paper).ok()?;
    clear_after_print(paper);
    print_page();
    Some(())
}

/// Takes the sheets away once they are printed or the person has changed their mind.
fn clear_after_print(paper: Element) {
    let Some(window) = window() else { return };
    let clear = Closure::once_into_js(move || paper.remove());
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    // A browser that does not tell keeps sheets that only paper shows.
    let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
        "afterprint",
        clear.unchecked_ref(),
        &once,
    );
}

/// An SVG picture as a PNG of twice its size, or as large as browsers allow.
pub async fn png_of(picture: &str) -> Option<Vec<u8>> {
    let image = image_of(picture).await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let share = (LONGEST / width.max(height)).min(2.0);
    let canvas = canvas()?;
    canvas.set_width((width * share).floor() as u32);
    canvas.set_height((height * share).floor() as u32);
    let context = context_of(&canvas)?;
    let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).ok()?;
    let made = js_sys::Promise::new(&mut |done, _| {
        // A canvas that cannot be read answers with nothing, as one that is too large does.
        let _ = canvas.to_blob(&done);
    });
    let blob = JsFuture::from(made).await.ok()?.dyn_into::<Blob>().ok()?;
    let bytes = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// A picture that is there to be drawn.
async fn image_of(picture: &str) -> Option<HtmlImageElement> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&picture.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&address);
    let decoded = JsFuture::from(image.decode()).await;
    Url::revoke_object_url(&address).ok()?;
    decoded.ok().map(|_| image)
}

fn canvas() -> Option<HtmlCanvasElement> {
    document()?.create_element("canvas").ok()?.dyn_into().ok()
}

fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
