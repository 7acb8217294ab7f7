//! Pointers, timers and keys become inputs; commands become scrolling, selections and operations.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::TaskId;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{consequences, dates, td_string};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::chart::{Chart, Consequence, InHand};
use super::drag::{self, Command, Drag, Input, Target};
use super::drawn;
use super::links::Point;
use super::moves::{Grab, Shift};
use super::picks::Reach;
use super::scene::Hit;
use super::table::{NEW_TASK, focus_row};
use super::words;
use crate::features::shared::hand::Hand;
use crate::features::shared::holding::hand_of;
use crate::ui::dom;

impl Chart {
    /// A pointer came down on the chart.
    pub fn press(self, event: &PointerEvent) {
        // A second finger has already been heard by the window.
        if !matches!(event.button(), 0 | 1) || !event.is_primary() {
            return;
        }
        let Some(at) = self.place_of(event) else { return };
        if event.button() == 1 {
            // The browser would scroll by itself.
            event.prevent_default();
            self.hold_pointer(event);
            return self.feed(Input::Down { at, hand: Hand::Mouse, target: Target::default() });
        }
        let hit = self.stage.with_value(|stage| stage.scene.as_ref()?.hit(at, &stage.screen));
        if let Some(Hit::Beyond(task)) = hit {
            focus_row(self, Some(task));
            self.show_bar(task);
            return;
        }
        let target = self.target_of(event, hit, at);
        let hand = hand_of(event);
        if !self.is_adding.get_untracked() {
            self.drawn_below.set(None);
        }
        if !matches!(hand, Hand::Touch | Hand::Finger) {
            self.hold_pointer(event);
        }
        self.stage.update_value(|stage| {
            stage.press += 1;
            stage.reach = Reach::of(event);
            stage.take_hold(event);
        });
        self.feed(Input::Down { at, hand, target });
    }

    /// Hears the pointer also where it leaves the chart.
    fn hold_pointer(self, event: &PointerEvent) {
        let pane = self.stage.with_value(|stage| stage.parts.clone());
        pane.iter().for_each(|parts| dom::capture_pointer(&parts.pane, event.pointer_id()));
    }

    /// The pointer moved.
    pub fn point(self, event: &PointerEvent) {
        if self.is_holding_by_keys() {
            return;
        }
        let is_idle = self.stage.with_value(|stage| stage.drag == Drag::Idle);
        if is_idle {
            self.show_cursor(event);
            return;
        }
        self.stage.update_value(|stage| {
            stage.pointer = Some(Point { x: event.client_x().into(), y: event.client_y().into() });
            stage.is_free = event.alt_key();
        });
        self.follow_pointer();
    }

    /// The pointer went up.
    pub fn release(self) {
        self.feed(if self.must_ask() { Input::Ask } else { Input::Up });
        self.stage.update_value(|stage| stage.pointer = None);
    }

    /// The pointer was lost, or Esc was pressed.
    pub fn cancel(self) {
        self.forget_percent();
        self.forget_wire();
        self.forget_carry();
        self.feed(Input::Cancel);
        self.stage.update_value(|stage| stage.pointer = None);
    }

    /// Whether a pointer holds a bar, or draws one or may.
    pub fn is_holding(self) -> bool {
        self.stage.with_value(|stage| {
            matches!(
                stage.drag,
                Drag::Lifted { from: Some(_), .. } | Drag::Poised { .. } | Drag::Drawing { .. }
            )
        })
    }

    /// Whether keys hold a bar.
    pub fn is_holding_by_keys(self) -> bool {
        self.stage.with_value(|stage| matches!(stage.drag, Drag::Lifted { from: None, .. }))
    }

    /// Lets the state machine take one step and carries out what it says.
    pub fn feed(self, input: Input) {
        let px_per_day = self.scale.read_untracked().level.px_per_day;
        let command = self.stage.try_update_value(|stage| {
            let (drag, command) = drag::step(stage.drag, input, px_per_day);
            stage.drag = drag;
            command
        });
        match command.flatten() {
            None => {}
            Some(Command::Hold(ms)) => self.wait_for_hold(ms),
            Some(Command::Select(task)) => self.select_by_pointer(task),
            Some(Command::Choose(link)) => self.choose_link(link),
            Some(Command::Lift(task, grab)) => self.lift(task, grab),
            Some(Command::Shift(shift)) => self.shift(shift),
            Some(Command::Drop) => self.drop_it(),
            Some(Command::Ask) => self.ask(),
            Some(Command::Restore) => self.restore(),
            Some(Command::Pan(by)) => self.scroll_by(by.x, by.y),
            Some(Command::Poise(below)) => {
                self.drawn_below.set(below);
                dom::tick();
            }
            Some(Command::Draw(from, to)) => self.draw(from, to),
            Some(Command::Name) => self.ask_for_name(),
        }
    }

    fn place_of(self, event: &PointerEvent) -> Option<Point> {
        let at = Point { x: event.client_x().into(), y: event.client_y().into() };
        self.stage.with_value(|stage| stage.place(at))
    }

    fn target_of(self, event: &PointerEvent, hit: Option<Hit>, at: Point) -> Target {
        let selected = self.selected.get_untracked();
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let held = element.and_then(|element| element.closest("[data-grab]").ok().flatten());
        let part = held.and_then(|element| element.get_attribute("data-grab"));
        if let (Some(part), Some(task)) = (part, selected) {
            let grab = match part.as_str() {
                "start" => Grab::Start,
                "finish" => Grab::Finish,
                _ => Grab::Body,
            };
            let is_handle = grab != Grab::Body;
            let (task, part) = (Some(task), Some(grab));
            let is_selected = true;
            return Target { task, part, is_selected, is_handle, ..Target::default() };
        }
        let is_fixed = self.stage.with_value(|stage| stage.has_names);
        let (task, part) = match hit {
            Some(Hit::Bar(task, grab)) if !is_fixed => (Some(task), Some(grab)),
            Some(Hit::Bar(task, _) | Hit::Row(task) | Hit::Beyond(task)) => (Some(task), None),
            None => (None, None),
        };
        let is_selected = task.is_some() && task == selected;
        let is_ground = hit.is_none() && !is_fixed && self.is_ground(at);
        let line = self.line_at(at, hit, hand_of(event) == Hand::Touch);
        let is_free = matches!(hit, Some(Hit::Row(_))) && line.is_none() && !is_fixed;
        let is_beside = is_free && task.is_some_and(|task| self.may_draw_below(task));
        Target { task, part, line, is_selected, is_handle: false, is_ground, is_beside }
    }

    /// Whether a new task may be drawn at a place: below the last row, by who may change the plan.
    fn is_ground(self, at: Point) -> bool {
        let rows = self.rows.with_untracked(|rows| rows.len());
        let end = rows as f64 * self.row_height.get_untracked();
        at.y >= end && self.plan.may_edit()
    }

    /// Whether a new task may be drawn below a row: not where summaries or groups decide what
    /// comes there.
    fn may_draw_below(self, task: TaskId) -> bool {
        let rows = self.rows.get_untracked();
        let place = rows.outline_place(task);
        let is_leaf = self.plan.with_untracked(|view| {
            place
                .and_then(|place| view.outline.rows.get(place))
                .is_some_and(|row| !row.is_summary())
        });
        is_leaf && !rows.is_grouped() && !self.is_linking() && self.plan.may_edit()
    }

    /// Shows a new task between two places of the time axis.
    fn draw(self, from: f64, to: f64) {
        let days = drawn::days_between(&self.scale.read_untracked(), from, to);
        if self.drawn.get_untracked() != Some(days) {
            self.drawn.set(Some(days));
        }
    }

    /// Asks for the name of what was drawn, in the row beside it.
    fn ask_for_name(self) {
        if !self.has_table() {
            self.set_table_width(self.usual_table());
        }
        self.is_adding.set(true);
        dom::on_next_frame(|| {
            dom::focus_by_id(NEW_TASK);
        });
    }

    /// Shows with the pointer what a press would take hold of.
    fn show_cursor(self, event: &PointerEvent) {
        let Some(at) = self.place_of(event) else { return };
        self.stage.with_value(|stage| {
            let (Some(scene), Some(parts)) = (&stage.scene, &stage.parts) else { return };
            let cursor = match scene.hit(at, &stage.screen) {
                Some(Hit::Bar(_, Grab::Body) | Hit::Beyond(_)) => "pointer",
                Some(Hit::Bar(_, Grab::Start | Grab::Finish)) => "ew-resize",
                Some(Hit::Row(_)) | None if scene.line_at(at, false).is_some() => "pointer",
                Some(Hit::Row(_)) | None => "default",
            };
            // A word of CSS is always accepted.
            let _ = parts.pane.style().set_property("cursor", cursor);
        });
    }

    fn wait_for_hold(self, ms: u32) {
        let press = self.stage.with_value(|stage| stage.press);
        let held = move || {
            if self.stage.try_with_value(|stage| stage.press) == Some(press) {
                self.feed(Input::Held);
            }
        };
        set_timeout(held, Duration::from_millis(ms.into()));
    }

    fn select_by_pointer(self, task: Option<TaskId>) {
        self.drawn_below.set(None);
        match task {
            Some(task) => self.choose(task, self.stage.with_value(|stage| stage.reach)),
            None => self.link.set(None),
        }
    }

    fn lift(self, task: TaskId, grab: Grab) {
        let reason = self.fixed(task, grab);
        let group = match grab {
            Grab::Body => self.group_of(task),
            Grab::Start | Grab::Finish => BTreeSet::new(),
        };
        let mut dragged = vec![task];
        dragged.extend(group.iter().filter(|one| **one != task));
        let seq = self.plan.seq();
        let lift = self.plan.with_untracked(|view| self.take(view, (task, grab), group));
        let lift = lift.map(|lift| lift.since(seq));
        let (None, Some(lift)) = (reason.clone(), lift) else {
            self.stage.update_value(|stage| stage.drag = Drag::Idle);
            self.selected.set(Some(task));
            reason.into_iter().for_each(|reason| self.toasts.say(reason));
            return;
        };
        self.stage.update_value(|stage| (stage.lift, stage.is_asked) = (Some(lift), false));
        self.plan.tell_dragged(dragged);
        self.selected.set(Some(task));
        let by_keys = self.is_holding_by_keys();
        self.in_hand.set(Some(InHand { by_keys, consequence: None }));
        if by_keys {
            let (locale, title) = (self.locale(), self.title(task));
            self.live.announce(match grab {
                Grab::Body => td_string!(locale, gantt.lifted_body, title = title),
                Grab::Start => td_string!(locale, gantt.lifted_start, title = title),
                Grab::Finish => td_string!(locale, gantt.lifted_finish, title = title),
            });
        } else {
            dom::tick();
        }
        self.repaint();
    }

    fn shift(self, shift: Shift) {
        let tried = self.plan.with_untracked(|view| {
            self.stage.try_update_value(|stage| {
                stage.is_asked = false;
                let lift = stage.lift.as_mut()?;
                Some(lift.shift(shift, &view.scheduled))
            })
        });
        if let Some(Some(Err(refusal))) = tried {
            self.plan.refuse(&refusal);
        }
        self.tell_consequence();
        self.repaint();
    }

    /// Updates the strip, the tip and, for keys, what is read aloud.
    fn tell_consequence(self) {
        let told_to = self.told_now();
        let (locale, today) = told_to;
        let by_keys = self.is_holding_by_keys();
        let told = self.plan.with_untracked(|view| {
            self.stage.with_value(|stage| {
                let lift = stage.lift.as_ref()?;
                let preview = lift.preview()?;
                let is_free = matches!(stage.drag, Drag::Lifted { shift: Shift::Parts(_), .. });
                let (from, to) = words::ends(told_to, &preview.dates, is_free);
                let settings = &view.plan.settings;
                let duration = dates::duration(locale, preview.duration, settings);
                let (start, end) = (from.clone(), to.clone());
                let tip =
                    td_string!(locale, gantt.tip, from = start, to = end, duration = duration);
                let (_, count) = lift.moved();
                let said = td_string!(
                    locale,
                    gantt.announce,
                    from = from,
                    to = to,
                    count = grouped(count)
                );
                stage.parts.iter().for_each(|parts| dom::set_words(&parts.tip, &tip));
                let consequence = Consequence {
                    moved: count,
                    finish: consequences::finish(locale, &preview.consequence, today),
                    critical: consequences::critical(locale, &preview.consequence),
                    broken: consequences::promises(locale, &preview.consequence),
                    lists: consequences::listed(locale, &preview.consequence, &view.plan),
                    is_held: lift.is_held(),
                    proposal: self.proposal(view, &preview.consequence),
                };
                Some((consequence, said))
            })
        });
        if let (Some((_, said)), true) = (&told, by_keys) {
            self.live.announce(said.clone());
        }
        let consequence = told.map(|(consequence, _)| consequence);
        let span = self.stage.with_value(|stage| {
            let preview = stage.lift.as_ref()?.preview()?;
            Some((preview.dates.start, preview.dates.finish))
        });
        span.into_iter().for_each(|span| self.plan.tell_span(span));
        self.in_hand.set(Some(InHand { by_keys, consequence }));
    }

    /// Lists what the bar in the hand would do, or no longer.
    pub fn toggle_lists(self) {
        self.shows_lists.update(|shows| *shows = !*shows);
    }

    fn drop_it(self) {
        self.plan.tell_dragged(Vec::new());
        let lift = self.stage.try_update_value(|stage| stage.lift.take()).flatten();
        let is_asked = self.is_promised();
        self.in_hand.set(None);
        let base = lift.as_ref().map_or(i64::MAX, |lift| lift.base);
        let done =
            lift.and_then(|lift| self.plan.with_untracked(|view| self.finish_move(view, lift)));
        if let Some((op, said)) = done {
            self.carry_out_held(base, op, said, is_asked);
            self.flash_bar();
        }
        self.repaint();
    }

    fn restore(self) {
        self.drawn.set(None);
        self.drawn_below.set(None);
        self.plan.tell_dragged(Vec::new());
        let lift = self.stage.try_update_value(|stage| stage.lift.take()).flatten();
        self.in_hand.set(None);
        if let Some(lift) = lift {
            let title = self.title(lift.task);
            self.live.announce(td_string!(self.locale(), gantt.cancelled, title = title));
        }
        self.repaint();
    }
}

impl super::stage::Stage {
    /// A place of the window as a place of the chart.
    pub fn place(&self, at: Point) -> Option<Point> {
        let pane = self.parts.as_ref()?.pane.get_bounding_client_rect();
        Some(Point { x: at.x - pane.left(), y: at.y - pane.top() - self.head })
    }
}
