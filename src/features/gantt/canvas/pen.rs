//! A canvas context that thinks in the places of the chart.

use js_sys::Array;
use locale::Locale;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

use super::{Look, Palette};
use crate::features::gantt::links::Point;
use crate::features::gantt::scene::Screen;

/// Radius of the corners of links.
const BEND: f64 = 4.0;
/// How far beyond the screen something long is still drawn.
const SLACK: f64 = 60.0;

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the right of it.
    After,
    /// To the left of it.
    Before,
    /// Around it.
    Around,
}

/// Draws on one screen.
pub struct Pen<'a> {
    context: CanvasRenderingContext2d,
    /// The part of the chart that is seen.
    pub screen: &'a Screen,
    /// Height of the head.
    pub head: f64,
    /// Colours and letters.
    pub palette: &'a Palette,
    /// The language of the words.
    pub locale: Locale,
}

impl<'a> Pen<'a> {
    /// A pen for a cleared canvas.
    pub fn new(context: CanvasRenderingContext2d, screen: &'a Screen, look: &Look<'a>) -> Self {
        context.set_text_baseline("middle");
        Self { context, screen, head: look.head, palette: look.palette, locale: look.locale }
    }

    /// Draws only between two heights of the screen.
    pub fn within(&self, top: f64, bottom: f64, draw: impl FnOnce()) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(0.0, top, self.screen.width, bottom - top);
        self.context.clip();
        draw();
        self.context.restore();
    }

    /// A place of the chart on the screen, across; what is far outside stays near.
    pub fn x(&self, x: f64) -> f64 {
        (x - self.screen.left).clamp(-SLACK, self.screen.width + SLACK)
    }

    /// A place of the chart on the screen, down.
    pub fn y(&self, y: f64) -> f64 {
        y - self.screen.top + self.head
    }

    /// Whether anything between two places of the chart is on the screen.
    pub fn sees(&self, from: f64, to: f64) -> bool {
        to >= self.screen.left && from <= self.screen.left + self.screen.width
    }

    /// Fills a rectangle of the screen.
    pub fn fill(&self, colour: &str, (left, top): (f64, f64), (width, height): (f64, f64)) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(left, top, width, height);
    }

    /// Fills a rectangle with round corners.
    pub fn fill_round(&self, colour: &str, at: (f64, f64), size: (f64, f64), radius: f64) {
        self.round(at, size, radius);
        self.context.set_fill_style_str(colour);
        self.context.fill();
    }

    /// Draws the outline of a rectangle with round corners.
    pub fn edge_round(&self, colour: &str, at: (f64, f64), size: (f64, f64), width: f64) {
        let inset = width / 2.0;
        let at = (at.0 + inset, at.1 + inset);
        self.round(at, ((size.0 - width).max(0.5), size.1 - width), BEND - inset);
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(width);
        self.context.stroke();
    }

    /// Draws a line along corners on the screen, in a dash when wanted.
    pub fn line(&self, colour: &str, width: f64, dash: &[f64], corners: &[(f64, f64)]) {
        let Some(((x, y), rest)) = corners.split_first() else { return };
        self.context.begin_path();
        self.context.move_to(*x, *y);
        for (x, y) in rest {
            self.context.line_to(*x, *y);
        }
        self.stroke(colour, width, dash);
    }

    /// Draws a line along corners of the chart, each of them rounded.
    pub fn bent_line(&self, colour: &str, width: f64, dash: &[f64], corners: &[Point]) {
        let at = |point: &Point| (self.x(point.x), self.y(point.y));
        let Some(first) = corners.first().map(at) else { return };
        self.context.begin_path();
        self.context.move_to(first.0, first.1);
        for pair in corners[1..].windows(2) {
            let ((x, y), (next_x, next_y)) = (at(&pair[0]), at(&pair[1]));
            let room = ((next_x - x).abs() + (next_y - y).abs()) / 2.0;
            // Refused only for a negative radius.
            let _ = self.context.arc_to(x, y, next_x, next_y, BEND.min(room));
        }
        if let Some((x, y)) = corners.last().map(at) {
            self.context.line_to(x, y);
        }
        self.stroke(colour, width, dash);
    }

    /// Fills a shape of corners on the screen.
    pub fn fill_shape(&self, colour: &str, corners: &[(f64, f64)]) {
        self.outline(corners);
        self.context.set_fill_style_str(colour);
        self.context.fill();
    }

    /// Draws the outline of a shape of corners on the screen.
    pub fn edge_shape(&self, colour: &str, width: f64, dash: &[f64], corners: &[(f64, f64)]) {
        self.outline(corners);
        self.stroke(colour, width, dash);
    }

    /// Fills a rectangle of the screen with slanted lines.
    pub fn hatch(&self, colour: &str, (left, top): (f64, f64), (width, height): (f64, f64)) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(left, top, width, height);
        self.context.clip();
        self.context.set_global_alpha(0.45);
        self.context.begin_path();
        let mut x = left - height;
        while x < left + width {
            self.context.move_to(x, top + height);
            self.context.line_to(x + height, top);
            x += 6.0;
        }
        self.stroke(colour, 1.0, &[]);
        self.context.restore();
    }

    /// Writes on the screen, on a halo of the ground when it may stand on something.
    pub fn write(&self, text: &str, at: (f64, f64), align: Align, colour: &str) {
        self.context.set_text_align(match align {
            Align::After => "left",
            Align::Before => "right",
            Align::Around => "center",
        });
        self.context.set_stroke_style_str(&self.palette.surface);
        self.context.set_line_width(3.0);
        self.context.set_line_join("round");
        self.context.set_fill_style_str(colour);
        // A canvas takes any text.
        let _ = self.context.stroke_text(text, at.0, at.1);
        let _ = self.context.fill_text(text, at.0, at.1);
    }

    /// Writes without a halo.
    pub fn write_plain(&self, text: &str, at: (f64, f64), align: Align, colour: &str) {
        self.context.set_text_align(match align {
            Align::After => "left",
            Align::Before => "right",
            Align::Around => "center",
        });
        self.context.set_fill_style_str(colour);
        // As in `write`.
        let _ = self.context.fill_text(text, at.0, at.1);
    }

    /// Takes letters of the usual weight, or heavier ones.
    pub fn letters(&self, is_strong: bool) {
        let palette = self.palette;
        self.context.set_font(if is_strong { &palette.strong_font } else { &palette.font });
    }

    /// Width of a text in the letters taken last.
    pub fn width_of(&self, text: &str) -> f64 {
        self.context.measure_text(text).map_or(0.0, |size| size.width())
    }

    /// Draws fainter until `draw` is done.
    pub fn faint(&self, alpha: f64, draw: impl FnOnce()) {
        self.context.set_global_alpha(alpha);
        draw();
        self.context.set_global_alpha(1.0);
    }

    fn round(&self, at: (f64, f64), size: (f64, f64), radius: f64) {
        self.context.begin_path();
        let radius = radius.min(size.0 / 2.0).max(0.0);
        // Refused only for a negative radius.
        let _ = self.context.round_rect_with_f64(at.0, at.1, size.0, size.1, radius);
    }

    fn outline(&self, corners: &[(f64, f64)]) {
        let Some(((x, y), rest)) = corners.split_first() else { return };
        self.context.begin_path();
        self.context.move_to(*x, *y);
        for (x, y) in rest {
            self.context.line_to(*x, *y);
        }
        self.context.close_path();
    }

    fn stroke(&self, colour: &str, width: f64, dash: &[f64]) {
        let lengths: Array = dash.iter().copied().map(JsValue::from_f64).collect();
        // Refused only for negative lengths.
        let _ = self.context.set_line_dash(&lengths);
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(width);
        self.context.stroke();
        if !dash.is_empty() {
            let _ = self.context.set_line_dash(&Array::new());
        }
    }
}
