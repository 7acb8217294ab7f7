//! A signature on the glass as a drawing.

use leptos::prelude::*;
use serde_json::Value;

/// White around the strokes, in parts of their larger side.
const MARGIN: f64 = 0.04;
/// The width of a stroke, in parts of the larger side.
const PEN: f64 = 0.012;

/// The strokes of a signature, each a line through its points; nothing where they cannot be read.
#[component]
pub fn Signature(
    /// The strokes as they are kept: a list of lists of points, whose first two numbers, or `x` and
    /// `y`, are the place.
    strokes: String,
    /// Whose signature it is.
    label: String,
) -> impl IntoView {
    let lines = lines_of(&strokes);
    drawing(&lines).map(|Drawing { view_box, path, pen }| {
        view! {
            <svg class="document__signature" viewBox=view_box role="img" aria-label=label>
                <path
                    d=path
                    stroke-width=pen
                    stroke-linecap="round"
                    stroke-linejoin="round"
                ></path>
            </svg>
        }
    })
}

struct Drawing {
    view_box: String,
    path: String,
    pen: String,
}

fn lines_of(strokes: &str) -> Vec<Vec<(f64, f64)>> {
    let kept: Value = serde_json::from_str(strokes).unwrap_or_default();
    let lines = kept.get("strokes").unwrap_or(&kept).as_array();
    let line = |line: &Value| {
        let points = line.get("points").unwrap_or(line).as_array();
        points.into_iter().flatten().filter_map(point).collect()
    };
    let lines = lines.into_iter().flatten().map(line);
    lines.filter(|line: &Vec<_>| !line.is_empty()).collect()
}

fn point(point: &Value) -> Option<(f64, f64)> {
    let number = |place: usize, name: &str| point.get(place).or_else(|| point.get(name))?.as_f64();
    Some((number(0, "x")?, number(1, "y")?))
}

fn drawing(lines: &[Vec<(f64, f64)>]) -> Option<Drawing> {
    let points = || lines.iter().flatten();
    points().next()?;
    let least = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, right) = (least(|point| point.0), most(|point| point.0));
    let (top, bottom) = (least(|point| point.1), most(|point| point.1));
    let side = (right - left).max(bottom - top).max(1.0);
    let margin = side * MARGIN;
    let (width, height) = (right - left + 2.0 * margin, bottom - top + 2.0 * margin);
    let view_box = format!("{:.1} {:.1} {width:.1} {height:.1}", left - margin, top - margin);
    let mut path = String::new();
    for line in lines {
        for (place, (x, y)) in line.iter().enumerate() {
            path.push_str(&format!("{}{x:.1} {y:.1}", if place == 0 { 'M' } else { 'L' }));
        }
        // A dot is a line that ends where it begins.
        if let [(x, y)] = line.as_slice() {
            path.push_str(&format!("L{x:.1} {y:.1}"));
        }
    }
    Some(Drawing { view_box, path, pen: format!("{:.2}", side * PEN) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_become_lines_in_a_frame_of_their_own() {
        let expected = "M10.0 20.0L110.0 70.0M60.0 20.0L60.0 20.0";
        for strokes in [
            "[[[10,20],[110,70]],[[60,20]]]",
            r#"[[{"x":10,"y":20},{"x":110,"y":70,"t":3}],[[60,20,1]]]"#,
            r#"{"strokes":[{"points":[[10,20],[110,70]]},{"points":[[60,20]]}]}"#,
        ] {
            let drawing = drawing(&lines_of(strokes)).unwrap();
            assert_eq!(drawing.path, expected, "{strokes}");
            assert_eq!(drawing.view_box, "6.0 16.0 108.0 58.0");
        }
    }

    #[test]
    fn what_is_no_signature_is_not_drawn() {
        for strokes in ["", "[]", "{}", "[[]]", "[[[1]]]", "\"<svg>\"", "null"] {
            assert!(drawing(&lines_of(strokes)).is_none(), "{strokes}");
        }
    }
}
