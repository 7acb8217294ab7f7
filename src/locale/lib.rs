//! The words of Accord in Chinese and English: pages, exports and the command line all take them
//! from here. Catalogues are `zh-CN/*.json` and `en/*.json`, one namespace a file.

pub mod dates;
pub mod imports;
pub mod nouns;
pub mod refusals;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));

pub use i18n::*;
pub use leptos_i18n::{Locale as LocaleTrait, t, t_string, td_string, tu_string};

/// The words of the language that this page shows, and the switch between languages.
pub type Words = leptos_i18n::I18nContext<Locale>;
