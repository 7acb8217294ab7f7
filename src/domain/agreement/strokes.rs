//! A signature on the glass of a tablet.

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// Most bytes of a signature.
const TEXT_MAX: usize = 200_000;
/// Strokes lie in a box of this many units a side.
const BOX: i32 = 10_000;
/// Fewer numbers than this are a dot, and no signature.
const NUMBERS_MIN: usize = 8;

/// A signature: strokes, each x and y in turn, in units of the box. This one form is drawn on the
/// tablet, sent, kept and drawn again in the evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Strokes(pub Vec<Vec<i32>>);

impl Strokes {
    /// Reads a signature from its JSON.
    ///
    /// # Errors
    /// `Malformed`, and `SignatureMissing` when next to nothing was drawn.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if text.len() > TEXT_MAX {
            return Err(Refusal::Malformed);
        }
        let strokes: Self = serde_json::from_str(text).map_err(|_| Refusal::Malformed)?;
        let is_sound = |stroke: &Vec<i32>| {
            stroke.len().is_multiple_of(2) && stroke.iter().all(|at| (0..=BOX).contains(at))
        };
        if !strokes.0.iter().all(is_sound) {
            return Err(Refusal::Malformed);
        }
        if strokes.0.iter().map(Vec::len).sum::<usize>() < NUMBERS_MIN {
            return Err(Refusal::SignatureMissing);
        }
        Ok(strokes)
    }

    /// Whether nothing was drawn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The points, one after the other, whichever stroke they belong to.
    pub fn points(&self) -> impl Iterator<Item = (i32, i32)> {
        self.0.iter().flat_map(|stroke| pairs(stroke))
    }

    /// The strokes as the data of an SVG path.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for stroke in &self.0 {
            for (step, (x, y)) in pairs(stroke).enumerate() {
                path.push_str(&format!("{}{x} {y}", if step == 0 { 'M' } else { 'L' }));
            }
            // A dot is a line that ends where it begins.
            if let [x, y] = stroke.as_slice() {
                path.push_str(&format!("L{x} {y}"));
            }
        }
        path
    }
}

fn pairs(stroke: &[i32]) -> impl Iterator<Item = (i32, i32)> {
    stroke.chunks_exact(2).map(|at| (at[0], at[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_pairs_within_the_box() {
        let drawn = Strokes::parse("[[0,0,10,10,20,20],[5,5,10000,7]]");
        assert_eq!(drawn.map(|strokes| strokes.0.len()), Ok(2));
        assert_eq!(Strokes::parse("[]"), Err(Refusal::SignatureMissing));
        assert_eq!(Strokes::parse("[[1,2]]"), Err(Refusal::SignatureMissing));
        let nested = "[[[0,0],[9,9],[9,0],[0,9]]]";
        for wrong in ["[[1,2,3]]", "[[0,10001,0,0,0,0,0,0]]", "[[-1,0]]", "{}", "[[1.5,2]]", nested]
        {
            assert_eq!(Strokes::parse(wrong), Err(Refusal::Malformed), "{wrong}");
        }
    }

    #[test]
    fn each_stroke_begins_anew() {
        let strokes = Strokes(vec![vec![0, 1, 2, 3], vec![4, 5]]);
        assert_eq!(strokes.path(), "M0 1L2 3M4 5L4 5");
        assert_eq!(strokes.points().collect::<Vec<_>>(), [(0, 1), (2, 3), (4, 5)]);
        assert_eq!(serde_json::to_string(&strokes).unwrap(), "[[0,1,2,3],[4,5]]");
    }
}
