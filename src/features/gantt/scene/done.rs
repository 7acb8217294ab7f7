//! How much of a bar is done, as a place and as a share.

use domain::TaskId;

use super::{Bar, Scene};

impl Scene {
    /// Draws another share of a task as done, as long as a pointer holds the end of that part.
    pub fn report(&mut self, task: TaskId, percent: u8) {
        if let Some(bar) = self.bars.iter_mut().find(|bar| bar.task == task) {
            bar.percent = percent;
            bar.done = done_at(bar, percent);
        }
    }
}

fn done_at(bar: &Bar, percent: u8) -> f64 {
    bar.left + (bar.right - bar.left) * f64::from(percent) / 100.0
}

/// The share of a bar that ends at a place: in steps of 5 %, or of 1 % where fine ones are wanted.
pub fn percent_at(x: f64, (left, right): (f64, f64), is_fine: bool) -> u8 {
    let step = if is_fine { 1.0 } else { 5.0 };
    let share = (x - left) / (right - left).max(1.0) * 100.0;
    ((share / step).round() * step).clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_share_in_steps() {
        let check = |x: f64, is_fine: bool| percent_at(x, (100.0, 300.0), is_fine);
        assert_eq!([check(100.0, false), check(206.0, false), check(300.0, false)], [0, 55, 100]);
        assert_eq!([check(206.0, true), check(207.0, true)], [53, 54]);
        assert_eq!([check(0.0, false), check(900.0, true)], [0, 100]);
        assert_eq!(percent_at(5.0, (5.0, 5.0), false), 0);
    }
}
