//! What this device remembers of how a person likes the chart.

use domain::ProjectId;

use super::columns::Columns;
use super::groups::GroupBy;
use super::layers::Layers;
use super::moves::Policy;
use super::near::Near;
use super::scale::Zoom;
use crate::ui::dom;

const LAYERS: &str = "accord_gantt_layers";
const ZOOM: &str = "accord_gantt_zoom";
const TABLE: &str = "accord_gantt_table";
const COLUMNS: &str = "accord_gantt_columns";
const POLICY: &str = "accord_gantt_policy";
const GROUPS: &str = "accord_gantt_groups";
const NEAR: &str = "accord_gantt_near";
const BASELINES: &str = "accord_gantt_baselines";

/// The zoom levels with their names for the browser's memory.
const ZOOMS: [(Zoom, &str); 4] =
    [(Zoom::Day, "day"), (Zoom::Week, "week"), (Zoom::Month, "month"), (Zoom::Quarter, "quarter")];

/// What was shown last besides bars.
pub fn layers() -> Layers {
    dom::recall(LAYERS).map_or_else(Layers::default, |text| Layers::read(&text))
}

/// Remembers what is shown besides bars; a browser that refuses shows the usual the next time.
pub fn remember_layers(layers: Layers) {
    dom::remember(LAYERS, &layers.written());
}

/// How much time a screen held last.
pub fn zoom() -> Zoom {
    let name = dom::recall(ZOOM);
    let known = ZOOMS.into_iter().find(|(_, known)| Some(*known) == name.as_deref());
    known.map(|(zoom, _)| zoom).unwrap_or_default()
}

/// Remembers how much time a screen holds.
pub fn remember_zoom(zoom: Zoom) {
    if let Some((_, name)) = ZOOMS.into_iter().find(|(known, _)| *known == zoom) {
        dom::remember(ZOOM, name);
    }
}

/// The columns of the table that were chosen last.
pub fn columns() -> Columns {
    dom::recall(COLUMNS).map_or_else(Columns::default, |text| Columns::read(&text))
}

/// Remembers the columns of the table.
pub fn remember_columns(columns: Columns) {
    dom::remember(COLUMNS, &columns.written());
}

/// The width of the table in px as it was chosen last; none is that of the style sheet.
pub fn table_width() -> Option<f64> {
    let width = dom::recall(TABLE)?.parse::<f64>().ok()?;
    (width.is_finite() && width >= 0.0).then_some(width)
}

/// Remembers the width of the table; that of the style sheet needs no memory.
pub fn remember_table_width(width: Option<f64>) {
    match width {
        Some(width) => {
            dom::remember(TABLE, &format!("{width:.0}"));
        }
        None => dom::forget(TABLE),
    }
}

/// By what the rows were grouped last.
pub fn groups() -> GroupBy {
    let name = dom::recall(GROUPS);
    let known = GroupBy::ALL.into_iter().find(|(_, known)| Some(*known) == name.as_deref());
    known.map(|(by, _)| by).unwrap_or_default()
}

/// Remembers by what the rows are grouped.
pub fn remember_groups(by: GroupBy) {
    if let Some((_, name)) = GroupBy::ALL.into_iter().find(|(known, _)| *known == by) {
        dom::remember(GROUPS, name);
    }
}

/// How little float counted last as nearly critical.
pub fn near() -> Near {
    dom::recall(NEAR).map_or_else(Near::default, |text| Near::read(&text))
}

/// Remembers how little float counts as nearly critical.
pub fn remember_near(near: Near) {
    dom::remember(NEAR, &near.written());
}

/// The names of the baselines with which a project was compared last.
pub fn baselines(project: ProjectId) -> Vec<String> {
    let names = dom::recall(&baselines_of(project)).unwrap_or_default();
    names.lines().map(str::to_owned).collect()
}

/// Remembers the names of the baselines with which a project is compared.
pub fn remember_baselines(project: ProjectId, names: &[String]) {
    match names {
        [] => dom::forget(&baselines_of(project)),
        _ => {
            dom::remember(&baselines_of(project), &names.join("\n"));
        }
    }
}

fn baselines_of(project: ProjectId) -> String {
    format!("{BASELINES}_{project}")
}

/// What was to become of other tasks when a bar was moved last.
pub fn policy() -> Policy {
    let name = dom::recall(POLICY);
    let known = Policy::ALL.into_iter().find(|(_, known)| Some(*known) == name.as_deref());
    known.map(|(policy, _)| policy).unwrap_or_default()
}

/// Remembers what becomes of other tasks when a bar moves.
pub fn remember_policy(policy: Policy) {
    if let Some((_, name)) = Policy::ALL.into_iter().find(|(known, _)| *known == policy) {
        dom::remember(POLICY, name);
    }
}
