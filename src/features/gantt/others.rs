//! Bars that others move right now: where they would put them down, with their names.

use locale::td_string;

use leptos::prelude::*;

use super::chart::Chart;
use super::scene::{Other, Scene, Source};
use crate::features::shared::live_wire::Presence;

impl Chart {
    /// Adds the bars in other people's hands to the drawing.
    pub fn draw_others(self, source: &Source, row_height: f64, scene: &mut Scene) {
        let locale = self.locale();
        let hand = |other: &Presence| {
            let task = *other.at.dragged.first()?;
            let row = source.rows.row_of(task)?;
            let there = || {
                let dates = source.plan.scheduled.dates(task)?;
                Some((dates.start, dates.finish))
            };
            // As long as nothing is told of where it would go, it is held where it lies.
            let (start, finish) = other.at.span.or_else(there)?;
            Some(Other {
                left: source.scale.x(start),
                right: source.scale.x(finish),
                y: (row as f64 + 0.5) * row_height,
                words: td_string!(locale, conflicts.dragged, name = other.name.clone()),
            })
        };
        self.plan.others().with_untracked(|others| {
            scene.others.extend(others.iter().filter_map(hand));
        });
    }
}
