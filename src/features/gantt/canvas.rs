//! Paints the scene on a canvas that is as large as the screen and stays where it is.

mod bars;
mod ground;
mod head;
mod labels;
mod palette;
mod pen;
mod surface;
mod svg;

use locale::Locale;
use web_sys::HtmlCanvasElement;

use super::scene::{Scene, Screen};
use crate::ui::dom;

pub use palette::Palette;
use pen::Pen;
pub use surface::{Ink, Surface};
pub use svg::Svg;

/// What a painter needs beside the scene.
pub struct Look<'a> {
    /// Colours and letters.
    pub palette: &'a Palette,
    /// Height of the head, in which the time stands.
    pub head: f64,
    /// The language of the words.
    pub locale: Locale,
}

/// Paints a scene.
pub fn paint(canvas: &HtmlCanvasElement, scene: &Scene, screen: &Screen, look: &Look) {
    let height = look.head + screen.height;
    if let Some(context) = dom::fit_canvas(canvas, screen.width, height) {
        paint_on(&context, scene, screen, look);
    }
}

/// Paints a scene on whatever a pen draws on.
pub fn paint_on(surface: &dyn Surface, scene: &Scene, screen: &Screen, look: &Look) {
    let height = look.head + screen.height;
    let pen = Pen::new(surface, screen, look, scene.today);
    pen.within(look.head, height, || {
        ground::paint(&pen, scene);
        // Below the words, so that it strikes none of them through.
        ground::paint_now(&pen, scene);
        bars::paint_lines(&pen, scene);
        bars::paint(&pen, scene);
        bars::paint_marks(&pen, scene);
    });
    head::paint(&pen, scene);
}
