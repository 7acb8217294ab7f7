//! Days that are typed into a field and kept at once.

use chrono::NaiveDate;
use domain::handover::is_plannable;

/// A day as a field holds it.
pub fn day_text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Takes a typed day over. A year that is still being typed is no day yet, and changes nothing.
pub fn set_day(slot: &mut Option<NaiveDate>, typed: &str) {
    match typed.parse::<NaiveDate>() {
        Ok(day) if is_plannable(day) => *slot = Some(day),
        Err(_) if typed.is_empty() => *slot = None,
        Ok(_) | Err(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_day_is_taken_over() {
        let mut day = None;
        set_day(&mut day, "2026-06-01");
        for odd in ["0002-06-01", "x", "2026-06"] {
            set_day(&mut day, odd);
            assert_eq!(day_text(day), "2026-06-01", "after {odd}");
        }
        set_day(&mut day, "");
        assert_eq!(day, None);
    }
}
