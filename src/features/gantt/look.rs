//! What this device remembers of how a person likes the chart.

use super::layers::Layers;
use crate::ui::dom;

const LAYERS: &str = "accord_gantt_layers";

/// What was shown last besides bars.
pub fn layers() -> Layers {
    dom::recall(LAYERS).map_or_else(Layers::default, |text| Layers::read(&text))
}

/// Remembers what is shown besides bars; a browser that refuses shows the usual the next time.
pub fn remember_layers(layers: Layers) {
    dom::remember(LAYERS, &layers.written());
}
