//! A new task drawn below the last row, or below another. Pure.

use super::scale::Scale;
use super::scene::{Ghost, Shape};
use crate::features::shared::task_entry::Days;

/// The days between two places of the time axis, whichever comes first.
pub fn days_between(scale: &Scale, from: f64, to: f64) -> Days {
    (scale.day_at(from.min(to)), scale.day_at(from.max(to)))
}

/// The outline of a bar over days, so many rows below the first one's upper edge.
pub fn outline(scale: &Scale, (first, last): Days, rows: f64, row_height: f64) -> Ghost {
    Ghost {
        shape: Shape::Bar,
        left: scale.day_x(first),
        right: scale.day_x(last) + scale.level.px_per_day,
        y: rows * row_height,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::time;

    use super::*;
    use crate::features::gantt::scale::Zoom;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_drawn_over_whole_days() {
        let start = time::start_of(day("2026-03-02"));
        let scale = Scale::new(Zoom::Day, start, start, None);
        let x = scale.day_x(day("2026-03-04"));
        let days = days_between(&scale, x + 90.0, x + 5.0);
        assert_eq!(days, (day("2026-03-04"), day("2026-03-06")));
        let ghost = outline(&scale, days, 3.5, 36.0);
        assert_eq!((ghost.left - x, ghost.right - x, ghost.y), (0.0, 120.0, 126.0));
    }
}
