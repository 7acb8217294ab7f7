//! QR codes: dark on light whatever the theme, so that every camera reads them.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A QR code as a drawing, which the server makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPicture {
    /// Its side in modules, the quiet zone around it among them.
    pub side: u16,
    /// The dark modules as the path of an SVG.
    pub path: String,
}

/// A QR code. What it says is also there to read and to copy, so it is only named.
#[component]
pub fn Qr(
    /// The code.
    picture: QrPicture,
    /// What it leads to, for those who cannot see it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let QrPicture { side, path } = picture;
    view! {
        <svg
            class="qr"
            viewBox=format!("0 0 {side} {side}")
            role="img"
            aria-label=move || label.get()
            shape-rendering="crispEdges"
        >
            <path d=path></path>
        </svg>
    }
}
