//! The colours and letters of the style sheet, read once for a theme.

use crate::ui::dom;

/// Colours and letters.
#[derive(Clone, Debug)]
pub struct Palette {
    /// Behind the bars.
    pub surface: String,
    /// Behind the selected row.
    pub selected: String,
    /// Days without work.
    pub weekend: String,
    /// Decoration.
    pub border: String,
    /// Lines that a person must see.
    pub strong: String,
    /// Words.
    pub text: String,
    /// Quieter words, brackets.
    pub text_2: String,
    /// The part of a bar that is to be done.
    pub rest: String,
    /// The part that is done.
    pub done: String,
    /// The edge of a bar.
    pub edge: String,
    /// The critical path.
    pub critical: String,
    /// Now.
    pub today: String,
    /// The client.
    pub client: String,
    /// Behind something of the client.
    pub client_bg: String,
    /// A buffer that is being used up.
    pub warn: String,
    /// Broken promises.
    pub bad: String,
    /// Holidays.
    pub ok: String,
    /// Behind holidays.
    pub ok_bg: String,
    /// Width of a grip at the end of the selected bar, and of the dot behind it, in px.
    pub grip: f64,
    /// Letters of the usual weight.
    pub font: String,
    /// Heavier letters.
    pub strong_font: String,
}

impl Palette {
    /// Reads the tokens of the present theme.
    pub fn read() -> Self {
        // Each of them is passed to the canvas with almost every stroke.
        let kept = |text: String| {
            dom::keep_text(&text);
            text
        };
        ["middle", "left"].into_iter().for_each(dom::keep_text);
        let token = |name: &str| kept(dom::token(name));
        let letters = kept(format!("{} {}", dom::token("--t-12"), dom::token("--font-ui")));
        Self {
            surface: token("--surface"),
            selected: token("--selected"),
            weekend: token("--weekend"),
            border: token("--border"),
            strong: token("--border-strong"),
            text: token("--text"),
            text_2: token("--text-2"),
            rest: token("--gantt-rest"),
            done: token("--gantt-done"),
            edge: token("--gantt-edge"),
            critical: token("--critical"),
            today: token("--today"),
            client: token("--client"),
            client_bg: token("--client-bg"),
            warn: token("--warn"),
            bad: token("--bad"),
            ok: token("--ok-text"),
            ok_bg: token("--ok-bg"),
            grip: px(&token(if dom::is_coarse() { "--hit" } else { "--hit-min" })),
            strong_font: kept(format!("{} {letters}", dom::token("--w-strong"))),
            font: letters,
        }
    }
}

/// A length that a token gives in px.
fn px(length: &str) -> f64 {
    length.trim().trim_end_matches("px").parse().unwrap_or_default()
}
