//! A surface that thinks in the places of the chart.

use chrono::NaiveDate;
use locale::Locale;

use super::surface::{Ink, Surface};
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

impl Align {
    /// Its name on a canvas.
    const fn name(self) -> &'static str {
        match self {
            Self::After => "left",
            Self::Before => "right",
            Self::Around => "center",
        }
    }
}

/// Draws on one screen.
pub struct Pen<'a> {
    surface: &'a dyn Surface,
    /// The part of the chart that is seen.
    pub screen: &'a Screen,
    /// Height of the head.
    pub head: f64,
    /// Colours and letters.
    pub palette: &'a Palette,
    /// The language of the words.
    pub locale: Locale,
    /// Today, whose year goes without saying.
    pub today: NaiveDate,
}

impl<'a> Pen<'a> {
    /// A pen for a cleared surface.
    pub fn new(
        surface: &'a dyn Surface,
        screen: &'a Screen,
        look: &Look<'a>,
        today: NaiveDate,
    ) -> Self {
        let (head, palette, locale) = (look.head, look.palette, look.locale);
        Self { surface, screen, head, palette, locale, today }
    }

    /// Draws only between two heights of the screen.
    pub fn within(&self, top: f64, bottom: f64, draw: impl FnOnce()) {
        self.surface.save();
        self.surface.begin_path();
        self.surface.rect((0.0, top), (self.screen.width, bottom - top));
        self.surface.clip();
        draw();
        self.surface.restore();
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
    pub fn fill(&self, colour: &str, at: (f64, f64), size: (f64, f64)) {
        self.surface.begin_path();
        self.surface.rect(at, size);
        self.surface.fill(colour);
    }

    /// Fills a rectangle with round corners.
    pub fn fill_round(&self, colour: &str, at: (f64, f64), size: (f64, f64), radius: f64) {
        self.round(at, size, radius);
        self.surface.fill(colour);
    }

    /// Draws the outline of a rectangle with round corners.
    pub fn edge_round(&self, colour: &str, at: (f64, f64), size: (f64, f64), width: f64) {
        let inset = width / 2.0;
        let at = (at.0 + inset, at.1 + inset);
        self.round(at, ((size.0 - width).max(0.5), size.1 - width), BEND - inset);
        self.surface.stroke(colour, width, &[]);
    }

    /// Draws a line along corners on the screen, in a dash when wanted.
    pub fn line(&self, colour: &str, width: f64, dash: &[f64], corners: &[(f64, f64)]) {
        let Some(((x, y), rest)) = corners.split_first() else { return };
        self.surface.begin_path();
        self.surface.move_to(*x, *y);
        for (x, y) in rest {
            self.surface.line_to(*x, *y);
        }
        self.surface.stroke(colour, width, dash);
    }

    /// Draws a line along corners of the chart, each of them rounded.
    pub fn bent_line(&self, colour: &str, width: f64, dash: &[f64], corners: &[Point]) {
        let at = |point: &Point| (self.x(point.x), self.y(point.y));
        let Some(first) = corners.first().map(at) else { return };
        self.surface.begin_path();
        self.surface.move_to(first.0, first.1);
        for pair in corners[1..].windows(2) {
            let (corner, next) = (at(&pair[0]), at(&pair[1]));
            let room = ((next.0 - corner.0).abs() + (next.1 - corner.1).abs()) / 2.0;
            self.surface.arc_to(corner, next, BEND.min(room));
        }
        if let Some((x, y)) = corners.last().map(at) {
            self.surface.line_to(x, y);
        }
        self.surface.stroke(colour, width, dash);
    }

    /// Fills a shape of corners on the screen.
    pub fn fill_shape(&self, colour: &str, corners: &[(f64, f64)]) {
        self.outline(corners);
        self.surface.fill(colour);
    }

    /// Draws the outline of a shape of corners on the screen.
    pub fn edge_shape(&self, colour: &str, width: f64, dash: &[f64], corners: &[(f64, f64)]) {
        self.outline(corners);
        self.surface.stroke(colour, width, dash);
    }

    /// Fills a rectangle of the screen with slanted lines.
    pub fn hatch(&self, colour: &str, (left, top): (f64, f64), (width, height): (f64, f64)) {
        self.surface.save();
        self.surface.begin_path();
        self.surface.rect((left, top), (width, height));
        self.surface.clip();
        self.surface.set_alpha(0.45);
        self.surface.begin_path();
        let mut x = left - height;
        while x < left + width {
            self.surface.move_to(x, top + height);
            self.surface.line_to(x + height, top);
            x += 6.0;
        }
        self.surface.stroke(colour, 1.0, &[]);
        self.surface.restore();
    }

    /// Writes on the screen, on a halo of the ground when it may stand on something.
    pub fn write(&self, text: &str, at: (f64, f64), align: Align, colour: &str) {
        let halo = Some(&*self.palette.surface);
        self.surface.text(text, at, align.name(), Ink { colour, halo });
    }

    /// Writes without a halo.
    pub fn write_plain(&self, text: &str, at: (f64, f64), align: Align, colour: &str) {
        self.surface.text(text, at, align.name(), Ink { colour, halo: None });
    }

    /// Takes letters of the usual weight, or heavier ones.
    pub fn letters(&self, is_strong: bool) {
        let palette = self.palette;
        self.surface.set_font(if is_strong { &palette.strong_font } else { &palette.font });
    }

    /// Width of a text in the letters taken last.
    pub fn width_of(&self, text: &str) -> f64 {
        self.surface.width_of(text)
    }

    /// Draws fainter until `draw` is done.
    pub fn faint(&self, alpha: f64, draw: impl FnOnce()) {
        self.surface.set_alpha(alpha);
        draw();
        self.surface.set_alpha(1.0);
    }

    fn round(&self, at: (f64, f64), size: (f64, f64), radius: f64) {
        self.surface.begin_path();
        self.surface.round_rect(at, size, radius.min(size.0 / 2.0).max(0.0));
    }

    fn outline(&self, corners: &[(f64, f64)]) {
        let Some(((x, y), rest)) = corners.split_first() else { return };
        self.surface.begin_path();
        self.surface.move_to(*x, *y);
        for (x, y) in rest {
            self.surface.line_to(*x, *y);
        }
        self.surface.close_path();
    }
}
