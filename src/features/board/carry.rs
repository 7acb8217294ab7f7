//! A card on its way: one copy of it follows the pointer, a line shows where it would land.
//!
//! Nothing here goes through the view layer. In a frame in which something has moved the copy and
//! the line get a transform; signals change when the card is put down.

use std::time::Duration;

use domain::TaskId;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::drag::Press;
use super::geometry::{Area, cell_at, place_at};
use super::lanes::Spot;
use super::moves::slot_of;
use crate::features::shared::edge::speed_at;
use crate::features::shared::hand::Point;
use crate::ui::dom::{self, set_attribute, set_style};

/// How long a card takes home when it is put back.
const WAY_HOME: Duration = Duration::from_millis(200);
/// How far a carried card leans, in degrees.
const LEAN: f64 = -1.5;
/// Longer pauses between two frames than this, in milliseconds, are no time for scrolling.
const LONGEST_FRAME: i64 = 50;

/// The elements that a carried card needs.
#[derive(Clone, Copy)]
pub struct Stage {
    /// The board itself.
    pub root: NodeRef<html::Div>,
    /// What scrolls sideways.
    pub scroller: NodeRef<html::Div>,
    /// What follows the pointer.
    pub ghost: NodeRef<html::Div>,
    /// Where in it the copy of the card is put.
    pub holder: NodeRef<html::Div>,
    /// The line that shows the place.
    pub line: NodeRef<html::Div>,
}

/// A card on its way.
pub struct Carry {
    /// Where the pointer is.
    pub at: Point,
    /// Where the card would land.
    pub target: Option<Spot>,
    card: TaskId,
    slot: Element,
    grip: Point,
    home: Point,
    sections: Vec<HtmlElement>,
    open: Option<Landing>,
    drawn_at: Option<Point>,
    line: Option<Line>,
    last_frame_ms: i64,
    /// Whether the board may have other cells than those that were found.
    is_stale: bool,
    is_scrolling: bool,
    sideways_since_ms: Option<i64>,
    downwards_since_ms: Option<i64>,
}

/// The cell over which the card is.
struct Landing {
    stack: usize,
    list: HtmlElement,
    slots: Vec<Element>,
    children: u32,
}

/// Where the line lies that shows the place, in px of the window.
#[derive(Clone, Copy, PartialEq)]
struct Line {
    left: f64,
    y: f64,
    width: f64,
}

impl Stage {
    /// Shows the line at a place, for a card that the keyboard holds.
    pub fn show_line(self, card: TaskId, spot: Spot) {
        let sections = self.sections();
        let Some(section) = sections.get(spot.stack) else { return };
        let Some(landing) = Landing::of(spot.stack, section, card) else { return };
        let neighbour = landing.slots.get(spot.place).or(landing.slots.last());
        dom::scroll_into_view(neighbour.unwrap_or(section));
        self.mark_section(&sections, Some(spot.stack));
        self.draw_line(landing.line_at(spot.place));
    }

    /// Takes the line and every mark away.
    pub fn clear(self) {
        self.mark_section(&self.sections(), None);
        if let Some(line) = self.line.get_untracked() {
            set_attribute(&line, "hidden", Some(""));
        }
    }

    fn sections(self) -> Vec<HtmlElement> {
        let root = self.root.get_untracked();
        root.map_or_else(Vec::new, |root| dom::focusable_within(&root, Some("[data-column]")))
    }

    fn mark_section(self, sections: &[HtmlElement], target: Option<usize>) {
        for (stack, section) in sections.iter().enumerate() {
            set_attribute(section, "data-target", (target == Some(stack)).then_some("true"));
        }
    }

    fn draw_line(self, Line { left, y, width }: Line) {
        let Some(line) = self.line.get_untracked() else { return };
        set_attribute(&line, "hidden", None);
        set_style(&line, "width", &format!("{width}px"));
        set_style(&line, "transform", &format!("translate({left}px, {y}px)"));
    }
}

impl Landing {
    fn of(stack: usize, section: &HtmlElement, card: TaskId) -> Option<Self> {
        let list = match section.query_selector("[data-list]").ok()? {
            Some(list) => list.dyn_into::<HtmlElement>().ok()?,
            // What is put down on a strip comes to the top of its column.
            None if section.has_attribute("data-collapsed") => section.clone(),
            None => return None,
        };
        let own = card.to_string();
        let is_other = |slot: &HtmlElement| slot.get_attribute("data-card").as_ref() != Some(&own);
        let slots = dom::focusable_within(&list, Some("[data-card]"));
        let slots = slots.into_iter().filter(is_other).map(Into::into).collect();
        let children = list.child_element_count();
        Some(Self { stack, list, slots, children })
    }

    fn place_at(&self, y: f64) -> usize {
        let middle = |place: usize| {
            let rect = self.slots[place].get_bounding_client_rect();
            rect.top() + rect.height() / 2.0
        };
        place_at(y, self.slots.len(), middle)
    }

    fn line_at(&self, place: usize) -> Line {
        let list = self.list.get_bounding_client_rect();
        let y = self.gap_at(place).unwrap_or(list.top()).max(list.top()).min(list.bottom());
        Line { left: list.left(), y, width: list.width() }
    }

    /// The height between two cards, or at either end of the list.
    fn gap_at(&self, place: usize) -> Option<f64> {
        let below = self.slots.get(place).map(|slot| slot.get_bounding_client_rect().top());
        below.or_else(|| Some(self.slots.last()?.get_bounding_client_rect().bottom()))
    }
}

impl Carry {
    /// Takes a card up: its copy appears under the pointer, its place becomes a dashed hole.
    pub fn begin(stage: Stage, press: Press, at: Point) -> Option<Self> {
        let slot = slot_of(press.what)?;
        let card = slot.first_element_child()?;
        let rect = card.get_bounding_client_rect();
        let copy = card.clone_node_with_deep(true).ok()?.dyn_into::<HtmlElement>().ok()?;
        for named in dom::focusable_within(&copy, Some("[id]")) {
            set_attribute(&named, "id", None);
        }
        let (holder, ghost) = (stage.holder.get_untracked()?, stage.ghost.get_untracked()?);
        holder.replace_children_with_node_1(&copy);
        set_style(&holder, "width", &format!("{}px", rect.width()));
        set_style(&holder, "rotate", &format!("{LEAN}deg"));
        set_attribute(&ghost, "data-home", None);
        set_attribute(&ghost, "hidden", None);
        set_attribute(&slot, "data-carried", Some("true"));
        let home = Point { x: rect.left(), y: rect.top() };
        Some(Self {
            at,
            target: None,
            card: press.what,
            slot,
            grip: Point { x: press.at.x - home.x, y: press.at.y - home.y },
            home,
            sections: stage.sections(),
            open: None,
            drawn_at: None,
            line: None,
            last_frame_ms: dom::now_ms(),
            is_stale: false,
            is_scrolling: false,
            sideways_since_ms: None,
            downwards_since_ms: None,
        })
    }

    /// Draws one frame; tells whether the card has come over another cell.
    pub fn frame(&mut self, stage: Stage) -> bool {
        let now = dom::now_ms();
        let elapsed = (now - self.last_frame_ms).clamp(0, LONGEST_FRAME) as f64 / 1000.0;
        self.last_frame_ms = now;
        if std::mem::take(&mut self.is_stale) {
            (self.sections, self.open) = (stage.sections(), None);
        }
        self.is_scrolling = self.scroll_sideways(stage, now, elapsed);
        let is_new_section = self.find_section();
        self.is_scrolling |= self.scroll_downwards(stage, now, elapsed);
        self.target = self
            .open
            .as_ref()
            .map(|open| Spot { stack: open.stack, place: open.place_at(self.at.y) });
        let line = self.open.as_ref().zip(self.target).map(|(open, to)| open.line_at(to.place));
        if let Some(line) = line.filter(|line| self.line.replace(*line) != Some(*line)) {
            stage.draw_line(line);
        }
        if is_new_section {
            stage.mark_section(&self.sections, self.target.map(|target| target.stack));
        }
        if self.drawn_at.replace(self.at) != Some(self.at)
            && let Some(ghost) = stage.ghost.get_untracked()
        {
            let (x, y) = (self.at.x - self.grip.x, self.at.y - self.grip.y);
            set_style(&ghost, "transform", &format!("translate({x}px, {y}px)"));
        }
        is_new_section
    }

    /// Looks for the cells of the board again with the next frame.
    pub const fn look_again(&mut self) {
        self.is_stale = true;
    }

    /// Whether the card is so near to an edge that the board scrolls by itself.
    pub const fn is_scrolling(&self) -> bool {
        self.is_scrolling
    }

    /// Ends the way where the card is.
    pub fn end(self, stage: Stage) {
        set_attribute(&self.slot, "data-carried", None);
        stage.clear();
        hide_ghost(stage);
    }

    /// Ends the way and lets the copy glide home.
    pub fn go_home(self, stage: Stage) {
        stage.clear();
        let Some(ghost) = stage.ghost.get_untracked() else { return };
        if let Some(holder) = stage.holder.get_untracked() {
            set_style(&holder, "rotate", "0deg");
        }
        set_attribute(&ghost, "data-home", Some("true"));
        let home = format!("translate({}px, {}px)", self.home.x, self.home.y);
        set_style(&ghost, "transform", &home);
        set_timeout(
            move || {
                set_attribute(&self.slot, "data-carried", None);
                // Another card may be on its way by now.
                if ghost.has_attribute("data-home") {
                    hide_ghost(stage);
                }
            },
            WAY_HOME,
        );
    }

    /// Finds the cell under the pointer; tells whether it is another one.
    fn find_section(&mut self) -> bool {
        let areas: Vec<Area> = self.sections.iter().map(area).collect();
        let Some(stack) = cell_at(self.at, &areas) else { return false };
        let known = self.open.as_ref().filter(|open| open.stack == stack);
        let is_same = known.is_some();
        if known.is_none_or(|open| open.children != open.list.child_element_count()) {
            self.open = Landing::of(stack, &self.sections[stack], self.card);
        }
        !is_same
    }

    /// Scrolls near an edge; tells whether there is more to come.
    fn scroll_sideways(&mut self, stage: Stage, now: i64, elapsed: f64) -> bool {
        let Some(scroller) = stage.scroller.get_untracked() else { return false };
        let rect = scroller.get_bounding_client_rect();
        let at = self.at.x - rect.left();
        let speed = speed_at(at, rect.width(), now, &mut self.sideways_since_ms);
        let left = scroller.scroll_left();
        if speed != 0.0 {
            scroller.set_scroll_left(left + (speed * elapsed).round() as i32);
        }
        let rest = scroller.scroll_width() - scroller.client_width() - left;
        let ahead = if at < rect.width() / 2.0 { left } else { rest };
        self.sideways_since_ms.is_some() && ahead > 0
    }

    /// A column scrolls by itself; where there are lanes, all of them do together.
    fn scroll_downwards(&mut self, stage: Stage, now: i64, elapsed: f64) -> bool {
        let Some(list) = self.open.as_ref().map(|open| &open.list) else { return false };
        let all = stage.scroller.get_untracked().filter(|all| all.has_attribute("data-lanes"));
        let scroller: &HtmlElement = all.as_deref().map_or(list, |all| all);
        let rect = scroller.get_bounding_client_rect();
        let at = self.at.y - rect.top();
        let speed = speed_at(at, rect.height(), now, &mut self.downwards_since_ms);
        let top = scroller.scroll_top();
        if speed != 0.0 {
            scroller.set_scroll_top(top + (speed * elapsed).round() as i32);
        }
        let rest = scroller.scroll_height() - scroller.client_height() - top;
        let ahead = if at < rect.height() / 2.0 { top } else { rest };
        self.downwards_since_ms.is_some() && ahead > 0
    }
}

fn hide_ghost(stage: Stage) {
    if let Some(ghost) = stage.ghost.get_untracked() {
        set_attribute(&ghost, "hidden", Some(""));
    }
    if let Some(holder) = stage.holder.get_untracked() {
        holder.replace_children_with_node_0();
    }
}

fn area(section: &HtmlElement) -> Area {
    let rect = section.get_bounding_client_rect();
    Area { left: rect.left(), right: rect.right(), top: rect.top(), bottom: rect.bottom() }
}
