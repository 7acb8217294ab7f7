//! The text of an SVG picture, drawn as on a canvas.

use std::cell::{Cell, RefCell};
use std::fmt::Write;

use web_sys::CanvasRenderingContext2d;

use super::surface::{Ink, Surface};

/// A picture that grows as it is drawn.
pub struct Svg {
    /// Measures texts.
    ruler: CanvasRenderingContext2d,
    family: String,
    /// The size of the letters in px, and their weight.
    letters: RefCell<(String, String)>,
    body: RefCell<String>,
    path: RefCell<String>,
    /// Where the pen is.
    at: Cell<(f64, f64)>,
    alpha: Cell<f64>,
    /// Alpha and the number of open groups at each `save`.
    kept: RefCell<Vec<(f64, u32)>>,
    groups: Cell<u32>,
    clips: Cell<u32>,
    /// Tells its clips from those of other pictures on the same page.
    number: usize,
}

impl Svg {
    /// An empty picture with letters of a family; `ruler` measures them, and `number` is another
    /// one in every picture of the same page.
    pub fn new(ruler: CanvasRenderingContext2d, family: &str, number: usize) -> Self {
        Self {
            ruler,
            number,
            family: escaped(family),
            letters: RefCell::new((String::from("12px"), String::from("400"))),
            body: RefCell::default(),
            path: RefCell::default(),
            at: Cell::new((0.0, 0.0)),
            alpha: Cell::new(1.0),
            kept: RefCell::default(),
            groups: Cell::new(0),
            clips: Cell::new(0),
        }
    }

    /// From now on everything is drawn so much further right and down, until `end_group`.
    pub fn begin_group(&self, (x, y): (f64, f64)) {
        self.add(&format!("<g transform=\"translate({x:.1} {y:.1})\">"));
    }

    /// Ends what `begin_group` began.
    pub fn end_group(&self) {
        self.add("</g>");
    }

    /// The whole picture of a size in px.
    pub fn finish(self, (width, height): (f64, f64)) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.1} {height:.1}\" font-family=\"{}\">{}</svg>",
            self.family,
            self.body.into_inner()
        )
    }

    fn add(&self, text: &str) {
        self.body.borrow_mut().push_str(text);
    }

    fn step(&self, letter: char, at: (f64, f64)) {
        // Text takes any text.
        let _ = write!(self.path.borrow_mut(), "{letter}{:.1} {:.1}", at.0, at.1);
        self.at.set(at);
    }

    fn opacity(&self) -> String {
        match self.alpha.get() {
            alpha if alpha < 1.0 => format!(" opacity=\"{alpha:.2}\""),
            _ => String::new(),
        }
    }
}

impl Surface for Svg {
    fn save(&self) {
        self.kept.borrow_mut().push((self.alpha.get(), self.groups.get()));
    }

    fn restore(&self) {
        let Some((alpha, groups)) = self.kept.borrow_mut().pop() else { return };
        self.alpha.set(alpha);
        for _ in groups..self.groups.replace(groups) {
            self.add("</g>");
        }
    }

    fn begin_path(&self) {
        self.path.borrow_mut().clear();
    }

    fn move_to(&self, x: f64, y: f64) {
        self.step('M', (x, y));
    }

    fn line_to(&self, x: f64, y: f64) {
        self.step('L', (x, y));
    }

    fn arc_to(&self, corner: (f64, f64), next: (f64, f64), radius: f64) {
        let towards = |to: (f64, f64)| {
            let (x, y) = (to.0 - corner.0, to.1 - corner.1);
            let share = radius.min(x.hypot(y)) / x.hypot(y).max(f64::EPSILON);
            (corner.0 + x * share, corner.1 + y * share)
        };
        let (begin, end) = (towards(self.at.get()), towards(next));
        self.step('L', begin);
        self.step('Q', corner);
        self.step(' ', end);
    }

    fn close_path(&self) {
        self.path.borrow_mut().push('Z');
    }

    fn rect(&self, at: (f64, f64), size: (f64, f64)) {
        self.round_rect(at, size, 0.0);
    }

    fn round_rect(&self, (left, top): (f64, f64), (width, height): (f64, f64), radius: f64) {
        let (right, bottom) = (left + width, top + height);
        let radius = radius.min(width.abs() / 2.0).min(height.abs() / 2.0);
        self.move_to(left + radius, top);
        for (corner, next) in [
            ((right, top), (right, bottom)),
            ((right, bottom), (left, bottom)),
            ((left, bottom), (left, top)),
            ((left, top), (right, top)),
        ] {
            match radius > 0.0 {
                true => self.arc_to(corner, next, radius),
                false => self.line_to(corner.0, corner.1),
            }
        }
        self.close_path();
    }

    fn clip(&self) {
        let (picture, number) = (self.number, self.clips.get());
        self.clips.set(number + 1);
        self.groups.set(self.groups.get() + 1);
        let path = self.path.borrow().clone();
        self.add(&format!(
            "<clipPath id=\"c{picture}-{number}\"><path d=\"{path}\"/></clipPath>\
             <g clip-path=\"url(#c{picture}-{number})\">"
        ));
    }

    fn fill(&self, colour: &str) {
        let (path, opacity) = (self.path.borrow().clone(), self.opacity());
        self.add(&format!("<path d=\"{path}\" fill=\"{colour}\"{opacity}/>"));
    }

    fn stroke(&self, colour: &str, width: f64, dash: &[f64]) {
        let (path, opacity) = (self.path.borrow().clone(), self.opacity());
        let lengths: Vec<String> = dash.iter().map(ToString::to_string).collect();
        let dash = match dash {
            [] => String::new(),
            _ => format!(" stroke-dasharray=\"{}\"", lengths.join(" ")),
        };
        self.add(&format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"{width}\"{dash}{opacity}/>"
        ));
    }

    fn set_alpha(&self, alpha: f64) {
        self.alpha.set(alpha);
    }

    /// Takes a font such as `600 12px/16px sans-serif`: of it size and weight count.
    fn set_font(&self, font: &str) {
        self.ruler.set_font(font);
        let mut words = font.split_whitespace();
        let first = words.next().unwrap_or_default();
        let (weight, size) = match first.parse::<u16>() {
            Ok(_) => (first, words.next().unwrap_or_default()),
            Err(_) => ("400", first),
        };
        let size = size.split('/').next().unwrap_or_default();
        *self.letters.borrow_mut() = (size.to_owned(), weight.to_owned());
    }

    fn text(&self, text: &str, at: (f64, f64), align: &str, ink: Ink) {
        let anchor = match align {
            "right" => "end",
            "center" => "middle",
            _ => "start",
        };
        let halo = ink.halo.map(|halo| {
            format!(
                " stroke=\"{halo}\" stroke-width=\"3\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\""
            )
        });
        let (size, weight) = self.letters.borrow().clone();
        self.add(&format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" dy=\"0.35em\" font-size=\"{size}\" \
             font-weight=\"{weight}\" text-anchor=\"{anchor}\" fill=\"{}\"{}{}>{}</text>",
            at.0,
            at.1,
            ink.colour,
            halo.unwrap_or_default(),
            self.opacity(),
            escaped(text)
        ));
    }

    fn width_of(&self, text: &str) -> f64 {
        self.ruler.measure_text(text).map_or(0.0, |size| size.width())
    }
}

/// A text as it stands in XML.
fn escaped(text: &str) -> String {
    let keeps = |c: &char| !c.is_control();
    text.chars().filter(keeps).fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
        out
    })
}
