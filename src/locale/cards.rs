//! The sentences about a file of contacts that cannot be taken.

use domain::client::cards::CardRefusal;

use crate::numbers::grouped;
use crate::{Locale, refusals, td_string};

/// Why no contact can be taken from a file, with the place and the remedy.
#[must_use]
pub fn refusal(locale: Locale, refusal: &CardRefusal) -> String {
    match refusal {
        CardRefusal::Empty => td_string!(locale, cards.empty).to_string(),
        CardRefusal::TooLarge { max_mb } => {
            td_string!(locale, cards.too_large, max_mb = *max_mb)
        }
        CardRefusal::TooMany { max } => td_string!(locale, cards.too_many, max = grouped(*max)),
        CardRefusal::Encoding { line } => td_string!(locale, cards.encoding, line = *line),
        CardRefusal::NoNameColumn { found } => {
            td_string!(locale, cards.no_name_column, found = found.join(", "))
        }
        CardRefusal::NotACard { line } => td_string!(locale, cards.not_a_card, line = *line),
        CardRefusal::Version { line, version } => {
            td_string!(locale, cards.version, line = *line, version = version.as_str())
        }
        CardRefusal::Unfinished { line } => td_string!(locale, cards.unfinished, line = *line),
        CardRefusal::NoName { line } => td_string!(locale, cards.no_name, line = *line),
        CardRefusal::Value { line, value, reason } => td_string!(
            locale,
            cards.value,
            line = *line,
            value = value.as_str(),
            reason = refusals::sentence(locale, reason)
        ),
    }
}
