//! The tables held against the calendars that they were made of.

use proptest::prelude::*;

use super::Lookup;
use crate::{Calendar, Day, Exception, MINUTES_PER_DAY, Shift, Week};

/// The days for which there are tables.
const WINDOW: std::ops::Range<Day> = 20_458..20_488;

/// Up to four shifts on any weekday, overlaps, nights and days without work among them, and some
/// exceptions.
fn any_calendar() -> impl Strategy<Value = Calendar> {
    let shift = (0_u16..24, 0_u16..=24).prop_map(|(from, to)| Shift::hours(from, to));
    let shifts = || prop::collection::vec(shift.clone(), 0..4);
    let exception = (WINDOW.start - 3..WINDOW.end + 3, 0_i64..4, shifts());
    let exceptions = prop::collection::vec(exception, 0..4);
    (prop::array::uniform7(shifts()), exceptions).prop_map(|(days, exceptions)| {
        let exception = |(first, more, shifts)| Exception { first, last: first + more, shifts };
        let exceptions: Vec<Exception> = exceptions.into_iter().map(exception).collect();
        Calendar::new(&Week { days }, &[], &exceptions)
    })
}

proptest! {
    #[test]
    fn tables_say_what_calendars_say(calendar in any_calendar()) {
        let table = Lookup::new(&calendar, WINDOW.start, WINDOW.end);
        let minutes = (WINDOW.start - 1) * MINUTES_PER_DAY..(WINDOW.end + 1) * MINUTES_PER_DAY;
        // Whole hours are where something changes; around them nothing may.
        for at in minutes.step_by(30).flat_map(|at| [at - 1, at, at + 1]) {
            let count = calendar.count(at);
            prop_assert_eq!(table.count(at), count);
            prop_assert_eq!(table.begin_of(count), calendar.begin_of(count));
            prop_assert_eq!(table.end_of(count), calendar.end_of(count));
            prop_assert_eq!(table.work_from(at), (count, calendar.next_working(at)));
            prop_assert_eq!(table.work_until(at), (count, calendar.previous_working(at)));
            let is_worked = calendar.next_working(at) == at;
            let last = if is_worked { at } else { calendar.begin_of(count - 1) };
            prop_assert_eq!(table.last_worked(at), last);
        }
    }
}
