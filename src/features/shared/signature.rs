//! A signature on the glass as a drawing.

use domain::agreement::Strokes;
use leptos::prelude::*;

/// White around the strokes, in parts of their larger side: one in so many.
const MARGIN: i32 = 25;
/// The width of a stroke, in parts of the larger side: one in so many.
const PEN: i32 = 80;

/// The strokes of a signature, each a line through its points; nothing where they cannot be read.
#[component]
pub fn Signature(
    /// The strokes as they are kept.
    strokes: String,
    /// Whose signature it is.
    label: String,
) -> impl IntoView {
    let strokes = Strokes::parse(&strokes).unwrap_or_default();
    frame(&strokes).map(|Frame { view_box, pen }| {
        view! {
            <svg class="signature" viewBox=view_box role="img" aria-label=label>
                <path
                    class="signature__ink"
                    d=strokes.path()
                    stroke-width=pen
                    stroke-linecap="round"
                    stroke-linejoin="round"
                ></path>
            </svg>
        }
    })
}

/// What a drawing shows of the box that was signed in.
struct Frame {
    view_box: String,
    pen: i32,
}

/// The frame around what was drawn; none around nothing.
fn frame(strokes: &Strokes) -> Option<Frame> {
    let (across, down) = (|| strokes.points().map(|at| at.0), || strokes.points().map(|at| at.1));
    let (left, right) = (across().min()?, across().max()?);
    let (top, bottom) = (down().min()?, down().max()?);
    let side = (right - left).max(bottom - top).max(PEN);
    let margin = side / MARGIN;
    let (width, height) = (right - left + 2 * margin, bottom - top + 2 * margin);
    let view_box = format!("{} {} {width} {height}", left - margin, top - margin);
    Some(Frame { view_box, pen: side / PEN })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_tablet_sends_is_drawn_in_a_frame_of_its_own() {
        let drawn = "[[10,20,110,70,60,20],[60,20]]".to_owned();
        let label = "Wang".to_owned();
        let html = Owner::new().with(|| view! { <Signature strokes=drawn label/> }.to_html());
        for expected in ["M10 20L110 70L60 20M60 20L60 20", "\"6 16 108 58\"", "\"Wang\""] {
            assert!(html.contains(expected), "{expected} is missing in {html}");
        }
    }

    #[test]
    fn what_is_no_signature_is_not_drawn() {
        for strokes in ["", "[]", "{}", "[[]]", "[[[1]]]", "\"<svg>\"", "null"] {
            let (strokes, label) = (strokes.to_owned(), String::new());
            let html = Owner::new().with(|| view! { <Signature strokes label/> }.to_html());
            assert!(!html.contains("<svg"), "{html}");
        }
    }
}
