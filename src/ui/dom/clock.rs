//! Time and chance. Both come from outside the pure code, and both come from here.

use chrono::{NaiveDate, NaiveTime};
use js_sys::Date;

use super::{in_browser, window};

/// Milliseconds since 1970 by this device's clock; 0 on the server, which has its own clock.
#[expect(clippy::disallowed_methods, reason = "the browser's one door to the wall clock")]
pub fn now_ms() -> i64 {
    if in_browser() { Date::now() as i64 } else { 0 }
}

/// Today where this device is.
pub fn today() -> Option<NaiveDate> {
    if !in_browser() {
        return None;
    }
    let date = Date::new_0();
    NaiveDate::from_ymd_opt(date.get_full_year() as i32, date.get_month() + 1, date.get_date())
}

/// The time of day where this device is, to the minute.
pub fn time_of_day() -> Option<NaiveTime> {
    if !in_browser() {
        return None;
    }
    let date = Date::new_0();
    NaiveTime::from_hms_opt(date.get_hours(), date.get_minutes(), 0)
}

/// `N` bytes that nobody can guess, from the browser's own source; `None` where there is none.
pub fn random_bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
