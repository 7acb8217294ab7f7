//! Ten colours for things that are told apart, never ranked.

/// A category's colour; `data-hue` hands it to the style sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hue {
    /// Blue.
    Blue,
    /// Teal.
    Teal,
    /// Green.
    Green,
    /// Olive.
    Olive,
    /// Amber.
    Amber,
    /// Red.
    Red,
    /// Magenta.
    Magenta,
    /// Violet.
    Violet,
    /// Slate, for what has no colour of its own.
    #[default]
    Slate,
    /// Brown.
    Brown,
}

impl Hue {
    /// All ten, in the order of the design.
    pub const ALL: [Self; 10] = [
        Self::Blue,
        Self::Teal,
        Self::Green,
        Self::Olive,
        Self::Amber,
        Self::Red,
        Self::Magenta,
        Self::Violet,
        Self::Slate,
        Self::Brown,
    ];

    /// The colour that a text always gets, on every device: FNV-1a over its bytes.
    pub fn of(text: &str) -> Self {
        let hash = text
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Self::ALL[hash as usize % Self::ALL.len()]
    }

    /// Its name in the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Olive => "olive",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Magenta => "magenta",
            Self::Violet => "violet",
            Self::Slate => "slate",
            Self::Brown => "brown",
        }
    }
}
