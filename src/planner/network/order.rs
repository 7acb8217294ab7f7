//! The order in which the events are walked, and the longest chain among them.
//!
//! The longest chain is counted in minutes of work and lag, as if nothing paused between them.

use super::{Event, Network};
use crate::item::Item;
use crate::links::Tie;

/// Stands for the chain up to the end of a task that is not known yet.
const NOT_KNOWN: u32 = u32::MAX;

/// The longest chain that is told apart from [`NOT_KNOWN`].
const LONGEST: u32 = NOT_KNOWN - 1;

/// A summary whose children are being met.
struct Open {
    task: usize,
    /// The longest chain before it opens, and before it closes.
    begin: u32,
    end: u32,
}

/// What an event still waits for, and the longest chain before it.
#[derive(Clone, Copy)]
struct Wait {
    left: u32,
    longest: u32,
}

impl Network {
    /// The events in the very order of the plan, where each comes after all it waits for: what lies
    /// below a summary follows it at once, and no task stands before one that it waits for. None
    /// where the plan is written in another order.
    pub(super) fn order_of_plan(&self, items: &[Item]) -> Option<(Vec<Event>, u32)> {
        let mut order = Vec::with_capacity(self.hierarchy.event_count());
        let mut ends = vec![NOT_KNOWN; self.hierarchy.count()];
        let mut open: Vec<Open> = Vec::new();
        let mut longest = 0;
        for (task, item) in items.iter().enumerate() {
            let parent = self.hierarchy.parent(task);
            while let Some(last) = open.pop_if(|last| Some(last.task) != parent) {
                order.push(Event::closing(last.task));
                ends[last.task] = last.end;
                widen(&mut open, last.end);
            }
            let mut begin = match (open.last(), parent) {
                (Some(above), _) => above.begin,
                (None, None) => 0,
                (None, Some(_)) => return None,
            };
            for tie in self.ties_into(task) {
                let end = ends[tie.from()];
                if end == NOT_KNOWN {
                    return None;
                }
                begin = begin.max(end.saturating_add(tie.delay()).min(LONGEST));
            }
            order.push(Event::opening(task));
            if self.hierarchy.is_summary(task) {
                open.push(Open { task, begin, end: begin });
                continue;
            }
            let end = begin.saturating_add(item.length.unsigned_abs()).min(LONGEST);
            ends[task] = end;
            longest = longest.max(end);
            widen(&mut open, end);
        }
        order.extend(open.iter().rev().map(|last| Event::closing(last.task)));
        Some((order, longest))
    }

    /// All events that do not wait for a cycle, each after those it waits for, and as far as that
    /// allows in the order of the plan, which is kind to the memory that the passes walk.
    pub(super) fn order_found(&self, items: &[Item]) -> (Vec<Event>, u32) {
        let mut waits = self.waits();
        let mut order: Vec<Event> = Vec::with_capacity(self.hierarchy.event_count());
        let mut ready: Vec<Event> = Vec::new();
        let mut longest = 0;
        for task in 0..self.hierarchy.count() {
            let begin = Event::opening(task);
            if waits[begin.place()].left == 0 {
                ready.push(begin);
            }
            while let Some(event) = ready.pop() {
                order.push(event);
                let mut until = waits[event.place()].longest;
                if !self.hierarchy.is_summary(event.task()) {
                    until = until.saturating_add(items[event.task()].length.unsigned_abs());
                }
                longest = longest.max(until);
                self.each_waiting(event, |waiting, tie| {
                    let wait = &mut waits[waiting.place()];
                    wait.left -= 1;
                    let until = until.saturating_add(tie.map_or(0, Tie::delay));
                    wait.longest = wait.longest.max(until);
                    let comes_later = !waiting.is_closing() && waiting.task() > task;
                    if wait.left == 0 && !comes_later {
                        ready.push(waiting);
                    }
                });
            }
        }
        (order, longest)
    }

    /// For how many events each event waits.
    fn waits(&self) -> Vec<Wait> {
        let mut waits = Vec::with_capacity(self.hierarchy.count() * 2);
        let wait = |left: usize| Wait { left: left as u32, longest: 0 };
        for task in 0..self.hierarchy.count() {
            let above = usize::from(self.hierarchy.parent(task).is_some());
            waits.push(wait(self.ties_into(task).len() + above));
            waits.push(wait(self.hierarchy.children(task).len()));
        }
        waits
    }
}

/// Lets the last open summary close no sooner than a chain ends.
fn widen(open: &mut [Open], end: u32) {
    if let Some(above) = open.last_mut() {
        above.end = above.end.max(end);
    }
}
