//! Bars, diamonds, brackets, ghosts, links, targets and promises.

use locale::numbers::grouped;
use locale::{dates, td_string};

use super::labels::{self, GAP};
use super::pen::{Align, Pen};
use crate::features::gantt::links::Point;
use crate::features::gantt::scene::{
    BELOW_NAME, Bar, DIAMOND, Ghost, Other, Promise, Scene, Shape, Side, Target,
};

/// Share of the row that a bar fills.
const THICK: f64 = 0.45;
/// Size of an arrow's head.
const ARROW: (f64, f64) = (6.0, 3.5);

/// How far around a critical milestone its second outline lies.
const RING: f64 = 3.0;
/// The outline of what is nearly critical.
const NEAR: &[f64] = &[5.0, 3.0];
/// How the baselines are told apart: a line, long dashes, short ones.
const DASHES: [&[f64]; 3] = [&[], &[7.0, 3.0], &[3.0, 3.0]];

/// Paints the links.
pub fn paint_lines(pen: &Pen, scene: &Scene) {
    let palette = pen.palette;
    for is_critical in [false, true] {
        for line in scene.lines.iter().filter(|line| line.is_critical == is_critical) {
            let is_red = line.is_critical || line.is_broken;
            let colour = if is_red { &palette.critical } else { &palette.strong };
            let dash: &[f64] = if line.is_broken { &[4.0, 3.0] } else { &[] };
            let width = if is_critical { 2.0 } else { 1.25 };
            if line.is_chosen {
                pen.faint(0.35, || pen.bent_line(&palette.done, 7.0, &[], &line.points));
            }
            pen.bent_line(colour, width, dash, &line.points);
            if let [.., before, tip] = &line.points[..] {
                paint_arrow(pen, colour, *before, *tip);
            }
        }
    }
}

fn paint_arrow(pen: &Pen, colour: &str, before: Point, tip: Point) {
    let (x, y) = (pen.x(tip.x), pen.y(tip.y));
    let (long, wide) = ARROW;
    let back = if tip.x >= before.x { x - long } else { x + long };
    pen.fill_shape(colour, &[(x, y), (back, y - wide), (back, y + wide)]);
}

/// Paints what stands for tasks, and what they would leave or reach.
pub fn paint(pen: &Pen, scene: &Scene) {
    paint_floats(pen, scene);
    for bar in &scene.bars {
        match bar.beyond {
            None => paint_bar(pen, scene, bar),
            Some(side) => paint_beyond(pen, bar, side),
        }
        paint_name(pen, bar);
    }
    for ghost in &scene.ghosts {
        paint_ghost(pen, ghost);
    }
    paint_progress(pen, scene);
    scene.others.iter().for_each(|other| paint_other(pen, other));
}

fn paint_bar(pen: &Pen, scene: &Scene, bar: &Bar) {
    let alpha = if bar.is_inactive { 0.45 } else { 1.0 };
    pen.faint(alpha, || match bar.shape {
        Shape::Bar => paint_task(pen, bar),
        Shape::Diamond => paint_diamond(pen, bar),
        Shape::Bracket => paint_bracket(pen, bar),
    });
    paint_was(pen, bar);
    if let Some(label) = labels::label(pen, scene, bar) {
        let at = (pen.x(label.left), middle(pen, bar));
        pen.write(&label.text, at, Align::After, &pen.palette.text_2);
    }
}

/// The baselines: thin bars below each other, or outlines of a diamond; each drawn differently.
fn paint_was(pen: &Pen, bar: &Bar) {
    let colour = &pen.palette.strong;
    let height = if bar.was.len() > 1 { 2.0 } else { 4.0 };
    let below = (middle(pen, bar) + thickness(pen, bar) / 2.0).round() + 2.0;
    for was in &bar.was {
        let dash = DASHES[was.line.min(DASHES.len() - 1)];
        let (left, right) = (pen.x(was.left), pen.x(was.right));
        if bar.shape == Shape::Diamond {
            pen.edge_shape(colour, 1.5, dash, &diamond(left, middle(pen, bar)));
            continue;
        }
        let (right, top) = (right.max(left + 2.0), below + was.line as f64 * 3.0);
        if dash.is_empty() {
            pen.fill_round(colour, (left, top), (right - left, height), 2.0);
        } else {
            let y = top + height / 2.0;
            pen.line(colour, height, dash, &[(left, y), (right, y)]);
        }
    }
}

/// How far tasks can slip.
fn paint_floats(pen: &Pen, scene: &Scene) {
    let colour = &pen.palette.ok;
    for float in scene.floats.iter().filter(|float| pen.sees(float.from, float.to)) {
        let (to, y) = (pen.x(float.to), pen.y(float.y));
        // The dots go on behind words that stand in their way.
        let bar = scene.bars.iter().find(|bar| bar.y == float.y && bar.beyond.is_none());
        let label = bar.and_then(|bar| labels::label(pen, scene, bar));
        let from = label.filter(|label| label.left < float.to).map(|label| label.right + GAP / 2.0);
        let from = pen.x(from.unwrap_or(float.from)).min(to);
        pen.line(colour, 1.5, &[2.0, 3.0], &[(from, y), (to, y)]);
        pen.line(colour, 1.5, &[], &[(to, y - 4.0), (to, y + 4.0)]);
    }
}

/// The line that joins what is done on each row.
fn paint_progress(pen: &Pen, scene: &Scene) {
    let at = |point: &Point| (pen.x(point.x), pen.y(point.y));
    let corners: Vec<(f64, f64)> = scene.progress.iter().map(at).collect();
    pen.line(&pen.palette.client, 2.0, &[], &corners);
}

/// The middle of what is drawn: lower where the name stands above it.
fn middle(pen: &Pen, bar: &Bar) -> f64 {
    pen.y(bar.y) + if bar.name.is_some() { BELOW_NAME } else { 0.0 }
}

fn paint_task(pen: &Pen, bar: &Bar) {
    let palette = pen.palette;
    let height = thickness(pen, bar);
    let (left, right) = (pen.x(bar.left), pen.x(bar.right));
    let (top, width) = ((middle(pen, bar) - height / 2.0).round(), right - left);
    let done = pen.x(bar.done).clamp(left, right) - left;
    pen.fill_round(&palette.rest, (left, top), (width, height), 4.0);
    if bar.is_critical {
        pen.hatch(&palette.edge, (left + done, top), (width - done, height));
    }
    if done > 0.0 {
        let radius = if done < width { 2.0 } else { 4.0 };
        pen.fill_round(&palette.done, (left, top), (done, height), radius);
    }
    let (colour, edge) =
        if bar.is_critical { (&palette.critical, 2.0) } else { (&palette.edge, 1.0) };
    if bar.is_near {
        let (right, low) = (left + width.max(2.0) - 1.0, top + height - 1.0);
        let (left, top) = (left + 1.0, top + 1.0);
        let corners = [(left, top), (right, top), (right, low), (left, low)];
        pen.edge_shape(&palette.warn, 2.0, NEAR, &corners);
    } else {
        pen.edge_round(colour, (left, top), (width, height), edge);
    }
}

/// How thick a bar is: thinner where its name stands above it.
fn thickness(pen: &Pen, bar: &Bar) -> f64 {
    let share = if bar.name.is_some() { THICK * 0.7 } else { THICK };
    (pen.screen.row_height * share).round()
}

fn paint_diamond(pen: &Pen, bar: &Bar) {
    let palette = pen.palette;
    let colour = if bar.is_critical { &palette.critical } else { &palette.edge };
    let (x, y) = (pen.x(bar.left), middle(pen, bar));
    let corners = diamond(x, y);
    pen.fill_shape(colour, &corners);
    if bar.percent == 100 {
        pen.fill_shape(&palette.done, &corners);
    }
    if bar.is_near {
        pen.edge_shape(&palette.warn, 2.0, NEAR, &corners);
    }
    // It has no room for the hatching of a bar.
    if bar.is_critical {
        pen.edge_shape(colour, 1.5, &[], &diamond_of(x, y, DIAMOND + RING));
    }
}

fn diamond(x: f64, y: f64) -> [(f64, f64); 4] {
    diamond_of(x, y, DIAMOND)
}

fn diamond_of(x: f64, y: f64, half: f64) -> [(f64, f64); 4] {
    [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
}

/// A bar with a foot at each end.
fn paint_bracket(pen: &Pen, bar: &Bar) {
    let (left, right, y) = (pen.x(bar.left), pen.x(bar.right), middle(pen, bar));
    let foot = 6.0_f64.min((right - left) / 2.0);
    let (top, low, tip) = (y - 4.0, y + 1.0, y + 6.0);
    let corners = [
        (left, top),
        (right, top),
        (right, tip),
        (right - foot, low),
        (left + foot, low),
        (left, tip),
    ];
    pen.fill_shape(&pen.palette.text_2, &corners);
}

/// Words at the edge of the screen that lead to a bar out of sight.
fn paint_beyond(pen: &Pen, bar: &Bar, side: Side) {
    let mut text = dates::narrow_span(pen.locale, bar.days, pen.today);
    if bar.percent == 100 {
        text = format!("{text} · {}", td_string!(pen.locale, gantt.all_done));
    }
    let y = middle(pen, bar);
    pen.letters(false);
    match side {
        Side::Left => {
            pen.write(&format!("‹ {text}"), (GAP, y), Align::After, &pen.palette.text_2);
        }
        Side::Right => {
            let at = (pen.screen.width - GAP, y);
            pen.write(&format!("{text} ›"), at, Align::Before, &pen.palette.text_2);
        }
    }
}

/// The name above the bar, inside the screen as long as the bar is.
fn paint_name(pen: &Pen, bar: &Bar) {
    let Some(name) = &bar.name else { return };
    let is_seen = bar.beyond.is_none();
    let x = if is_seen { pen.x(bar.ends().left).max(GAP) } else { GAP };
    pen.letters(bar.shape == Shape::Bracket);
    let room = pen.screen.width - GAP - pen.width_of(name);
    let at = (x.min(room).max(GAP), pen.y(bar.y) - BELOW_NAME);
    pen.write(name, at, Align::After, &pen.palette.text);
}

fn paint_ghost(pen: &Pen, ghost: &Ghost) {
    let (left, right, y) = (pen.x(ghost.left), pen.x(ghost.right), pen.y(ghost.y));
    let dash = [4.0, 3.0];
    let colour = &pen.palette.text_2;
    match ghost.shape {
        Shape::Diamond => pen.edge_shape(colour, 1.5, &dash, &diamond(left, y)),
        Shape::Bar => {
            let half = (pen.screen.row_height * THICK / 2.0).round();
            let corners =
                [(left, y - half), (right, y - half), (right, y + half), (left, y + half)];
            pen.edge_shape(colour, 1.5, &dash, &corners);
        }
        Shape::Bracket => pen.line(colour, 1.5, &dash, &[(left, y - 6.0), (right, y - 6.0)]),
    }
}

/// A bar in somebody else's hand, with the name of who moves it.
fn paint_other(pen: &Pen, other: &Other) {
    let (left, right, y) = (pen.x(other.left), pen.x(other.right), pen.y(other.y));
    let palette = pen.palette;
    let half = (pen.screen.row_height * THICK / 2.0).round() + 2.0;
    let corners = [(left, y - half), (right, y - half), (right, y + half), (left, y + half)];
    pen.edge_shape(&palette.edge, 2.0, &[4.0, 3.0], &corners);
    if !pen.sees(other.left, other.right) {
        return;
    }
    pen.letters(true);
    let width = pen.width_of(&other.words) + 2.0 * GAP;
    let room = (pen.screen.width - width).max(0.0);
    let start = (right + GAP / 2.0).clamp(0.0, room);
    pen.fill_round(&palette.edge, (start, y - half), (width, 2.0 * half), 4.0);
    pen.write_plain(&other.words, (start + GAP, y), Align::After, &palette.surface);
    pen.letters(false);
}

/// Paints targets and promises.
pub fn paint_marks(pen: &Pen, scene: &Scene) {
    pen.letters(false);
    // Where names stand above the bars, marks stand beside the bars, and words only where there is
    // room: on a phone.
    let has_names = scene.bars.iter().any(|bar| bar.name.is_some());
    let below = if has_names { BELOW_NAME } else { 0.0 };
    for target in scene.targets.iter().filter(|target| pen.sees(target.x, target.x)) {
        paint_target(pen, target, below);
    }
    let in_sight = |promise: &&Promise| {
        let begin = promise.target.map_or(promise.x, |target| target.x);
        pen.sees(begin.min(promise.finish), promise.x.max(promise.finish))
    };
    for promise in scene.promises.iter().filter(in_sight) {
        paint_promise(pen, promise, below);
        let bar = scene.bars.iter().find(|bar| bar.y == promise.y);
        paint_promise_words(pen, scene, (promise, bar), below);
    }
}

fn paint_target(pen: &Pen, target: &Target, below: f64) {
    let (x, y) = (pen.x(target.x), pen.y(target.y) + below);
    let half = pen.screen.row_height * 0.36 - below / 2.0;
    let colour = if target.is_missed { &pen.palette.bad } else { &pen.palette.strong };
    pen.line(colour, 1.5, &[2.0, 2.0], &[(x, y - half), (x, y + half)]);
    let cap = y - half;
    pen.fill_shape(colour, &[(x - 4.0, cap - 3.0), (x + 4.0, cap - 3.0), (x, cap + 3.0)]);
}

/// A flag, and below the bar the buffer between target and promise: what is used up and what is
/// left of it, or by how far the promise breaks.
fn paint_promise(pen: &Pen, promise: &Promise, below: f64) {
    let palette = pen.palette;
    let (x, y) = (pen.x(promise.x), pen.y(promise.y) + below);
    let base = y + pen.screen.row_height * 0.3 - below / 2.0;
    let finish = pen.x(promise.finish);
    let target = promise.target.map(|target| pen.x(target.x));
    if let Some(target) = target.filter(|left| *left < x) {
        let used = finish.clamp(target, x);
        pen.fill(&palette.warn, (target, base - 2.0), (used - target, 5.0));
        pen.fill(&palette.client_bg, (used, base - 2.0), (x - used, 5.0));
        pen.line(&palette.client, 1.0, &[], &[(used, base + 3.0), (x, base + 3.0)]);
        pen.line(&palette.client, 1.0, &[], &[(used, base - 2.0), (x, base - 2.0)]);
    }
    if promise.days_left < 0 && finish > x {
        pen.line(&palette.bad, 3.0, &[3.0, 3.0], &[(x, base), (finish, base)]);
    }
    let top = y - pen.screen.row_height * 0.36 + below / 2.0;
    pen.line(&palette.client, 1.5, &[], &[(x, top), (x, base + 2.0)]);
    let flag = [(9.0, 0.0), (6.5, 4.0), (9.0, 8.0), (0.0, 8.0), (0.0, 0.0)];
    pen.fill_shape(&palette.client, &flag.map(|(across, down)| (x + across, top + down)));
}

fn paint_promise_words(
    pen: &Pen,
    scene: &Scene,
    (promise, bar): (&Promise, Option<&Bar>),
    below: f64,
) {
    let is_narrow = below > 0.0;
    // At the edge of a phone stand the words that lead to the bar.
    if is_narrow && bar.is_some_and(|bar| bar.beyond.is_some()) {
        return;
    }
    if !pen.sees(promise.x.min(promise.finish), promise.x.max(promise.finish)) {
        return;
    }
    let day = dates::narrow(pen.locale, promise.day, pen.today);
    let (locale, days) = (pen.locale, grouped(promise.days_left.abs()));
    let is_broken = promise.days_left < 0;
    let text = match promise.days_left {
        0 => td_string!(locale, gantt.promise_met, day = day),
        1.. => td_string!(locale, gantt.promise_left, day = day, days = days),
        _ => td_string!(locale, gantt.promise_broken, day = day, days = days),
    };
    // Behind a bar stand its own words first.
    let own = bar.map(|bar| match labels::label(pen, scene, bar) {
        Some(label) => label.right,
        None => labels::free_from(pen, scene, bar),
    });
    let right = own.map_or(promise.x, |own| own.max(promise.x + 9.0));
    let colour = if is_broken { &pen.palette.bad } else { &pen.palette.client };
    pen.letters(is_broken);
    let at = (pen.x(right) + GAP, pen.y(promise.y) + below);
    let end = at.0 + pen.width_of(&text);
    if !is_narrow || end <= pen.screen.width {
        pen.write(&text, at, Align::After, colour);
    }
    pen.letters(false);
    if let Some(target) = promise.target.as_ref().filter(|_| !is_narrow) {
        write_target(pen, target, bar, end + GAP);
    }
}

/// The words of a target: before the bar, and behind the words of its promise where the target
/// still lies ahead of the bar, so that they are not read as the bar's own date.
fn write_target(pen: &Pen, target: &Target, bar: Option<&Bar>, behind: f64) {
    let day = dates::narrow(pen.locale, target.day, pen.today);
    let text = td_string!(pen.locale, gantt.target, day = day);
    let is_ahead = bar.is_some_and(|bar| bar.ends().right < target.x);
    if is_ahead && behind + pen.width_of(&text) <= pen.screen.width {
        pen.write(&text, (behind, pen.y(target.y)), Align::After, &pen.palette.text_2);
        return;
    }
    let left = bar.map_or(target.x, |bar| bar.ends().left.min(target.x));
    pen.write(&text, (pen.x(left) - GAP, pen.y(target.y)), Align::Before, &pen.palette.text_2);
}
