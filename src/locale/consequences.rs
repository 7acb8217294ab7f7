//! What a change does to everything else, in words.

use domain::plan::Consequence;
use domain::time::last_day_of;

use crate::{Locale, dates, td_string};

/// The finish of the project before and after.
#[must_use]
pub fn finish(locale: Locale, consequence: &Consequence) -> String {
    let day = |at| dates::short(locale, last_day_of(at));
    let (before, after) = (day(consequence.finish.0), day(consequence.finish.1));
    match before == after {
        true => td_string!(locale, consequence.finish_stays, day = after),
        false => td_string!(locale, consequence.finish_moves, before, after),
    }
}

/// How the critical path changes; none when it stays.
#[must_use]
pub fn critical(locale: Locale, consequence: &Consequence) -> Option<String> {
    let (joins, leaves) = (consequence.now_critical.len(), consequence.no_longer_critical.len());
    let words = || td_string!(locale, consequence.critical_changes, joins, leaves);
    (joins + leaves > 0).then(words)
}

/// How many promises break; none when all hold.
#[must_use]
pub fn promises(locale: Locale, consequence: &Consequence) -> Option<String> {
    let count = consequence.broken.len();
    (count > 0).then(|| td_string!(locale, consequence.promises_break, count))
}

/// Everything that a change would do, while it is being thought about; empty when it moves nothing.
#[must_use]
pub fn foreseen(locale: Locale, consequence: &Consequence) -> Vec<String> {
    if consequence.moved.is_empty() && !consequence.moves_finish() {
        return Vec::new();
    }
    let more = [critical(locale, consequence), promises(locale, consequence)];
    std::iter::once(finish(locale, consequence)).chain(more.into_iter().flatten()).collect()
}

/// What a person must not overlook after a change: a finish that moves, promises that break.
#[must_use]
pub fn notable(locale: Locale, consequence: &Consequence) -> Vec<String> {
    let moved = consequence.moves_finish().then(|| finish(locale, consequence));
    moved.into_iter().chain(promises(locale, consequence)).collect()
}
