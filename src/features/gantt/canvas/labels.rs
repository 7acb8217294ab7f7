//! The words behind bars: what they say, and where there is room for them.

use super::pen::Pen;
use crate::features::gantt::scene::{Bar, Scene, Shape};
use crate::features::gantt::words;

/// Distance between a bar and the words behind it.
pub const GAP: f64 = 10.0;
/// How far a flag reaches to the left and to the right of its promise, and the cap of a target.
const FLAG: (f64, f64) = (2.0, 11.0);
const CAP: (f64, f64) = (5.0, 5.0);

/// Words in a place of the chart.
pub struct Label {
    /// What they say.
    pub text: String,
    /// Where they begin.
    pub left: f64,
    /// Where they end.
    pub right: f64,
}

/// What stands behind a bar: how much is done, its name, by how much it has slipped. It begins
/// behind whatever else lies there: grips, flags, the end of a short float.
pub fn label(pen: &Pen, scene: &Scene, bar: &Bar) -> Option<Label> {
    let text = words_of(pen, bar);
    if text.is_empty() {
        return None;
    }
    pen.letters(false);
    let width = pen.width_of(&text);
    let mut left = free_from(pen, scene, bar) + GAP;
    let on_row = |y: f64| (y - bar.y).abs() < 1.0;
    let promises = scene.promises.iter().filter(|promise| on_row(promise.y));
    let flags = promises.map(|promise| (promise.x - FLAG.0, promise.x + FLAG.1));
    let targets = scene.targets.iter().filter(|target| on_row(target.y));
    let caps = targets.map(|target| (target.x - CAP.0, target.x + CAP.1));
    let floats = scene.floats.iter().filter(|float| on_row(float.y));
    let ends = floats.map(|float| (float.to - 1.0, float.to + 1.0));
    let mut taken: Vec<(f64, f64)> = flags.chain(caps).chain(ends).collect();
    taken.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (from, to) in taken {
        if from < left + width && to > left {
            left = to + GAP / 2.0;
        }
    }
    Some(Label { text, left, right: left + width })
}

/// Where nothing of a bar lies any more, its grips included.
pub fn free_from(pen: &Pen, scene: &Scene, bar: &Bar) -> f64 {
    let is_held = scene.selected == [bar.row] && bar.name.is_none();
    let grip = if is_held { pen.palette.grip } else { 0.0 };
    bar.right_of_all()
        + match bar.shape {
            Shape::Bar => 2.0 * grip,
            Shape::Diamond => grip,
            Shape::Bracket => 0.0,
        }
}

fn words_of(pen: &Pen, bar: &Bar) -> String {
    let says_percent = bar.shape == Shape::Bracket || bar.percent > 0;
    let percent =
        (says_percent && bar.shape != Shape::Diamond).then(|| format!("{}%", bar.percent));
    let slip = bar.was.first().filter(|was| was.line == 0 && was.days != 0);
    let slip = slip.map(|was| words::slip(pen.locale, was.days));
    let parts = [percent, bar.label.clone(), slip];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
