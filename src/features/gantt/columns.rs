//! The columns of the table: which a person chose, and which of them have room. Pure.

/// Width of the table without any column but the title, in px.
const TITLE: f64 = 168.0;
/// Room between two columns, in px.
const GAP: f64 = 8.0;
/// Width of the dates where they are told with their year, in px, as in the style sheet.
const DATES_WITH_YEARS: f64 = 152.0;

/// A column beside the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The WBS number; it stands before the title.
    Wbs,
    /// How long the task takes.
    Duration,
    /// First and last day.
    Dates,
    /// How much is done.
    Percent,
    /// Who answers for it.
    Assignee,
    /// What it waits for: `3FS+2d, 5`.
    Predecessors,
    /// How far it can slip without moving the finish.
    Float,
    /// By how much it ends later or earlier than in the baseline.
    Slip,
}

/// How much a column needs, and what it is called.
#[derive(Debug)]
struct Nature {
    column: Column,
    /// Its name in the page and for the browser's memory.
    name: &'static str,
    /// Its width in px, as in the style sheet.
    width: f64,
}

const fn nature(column: Column, name: &'static str, width: f64) -> Nature {
    Nature { column, name, width }
}

impl Nature {
    /// Its width in px in a plan that has dates of other years than this, or has none.
    const fn width_with(&self, has_years: bool) -> f64 {
        match self.column {
            Column::Dates if has_years => DATES_WITH_YEARS,
            _ => self.width,
        }
    }
}

/// Every column, the one that is most worth its room first.
const NATURES: [Nature; 8] = [
    nature(Column::Duration, "duration", 48.0),
    nature(Column::Assignee, "who", 32.0),
    nature(Column::Wbs, "wbs", 32.0),
    nature(Column::Dates, "dates", 96.0),
    nature(Column::Percent, "percent", 48.0),
    nature(Column::Slip, "drift", 80.0),
    nature(Column::Float, "float", 64.0),
    nature(Column::Predecessors, "predecessors", 96.0),
];

/// Some of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u8);

impl Column {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// All of them from left to right, each at its own number.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Wbs,
        Self::Duration,
        Self::Dates,
        Self::Percent,
        Self::Assignee,
        Self::Predecessors,
        Self::Float,
        Self::Slip,
    ];

    /// Those behind the title, from left to right.
    pub fn behind() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|column| *column != Self::Wbs)
    }

    /// Its name in the page.
    pub fn name(self) -> &'static str {
        let nature = NATURES.iter().find(|nature| nature.column == self);
        nature.map_or("", |nature| nature.name)
    }
}

impl Default for Columns {
    fn default() -> Self {
        let usual = [Column::Wbs, Column::Duration, Column::Dates, Column::Assignee];
        usual.into_iter().fold(Self(0), Self::with)
    }
}

impl Columns {
    /// Whether one is among them.
    #[must_use]
    pub const fn has(self, column: Column) -> bool {
        self.0 & 1 << column as u8 != 0
    }

    /// The same with one more.
    #[must_use]
    pub const fn with(self, column: Column) -> Self {
        Self(self.0 | 1 << column as u8)
    }

    /// The same with one that was not among them, or without it.
    #[must_use]
    pub const fn toggled(self, column: Column) -> Self {
        Self(self.0 ^ 1 << column as u8)
    }

    /// How many columns the table has: these, the title, and the bar in words.
    #[must_use]
    pub const fn count(self) -> usize {
        self.0.count_ones() as usize + 2
    }

    /// Where a column stands in the table, counted from 1; the title stands behind the WBS number.
    #[must_use]
    pub fn place(self, column: Column) -> usize {
        let before = Column::ALL.into_iter().take_while(|other| *other != column);
        let before = before.filter(|other| self.has(*other)).count();
        before + 1 + usize::from(column != Column::Wbs)
    }

    /// Where the title stands, counted from 1.
    #[must_use]
    pub fn title_place(self) -> usize {
        1 + usize::from(self.has(Column::Wbs))
    }

    /// The names of those for which a table of this width in px has room, with spaces between them;
    /// `has_years` where dates are told with their year.
    #[must_use]
    pub fn fitting(self, width: f64, has_years: bool) -> String {
        let mut left = width - TITLE;
        let chosen = NATURES.iter().filter(|nature| self.has(nature.column));
        let fits = chosen.take_while(|nature| {
            left -= nature.width_with(has_years) + GAP;
            left >= 0.0
        });
        fits.map(|nature| nature.name).collect::<Vec<_>>().join(" ")
    }

    /// The width in px at which there is room for all of them.
    #[must_use]
    pub fn width(self, has_years: bool) -> f64 {
        let chosen = NATURES.iter().filter(|nature| self.has(nature.column));
        TITLE + chosen.map(|nature| nature.width_with(has_years) + GAP).sum::<f64>()
    }

    /// As they are remembered: names with spaces between them.
    #[must_use]
    pub fn written(self) -> String {
        let chosen = Column::ALL.into_iter().filter(|column| self.has(*column));
        chosen.map(Column::name).collect::<Vec<_>>().join(" ")
    }

    /// From what was remembered; unknown names are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let is_in = |column: &Column| text.split(' ').any(|word| word == column.name());
        Column::ALL.into_iter().filter(is_in).fold(Self(0), Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_remembered() {
        let columns = Columns::default().toggled(Column::Dates).with(Column::Float);
        assert_eq!(columns.written(), "wbs duration who float");
        assert_eq!(Columns::read(&columns.written()), columns);
        assert_eq!(Columns::read("float nonsense").written(), "float");
        assert_eq!(Columns::read(""), Columns(0));
    }

    #[test]
    fn every_column_has_its_number_and_its_width() {
        for (number, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(column as usize, number);
            assert!(NATURES.iter().any(|nature| nature.column == column));
        }
    }

    #[test]
    fn a_narrow_table_shows_what_is_most_worth_its_room() {
        let columns = Columns::default();
        assert_eq!(columns.fitting(200.0, false), "");
        assert_eq!(columns.fitting(296.0, false), "duration who");
        assert_eq!(columns.fitting(320.0, false), "duration who wbs");
        for has_years in [false, true] {
            let width = columns.width(has_years);
            assert_eq!(columns.fitting(width, has_years), "duration who wbs dates");
        }
        assert_eq!(columns.fitting(columns.width(false), true), "duration who wbs");
        assert_eq!(Columns(0).with(Column::Float).fitting(240.0, false), "float");
    }

    #[test]
    fn places_are_counted_over_what_is_chosen() {
        let columns = Columns::default();
        assert_eq!((columns.count(), columns.title_place()), (6, 2));
        let places = [Column::Wbs, Column::Duration, Column::Dates, Column::Assignee];
        assert_eq!(places.map(|column| columns.place(column)), [1, 3, 4, 5]);
        let without = columns.toggled(Column::Wbs);
        assert_eq!((without.title_place(), without.place(Column::Duration)), (1, 2));
    }
}
