//! The words for where changes come from, how much they are needed and where they stand.

use domain::change::{ChangeSource, Necessity, Stage};
use locale::numbers::grouped;
use locale::{Locale, td_string};

/// Where a change comes from.
pub fn source(locale: Locale, source: ChangeSource) -> &'static str {
    match source {
        ChangeSource::Client => td_string!(locale, changes.source_client),
        ChangeSource::Team => td_string!(locale, changes.source_team),
        ChangeSource::Environment => td_string!(locale, changes.source_environment),
    }
}

/// How much a change is needed.
pub fn necessity(locale: Locale, necessity: Necessity) -> &'static str {
    match necessity {
        Necessity::Must => td_string!(locale, changes.necessity_must),
        Necessity::Should => td_string!(locale, changes.necessity_should),
        Necessity::Could => td_string!(locale, changes.necessity_could),
    }
}

/// Where a change stands.
pub fn stage(locale: Locale, stage: Stage) -> &'static str {
    match stage {
        Stage::Raised => td_string!(locale, changes.stage_raised),
        Stage::Assessed => td_string!(locale, changes.stage_assessed),
        Stage::Sent => td_string!(locale, changes.stage_sent),
        Stage::Returned => td_string!(locale, changes.stage_returned),
        Stage::Agreed => td_string!(locale, changes.stage_agreed),
        Stage::Refused => td_string!(locale, changes.stage_refused),
        Stage::Withdrawn => td_string!(locale, changes.stage_withdrawn),
        Stage::Applied => td_string!(locale, changes.stage_applied),
    }
}

/// By how many days of the calendar something is later or earlier.
pub fn days(locale: Locale, days: i64) -> String {
    match days {
        0 => td_string!(locale, changes.unchanged).to_owned(),
        1.. => td_string!(locale, changes.days_later, days = grouped(days)),
        _ => td_string!(locale, changes.days_earlier, days = grouped(-days)),
    }
}

/// Working minutes as hours, with one decimal where it does not come out even.
pub fn hours(locale: Locale, minutes: i64) -> String {
    let tenths = (minutes.abs() + 3) / 6;
    let number = match tenths % 10 {
        0 => grouped(tenths / 10),
        rest => format!("{}.{rest}", grouped(tenths / 10)),
    };
    td_string!(locale, changes.hours, hours = number)
}

/// A difference with its sign: `+64 h`, `−8 h`.
pub fn signed(difference: i64, words: String) -> String {
    match difference {
        1.. => format!("+{words}"),
        0 => words,
        _ => format!("−{words}"),
    }
}
