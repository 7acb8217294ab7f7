//! What a pen draws on: a canvas, or the text of an SVG picture.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

/// The colour of words, and of a halo around them that keeps them readable on anything.
#[derive(Clone, Copy, Debug)]
pub struct Ink<'a> {
    /// Of the words.
    pub colour: &'a str,
    /// Of the halo.
    pub halo: Option<&'a str>,
}

/// The part of a canvas context that the pen uses, under the context's own names.
pub trait Surface {
    /// Keeps clip and alpha for `restore`.
    fn save(&self);
    /// Goes back to what `save` kept.
    fn restore(&self);
    /// Begins a path anew.
    fn begin_path(&self);
    /// Moves without drawing.
    fn move_to(&self, x: f64, y: f64);
    /// A straight line.
    fn line_to(&self, x: f64, y: f64);
    /// A straight line towards a corner, rounded with a radius, on to the next corner.
    fn arc_to(&self, corner: (f64, f64), next: (f64, f64), radius: f64);
    /// Back to where the path began.
    fn close_path(&self);
    /// A rectangle.
    fn rect(&self, at: (f64, f64), size: (f64, f64));
    /// A rectangle with round corners.
    fn round_rect(&self, at: (f64, f64), size: (f64, f64), radius: f64);
    /// From now on draws only within the path.
    fn clip(&self);
    /// Fills the path.
    fn fill(&self, colour: &str);
    /// Draws the path as a line, in a dash when wanted.
    fn stroke(&self, colour: &str, width: f64, dash: &[f64]);
    /// How much of everything covers what is below, 0 to 1.
    fn set_alpha(&self, alpha: f64);
    /// The letters: a font as a style sheet writes it.
    fn set_font(&self, font: &str);
    /// Writes around, before or after a place.
    fn text(&self, text: &str, at: (f64, f64), align: &str, ink: Ink);
    /// Width of a text in the letters set last.
    fn width_of(&self, text: &str) -> f64;
}

impl Surface for CanvasRenderingContext2d {
    fn save(&self) {
        Self::save(self);
    }

    fn restore(&self) {
        Self::restore(self);
    }

    fn begin_path(&self) {
        Self::begin_path(self);
    }

    fn move_to(&self, x: f64, y: f64) {
        Self::move_to(self, x, y);
    }

    fn line_to(&self, x: f64, y: f64) {
        Self::line_to(self, x, y);
    }

    fn arc_to(&self, (x, y): (f64, f64), (next_x, next_y): (f64, f64), radius: f64) {
        // Refused only for a negative radius.
        let _ = Self::arc_to(self, x, y, next_x, next_y, radius);
    }

    fn close_path(&self) {
        Self::close_path(self);
    }

    fn rect(&self, (left, top): (f64, f64), (width, height): (f64, f64)) {
        Self::rect(self, left, top, width, height);
    }

    fn round_rect(&self, at: (f64, f64), size: (f64, f64), radius: f64) {
        // Refused only for a negative radius.
        let _ = self.round_rect_with_f64(at.0, at.1, size.0, size.1, radius);
    }

    fn clip(&self) {
        Self::clip(self);
    }

    fn fill(&self, colour: &str) {
        self.set_fill_style_str(colour);
        Self::fill(self);
    }

    fn stroke(&self, colour: &str, width: f64, dash: &[f64]) {
        self.set_stroke_style_str(colour);
        self.set_line_width(width);
        if dash.is_empty() {
            // Whoever draws in a dash puts it away again.
            return Self::stroke(self);
        }
        let lengths: Array = dash.iter().copied().map(JsValue::from_f64).collect();
        // Refused only for negative lengths.
        let _ = self.set_line_dash(&lengths);
        Self::stroke(self);
        let _ = self.set_line_dash(&Array::new());
    }

    fn set_alpha(&self, alpha: f64) {
        self.set_global_alpha(alpha);
    }

    fn set_font(&self, font: &str) {
        Self::set_font(self, font);
    }

    fn text(&self, text: &str, at: (f64, f64), align: &str, ink: Ink) {
        self.set_text_baseline("middle");
        self.set_text_align(align);
        // A canvas takes any text.
        if let Some(halo) = ink.halo {
            self.set_stroke_style_str(halo);
            self.set_line_width(3.0);
            self.set_line_join("round");
            let _ = self.stroke_text(text, at.0, at.1);
        }
        self.set_fill_style_str(ink.colour);
        let _ = self.fill_text(text, at.0, at.1);
    }

    fn width_of(&self, text: &str) -> f64 {
        self.measure_text(text).map_or(0.0, |size| size.width())
    }
}
