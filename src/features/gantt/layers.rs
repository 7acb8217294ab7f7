//! What the chart shows besides bars. Pure.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::TaskId;
use domain::time::Minute;

/// What the chart shows besides bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers(u8);

/// One of the things that it can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The critical path stands out.
    Critical,
    /// Dependencies as lines.
    Links,
    /// How far each task can slip without moving the finish.
    Float,
    /// The line that joins what is done on each row: left of the data date is behind.
    Progress,
    /// Names beside the bars.
    Names,
    /// The whole plan in a strip below the chart.
    Map,
}

impl Layer {
    /// All of them with their names for the browser's memory.
    pub const ALL: [(Self, &str); 6] = [
        (Self::Critical, "critical"),
        (Self::Links, "links"),
        (Self::Float, "float"),
        (Self::Progress, "progress"),
        (Self::Names, "names"),
        (Self::Map, "map"),
    ];
}

impl Default for Layers {
    fn default() -> Self {
        Self(0).with(Layer::Critical).with(Layer::Links).with(Layer::Map)
    }
}

impl Layers {
    /// Whether one is shown.
    #[must_use]
    pub const fn has(self, layer: Layer) -> bool {
        self.0 & 1 << layer as u8 != 0
    }

    /// The same with one more.
    #[must_use]
    pub const fn with(self, layer: Layer) -> Self {
        Self(self.0 | 1 << layer as u8)
    }

    /// The same with one shown that was not, or no longer.
    #[must_use]
    pub const fn toggled(self, layer: Layer) -> Self {
        Self(self.0 ^ 1 << layer as u8)
    }

    /// As it is remembered: names with spaces between them.
    #[must_use]
    pub fn written(self) -> String {
        let shown = Layer::ALL.into_iter().filter(|(layer, _)| self.has(*layer));
        shown.map(|(_, name)| name).collect::<Vec<_>>().join(" ")
    }

    /// From what was remembered; unknown names are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let is_in = |name: &str| text.split(' ').any(|word| word == name);
        let shown = Layer::ALL.into_iter().filter(|(_, name)| is_in(name));
        shown.fold(Self(0), |layers, (layer, _)| layers.with(layer))
    }
}

/// Most baselines that are drawn at once: below a bar is no room for more.
const BASELINES_MAX: usize = 3;

/// Adds a baseline to those that are drawn. The first one is the one that numbers are told for; of
/// too many the last one makes room.
pub fn add_baseline(drawn: &mut Vec<Arc<Baseline>>, one: Baseline) {
    drawn.retain(|known| known.name != one.name);
    drawn.truncate(BASELINES_MAX - 1);
    drawn.push(Arc::new(one));
}

/// The dates of an earlier moment that the chart is compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// What it is called.
    pub name: String,
    /// Start and finish of each task.
    pub dates: BTreeMap<TaskId, (Minute, Minute)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_remembered() {
        let layers = Layers::default().toggled(Layer::Links).with(Layer::Float);
        assert_eq!(layers.written(), "critical float map");
        assert_eq!(Layers::read(&layers.written()), layers);
        assert_eq!(Layers::read("float nonsense").written(), "float");
        assert_eq!(Layers::read(""), Layers(0));
    }

    #[test]
    fn the_last_of_too_many_baselines_makes_room() {
        let mut drawn = Vec::new();
        for name in ["a", "b", "c", "d", "b"] {
            add_baseline(&mut drawn, Baseline { name: name.to_owned(), ..Baseline::default() });
        }
        let names: Vec<&str> = drawn.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["a", "d", "b"]);
    }
}
