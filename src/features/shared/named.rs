//! Choosing one of a few things that have names.

use leptos::prelude::*;
use locale::Locale;

/// What a select offers: each value by its name, under its word.
pub fn options<T: Copy>(
    locale: Locale,
    all: &[(T, &str)],
    word: fn(Locale, T) -> &'static str,
) -> Vec<(String, String)> {
    let option = |(value, name): &(T, &str)| ((*name).to_owned(), word(locale, *value).to_owned());
    all.iter().map(option).collect()
}

/// What a select offers that may stay empty: first that, under its words, then the others.
pub fn or_none(
    none: impl Into<String>,
    others: impl IntoIterator<Item = (String, String)>,
) -> Vec<(String, String)> {
    std::iter::once((String::new(), none.into())).chain(others).collect()
}

/// Sets a signal to the value of that name; a name that does not exist changes nothing.
pub fn set<T>(signal: RwSignal<T>, name: &str)
where
    T: std::str::FromStr + Send + Sync + 'static,
{
    if let Ok(value) = name.parse() {
        signal.set(value);
    }
}
