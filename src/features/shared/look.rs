//! How the pages look on this device: theme and text size. Cookies tell the server, so that the
//! next page is drawn right from the start.

use crate::ui::dom;

/// One year, in seconds.
const YEAR: u32 = 31_536_000;

/// Colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device does it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black on white and larger, for a bright room.
    Projector,
}

/// How large the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As designed.
    #[default]
    Standard,
    /// 15 % larger.
    Large,
    /// 30 % larger.
    ExtraLarge,
}

/// Every theme with its name in the page and the cookie.
pub const THEMES: [(Theme, &str); 4] = [
    (Theme::Auto, "auto"),
    (Theme::Light, "light"),
    (Theme::Dark, "dark"),
    (Theme::Projector, "projector"),
];

/// Every text size with its name in the page and the cookie.
pub const TEXT_SIZES: [(TextSize, &str); 3] = [
    (TextSize::Standard, "standard"),
    (TextSize::Large, "large"),
    (TextSize::ExtraLarge, "xlarge"),
];

/// In the place of a theme's name while something is drawn for paper; the style sheet knows it.
const PAPER: &str = "paper";

/// The theme of this page.
pub fn theme() -> Theme {
    named(&THEMES, "data-theme").unwrap_or_default()
}

/// The text size of this page.
pub fn text_size() -> TextSize {
    named(&TEXT_SIZES, "data-text").unwrap_or_default()
}

/// Changes the theme at once and for the pages to come.
pub fn set_theme(theme: Theme) {
    put("data-theme", "accord_theme", name_of(&THEMES, theme));
}

/// Changes the text size at once and for the pages to come.
pub fn set_text_size(size: TextSize) {
    put("data-text", "accord_text", name_of(&TEXT_SIZES, size));
}

/// Reads something of the style sheet as it is on paper: in light colours, whatever the screen
/// shows and the device forces.
pub fn on_paper<T>(read: impl FnOnce() -> T) -> T {
    let present = dom::root_attribute("data-theme");
    dom::set_root_attribute("data-theme", Some(PAPER));
    let found = read();
    dom::set_root_attribute("data-theme", present.as_deref());
    found
}

fn named<T: Copy>(all: &[(T, &str)], attribute: &str) -> Option<T> {
    let name = dom::root_attribute(attribute)?;
    all.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
}

/// The name of a value; none for the first, which needs no mark.
fn name_of<T: PartialEq>(all: &[(T, &'static str)], value: T) -> Option<&'static str> {
    all.iter().skip(1).find(|(known, _)| *known == value).map(|(_, name)| *name)
}

fn put(attribute: &str, cookie: &str, name: Option<&str>) {
    dom::set_root_attribute(attribute, name);
    dom::set_cookie(cookie, name.unwrap_or(""), name.map_or(0, |_| YEAR));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_look_needs_no_mark() {
        assert_eq!(name_of(&THEMES, Theme::Auto), None);
        assert_eq!(name_of(&THEMES, Theme::Dark), Some("dark"));
        assert_eq!(name_of(&TEXT_SIZES, TextSize::ExtraLarge), Some("xlarge"));
    }
}
