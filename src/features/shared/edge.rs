//! Scrolling by itself while something is carried near the edge of what scrolls. Pure.

/// Share of the container in which it scrolls by itself, and the most of it in px.
const SCROLL_ZONE: (f64, f64) = (0.25, 180.0);
/// Full speed of scrolling by itself, in px per second, reached at half the zone.
const SCROLL_SPEED: f64 = 900.0;
/// How long the speed grows after the zone is entered, in milliseconds.
const SCROLL_RAMP: f64 = 400.0;

/// The speed at which a container scrolls by itself, in px per second, negative towards its
/// beginning: `at` is the pointer's place within its `length`, `since_ms` the time since it
/// entered the zone.
#[must_use]
pub fn scroll_speed(at: f64, length: f64, since_ms: f64) -> f64 {
    let zone = (length * SCROLL_ZONE.0).min(SCROLL_ZONE.1);
    if zone <= 0.0 {
        return 0.0;
    }
    let (from_start, from_end) = (zone - at, zone - (length - at));
    let depth = (from_start.max(from_end) / (zone / 2.0)).clamp(0.0, 1.0);
    let ramp = (since_ms / SCROLL_RAMP).clamp(0.0, 1.0);
    let sign = if from_start > from_end { -1.0 } else { 1.0 };
    sign * depth * ramp * SCROLL_SPEED
}

/// The same at a moment in milliseconds; `since` remembers when the pointer came into the zone.
pub fn speed_at(at: f64, length: f64, now: i64, since: &mut Option<i64>) -> f64 {
    let is_in_zone = scroll_speed(at, length, f64::INFINITY) != 0.0;
    *since = is_in_zone.then(|| since.unwrap_or(now));
    since.map_or(0.0, |since| scroll_speed(at, length, (now - since) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_by_itself_grows_towards_the_edge() {
        let check = |at, since, expected: f64| {
            assert!((scroll_speed(at, 400.0, since) - expected).abs() < 0.01, "{at} {since}");
        };
        check(200.0, 1000.0, 0.0);
        check(100.0, 1000.0, 0.0);
        check(75.0, 1000.0, -450.0);
        check(50.0, 1000.0, -900.0);
        check(0.0, 1000.0, -900.0);
        check(0.0, 100.0, -225.0);
        check(325.0, 1000.0, 450.0);
        check(450.0, 1000.0, 900.0);
        assert!((scroll_speed(20.0, 2000.0, 1000.0) + 900.0).abs() < 0.01);
        assert!(scroll_speed(170.0, 2000.0, 1000.0) > -101.0);
    }

    #[test]
    fn the_speed_grows_from_when_the_zone_was_entered() {
        let mut since = None;
        assert_eq!(speed_at(200.0, 400.0, 1_000, &mut since), 0.0);
        assert_eq!(speed_at(0.0, 400.0, 1_100, &mut since), 0.0);
        assert_eq!(speed_at(0.0, 400.0, 1_300, &mut since), -450.0);
        assert_eq!(speed_at(200.0, 400.0, 1_400, &mut since), 0.0);
        assert_eq!(since, None);
    }
}
