//! Scrolling by itself while something is carried near the edge of what scrolls. Pure.

/// Share of the container in which it scrolls by itself, and the most of it in px.
const SCROLL_ZONE: (f64, f64) = (0.25, 180.0);
/// Full speed of scrolling by itself, in px per second, reached at half the zone.
const SCROLL_SPEED: f64 = 900.0;
/// How long the speed grows after the zone is entered, in milliseconds.
const SCROLL_RAMP: f64 = 400.0;
/// Longer pauses between two frames than this, in milliseconds, are no time for scrolling.
const LONGEST_FRAME: i64 = 50;

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

/// Scrolling along one axis, frame by frame, by something that was taken hold of at a place: what
/// was taken near an edge scrolls only once it comes nearer to it, or what is moved a little there
/// would run away.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pull {
    /// When the pointer came into the zone, in milliseconds.
    since: Option<i64>,
    /// The frame before, in milliseconds.
    last: i64,
    /// What is still to be scrolled, less than a px.
    rest: f64,
}

impl Pull {
    /// How far to scroll in the frame at a moment in milliseconds, in whole px, negative towards
    /// the beginning; none where the pointer is near no edge. `from` and `at` are its places within
    /// the `length`, when it took hold and now.
    pub fn step(&mut self, (from, at): (f64, f64), length: f64, now: i64) -> Option<f64> {
        let depth = depth(from, at, length);
        if depth == 0.0 {
            *self = Self::default();
            return None;
        }
        let since = *self.since.get_or_insert(now);
        let elapsed = (now - self.last).clamp(0, LONGEST_FRAME) as f64 / 1000.0;
        let ramp = ((now - since) as f64 / SCROLL_RAMP).clamp(0.0, 1.0);
        let by = depth * ramp * SCROLL_SPEED * elapsed + self.rest;
        (self.last, self.rest) = (now, by.fract());
        Some(by.trunc())
    }
}

/// Whether something that was taken hold of at the first of two places of a length lies, at the
/// second, where it scrolls.
#[must_use]
pub fn is_near((from, at): (f64, f64), length: f64) -> bool {
    depth(from, at, length) != 0.0
}

/// How deep a place lies in the zone at the end, up to 1, or negative in that at the beginning.
fn depth(from: f64, at: f64, length: f64) -> f64 {
    if length <= 0.0 {
        return 0.0;
    }
    let zone = (length * SCROLL_ZONE.0).min(SCROLL_ZONE.1);
    let share = |taken: f64, distance: f64| {
        let zone = zone.min(taken).max(0.0);
        if distance < zone { ((zone - distance) * 2.0 / zone).min(1.0) } else { 0.0 }
    };
    share(length - from, length - at) - share(from, at)
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

    #[test]
    fn what_was_taken_near_an_edge_is_near_it_only_once_it_comes_nearer() {
        let check = |from, at, expected| assert_eq!(is_near((from, at), 400.0), expected, "{at}");
        check(200.0, 200.0, false);
        check(200.0, 330.0, true);
        check(200.0, 70.0, true);
        check(370.0, 370.0, false);
        check(370.0, 380.0, true);
    }

    #[test]
    fn what_is_held_at_an_edge_scrolls_as_fast_on_every_screen() {
        let check = |frame: i64| {
            let (mut pull, mut scrolled) = (Pull::default(), 0.0);
            for now in (0..=1_400).step_by(frame as usize) {
                scrolled += pull.step((200.0, 400.0), 400.0, 10_000 + now).unwrap_or_default();
            }
            // The first 400 ms count half.
            assert!((scrolled - 1_080.0_f64).abs() < 25.0, "{frame} ms: {scrolled}");
        };
        check(8);
        check(16);
        check(33);
    }

    #[test]
    fn what_was_taken_near_an_edge_scrolls_only_nearer_to_it() {
        let at = |from: f64, at: f64| depth(from, at, 400.0);
        assert_eq!(at(20.0, 20.0), 0.0);
        assert_eq!(at(20.0, 60.0), 0.0);
        assert_eq!(at(20.0, 15.0), -0.5);
        assert_eq!(at(20.0, 10.0), -1.0);
        assert_eq!(at(200.0, 75.0), -0.5);
        assert_eq!(at(200.0, 325.0), 0.5);
        assert_eq!(at(0.0, 0.0), 0.0);
        assert_eq!(at(0.0, -5.0), -1.0);
        assert_eq!(depth(0.0, 5.0, 0.0), 0.0);
    }

    #[test]
    fn beside_the_edges_nothing_scrolls_and_the_speed_begins_anew() {
        let mut pull = Pull::default();
        assert_eq!(pull.step((200.0, 200.0), 400.0, 1_000), None);
        assert_eq!(pull.step((200.0, 400.0), 400.0, 1_016), Some(0.0));
        assert!(pull.step((200.0, 400.0), 400.0, 1_400).is_some_and(|by| by > 30.0));
        assert_eq!(pull.step((200.0, 200.0), 400.0, 1_416), None);
        assert_eq!(pull, Pull::default());
    }
}
