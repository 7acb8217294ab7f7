//! The words of Accord in Chinese and English: pages, exports and the command line all take them
//! from here. Catalogues are `zh-CN/*.json` and `en/*.json`, one namespace a file.

#![expect(clippy::new_ret_no_self, reason = "a key of the catalogues may be called new")]

pub mod cards;
pub mod consequences;
pub mod contents;
pub mod dates;
pub mod evidences;
pub mod imports;
pub mod mails;
pub mod nouns;
pub mod ops;
pub mod reasons;
pub mod refusals;
pub mod requirements;
pub mod risks;
pub mod voices;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));

pub use i18n::*;
pub use leptos_i18n::{Locale as LocaleTrait, t, t_string, td_string, tu_string};

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
