//! The words of Accord in Chinese and English: pages, exports and the command line all take them
//! from here. Catalogues are `zh-CN/*.json` and `en/*.json`, one namespace a file.

#![expect(clippy::new_ret_no_self, reason = "a key of the catalogues may be called new")]

pub mod cards;
pub mod commands;
pub mod consequences;
pub mod contents;
pub mod dates;
pub mod evidences;
pub mod imports;
pub mod mails;
pub mod nouns;
pub mod numbers;
pub mod ops;
pub mod problems;
pub mod reasons;
pub mod refusals;
pub mod requirements;
pub mod risks;
pub mod ties;
pub mod voices;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));

pub use i18n::*;
pub use leptos_i18n::{Locale as LocaleTrait, t_string, td_string, tu_string};

/// One year, in milliseconds.
const YEAR_MS: i64 = 31_536_000_000;

/// How the cookie with the chosen language is kept: for every page, for a year.
#[must_use]
pub fn cookie_options() -> leptos_i18n::context::CookieOptions<Locale> {
    let options = leptos_i18n::context::CookieOptions::<Locale>::default();
    options.path("/".to_owned()).max_age(YEAR_MS)
}

/// The words of the language that this page shows, and the switch between languages.
pub type Words = leptos_i18n::I18nContext<Locale>;

/// The words of a key in the language that a page shows, as something that a view or a property
/// follows: `t!(i18n, board.title)`. Words with gaps are `move || t_string!(i18n, …, name = …)`.
#[macro_export]
macro_rules! t {
    ($i18n:expr, $($key:ident).+ $(,)?) => {
        $crate::shown($i18n, |locale| $crate::td_string!(locale, $($key).+))
    };
}

/// What [`t!`] gives. It is one type for all words: were each a closure of its own, what draws
/// closures would be compiled for every one of them, and be half of the program.
pub fn shown(
    words: Words,
    of: fn(Locale) -> &'static str,
) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || of(words.get_locale())
}
