//! What lies under the bars: days without work, lines, the selected row; and the line of now.

use super::pen::Pen;
use crate::features::gantt::scene::Scene;
use domain::plan::calendar::DayKind;

/// Paints the ground.
pub fn paint(pen: &Pen, scene: &Scene) {
    let (width, height) = (pen.screen.width, pen.screen.height);
    let (palette, row) = (pen.palette, pen.screen.row_height);
    pen.fill(&palette.surface, (0.0, pen.head), (width, height));
    pen.faint(0.8, || {
        let free = scene.stretches.iter().filter(|stretch| stretch.kind != DayKind::MakeUp);
        for stretch in free {
            let (left, right) = (pen.x(stretch.from), pen.x(stretch.to));
            pen.fill(&palette.weekend, (left, pen.head), (right - left, height));
        }
    });
    for head in &scene.heads {
        pen.fill(&palette.weekend, (0.0, pen.y(*head as f64 * row)), (width, row));
    }
    for selected in scene.selected.iter().filter(|row| scene.rows.contains(*row)) {
        let top = pen.y(*selected as f64 * row);
        pen.faint(0.8, || pen.fill(&palette.selected, (0.0, top), (width, row)));
    }
    for tick in &scene.minor {
        let x = pen.x(tick.x).round() - 0.5;
        pen.faint(0.6, || {
            pen.line(&palette.border, 1.0, &[], &[(x, pen.head), (x, pen.head + height)]);
        });
    }
    for number in scene.rows.clone() {
        let y = pen.y((number + 1) as f64 * row).round() - 0.5;
        pen.faint(0.7, || pen.line(&palette.border, 1.0, &[], &[(0.0, y), (width, y)]));
    }
}

/// Paints the line of now.
pub fn paint_now(pen: &Pen, scene: &Scene) {
    let x = pen.x(scene.now).round();
    let bottom = pen.head + pen.screen.height;
    pen.line(&pen.palette.today, 1.5, &[], &[(x, pen.head), (x, bottom)]);
}
