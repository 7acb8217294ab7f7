//! The layers of the cumulative flow diagram: what each counts, how it is called and told apart.

use chrono::NaiveDate;
use domain::flow::{Band, BandOf, CumulativeFlow};
use domain::plan::{Colour, ColumnKind, Plan};
use locale::numbers::grouped;
use locale::{Locale, dates, td_string};

use super::scale;
use crate::ui::hue::Hue;

/// A layer of the diagram.
#[derive(Clone, Debug)]
pub struct Layer {
    /// What the board calls the column; none where it has it no more.
    name: Option<String>,
    kind: ColumnKind,
    /// Its colour, by its name in the style sheet: that of the column where it was given one.
    pub hue: &'static str,
    /// The number of cards at the end of each day.
    cards: Vec<u32>,
}

impl Layer {
    /// What it is called.
    pub fn name(&self, locale: Locale) -> String {
        let gone = || match self.kind {
            ColumnKind::ToDo => td_string!(locale, flow.gone_to_do),
            ColumnKind::Doing => td_string!(locale, flow.gone_doing),
            ColumnKind::Done => td_string!(locale, flow.gone_done),
        };
        self.name.clone().unwrap_or_else(|| gone().to_owned())
    }

    /// How many cards it counts on a day.
    pub fn count(&self, at: usize) -> u32 {
        self.cards.get(at).copied().unwrap_or(0)
    }
}

/// The layers, from left to right over the board.
pub fn layers(cumulative: &CumulativeFlow, plan: &Plan) -> Vec<Layer> {
    let given = plan.columns.values().filter_map(|column| column.colour);
    let given: Vec<&str> = given.map(Colour::as_str).collect();
    let mut used = [0_usize; 3];
    let layer = |band: &Band| {
        let column = match band.of {
            BandOf::Column(column) => plan.columns.get(&column),
            BandOf::Gone(_) => None,
        };
        let kind = match band.of {
            BandOf::Gone(kind) => kind,
            BandOf::Column(_) => column.map_or(ColumnKind::Doing, |column| column.kind),
        };
        let hue = match column.and_then(|column| column.colour) {
            Some(colour) => colour.as_str(),
            None => next_hue(kind, &given, &mut used),
        };
        let name = column.map(|column| column.name.clone());
        Layer { name, kind, hue, cards: band.cards.clone() }
    };
    cumulative.bands.iter().map(layer).collect()
}

/// The next colour of a kind, one that no column was given as long as there is any.
fn next_hue(kind: ColumnKind, given: &[&str], used: &mut [usize; 3]) -> &'static str {
    let (place, hues) = hues(kind);
    let free: Vec<Hue> = hues.into_iter().filter(|hue| !given.contains(&hue.name())).collect();
    let hues = if free.is_empty() { hues.to_vec() } else { free };
    let hue = hues[used[place] % hues.len()];
    used[place] += 1;
    hue.name()
}

/// The place of a kind among the kinds, and the colours of columns of this kind.
const fn hues(kind: ColumnKind) -> (usize, [Hue; 3]) {
    match kind {
        ColumnKind::ToDo => (0, [Hue::Slate, Hue::Brown, Hue::Amber]),
        ColumnKind::Doing => (1, [Hue::Blue, Hue::Violet, Hue::Teal]),
        ColumnKind::Done => (2, [Hue::Green, Hue::Olive, Hue::Magenta]),
    }
}

/// How many days the layers cover.
pub fn days(layers: &[Layer]) -> usize {
    layers.first().map_or(0, |layer| layer.cards.len())
}

/// The most cards that there were on one day.
pub fn most(layers: &[Layer]) -> u32 {
    let on_day = |at: usize| layers.iter().map(|layer| layer.count(at)).sum::<u32>();
    (0..days(layers)).map(on_day).max().unwrap_or(0)
}

/// How many cards are on the board now and not finished.
pub fn open_now(layers: &[Layer]) -> u32 {
    let open = layers.iter().filter(|layer| layer.kind != ColumnKind::Done);
    open.filter_map(|layer| layer.cards.last()).sum()
}

/// The outline of each layer, with its colour: one upon the other, the last at the bottom.
pub fn outlines(layers: &[Layer], top: f64) -> Vec<(&'static str, String)> {
    let mut lower = vec![0; days(layers)];
    let mut outlines = Vec::new();
    for layer in layers.iter().rev() {
        let heights = lower.iter().zip(&layer.cards);
        let upper: Vec<u32> = heights.map(|(below, cards)| below + cards).collect();
        outlines.push((layer.hue, scale::area(&lower, &upper, top)));
        lower = upper;
    }
    outlines
}

/// How many cards stood where at the end of a day: 2026年3月4日：待办 5，进行中 2。
pub fn told(locale: Locale, layers: &[Layer], day: NaiveDate, at: usize) -> String {
    let count = |layer: &Layer| {
        td_string!(locale, flow.count, name = layer.name(locale), count = grouped(layer.count(at)))
    };
    let counts: Vec<String> = layers.iter().map(count).collect();
    let counts = counts.join(td_string!(locale, flow.comma));
    td_string!(locale, flow.day_told, day = dates::full(locale, day), counts = counts)
}

#[cfg(test)]
mod tests {
    use domain::plan::Calendar;
    use domain::plan::board::default_columns;
    use domain::{CalendarId, ColumnId};

    use super::*;

    /// The colours of the layers of a board whose columns were given some, and of a column of begun
    /// work that is gone.
    fn check(given: [Option<Colour>; 4], expected: &str) {
        let calendar = Calendar::office(CalendarId::new(1, [0; 10]), "calendar".to_owned());
        let mut next = 0;
        let mut columns = default_columns(["t", "d", "r", "f"].map(str::to_owned), || {
            next += 1;
            ColumnId::new(next, [0; 10])
        });
        for (column, colour) in columns.iter_mut().zip(given) {
            column.colour = colour;
        }
        let shown = columns.iter().map(|column| BandOf::Column(column.id));
        let all = shown.chain([BandOf::Gone(ColumnKind::Doing)]);
        let bands = all.map(|of| Band { of, cards: vec![1] }).collect();
        let cumulative = CumulativeFlow { first: "2026-03-02".parse().unwrap(), bands };
        let layers = layers(&cumulative, &Plan::new(0, calendar, columns));
        let hues: Vec<&str> = layers.iter().map(|layer| layer.hue).collect();
        assert_eq!(hues.join(" "), expected);
    }

    #[test]
    fn layers_have_the_colours_of_their_columns_and_else_those_of_their_kinds() {
        use Colour::{Blue, Red, Slate, Teal, Violet};
        check([None; 4], "slate blue violet green teal");
        check([None, Some(Teal), None, Some(Red)], "slate teal blue red violet");
        check([Some(Blue), Some(Blue), None, None], "blue blue violet green teal");
        // Where all colours of a kind are given there is nothing left but to use them twice.
        check([Some(Teal), Some(Violet), Some(Blue), Some(Slate)], "teal violet blue slate blue");
    }
}
