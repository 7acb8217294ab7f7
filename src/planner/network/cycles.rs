//! Finds every loop among the events that wait for each other, and the link to leave out of each.

use super::{Event, Network};
use crate::{Plan, Problem};

/// How many tasks all reports together may name; loops found later name only the link's ends.
const NAMED_TASKS: usize = 100_000;

/// How far the search has come with an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    /// It is the path's step at this place.
    OnPath(u32),
    Done,
}

/// An event on the path that is being followed.
struct Step {
    event: Event,
    /// The link by which the path came here, `None` for a step through the hierarchy.
    by: Option<u32>,
    /// The events that wait for this one and are still to be followed, last first.
    left: Vec<(Event, Option<u32>)>,
}

/// Leaves out one link of every loop and reports it with the tasks around the loop.
///
/// A path is followed along everything that waits, in depth, with the path itself as the stack. A
/// step back onto the path closes a loop; if it is a link, that link is left out. Hierarchy cannot
/// be left out, so then the last link of the loop goes, and the path is taken up again before it.
pub(super) fn break_all(
    plan: &Plan,
    network: &Network,
    is_used: &mut [bool],
    problems: &mut Vec<Problem>,
) {
    let mut marks = vec![Mark::New; network.hierarchy.count() * 2];
    for event in &network.order {
        marks[event.place()] = Mark::Done;
    }
    let mut path: Vec<Step> = Vec::new();
    let mut named = 0;
    for root in from_the_top(network) {
        if marks[root.place()] == Mark::New {
            marks[root.place()] = Mark::OnPath(0);
            path.push(step_to(network, root, None));
        }
        while let Some(step) = path.last_mut() {
            let Some((next, by)) = step.left.pop() else {
                marks[step.event.place()] = Mark::Done;
                path.pop();
                continue;
            };
            if by.is_some_and(|link| !is_used[link as usize]) {
                continue;
            }
            match marks[next.place()] {
                Mark::Done => {}
                Mark::New => {
                    marks[next.place()] = Mark::OnPath(path.len() as u32);
                    path.push(step_to(network, next, by));
                }
                Mark::OnPath(begin) => {
                    let begin = begin as usize;
                    let Some(link) = link_to_leave_out(&path, begin, by) else {
                        continue;
                    };
                    is_used[link as usize] = false;
                    let ends = &plan.links[link as usize];
                    let tasks = match named < NAMED_TASKS {
                        true => around(&path[begin..]),
                        false => vec![ends.to, ends.from, ends.to],
                    };
                    named += tasks.len();
                    problems.push(Problem::Cycle { link: link as usize, path: tasks });
                    if by != Some(link) {
                        take_back(&mut path, &mut marks, link);
                    }
                }
            }
        }
    }
}

/// All openings, those of summaries before those of what lies below them.
fn from_the_top(network: &Network) -> Vec<Event> {
    let hierarchy = &network.hierarchy;
    let count = hierarchy.count();
    let mut tasks: Vec<usize> = (0..count).filter(|&t| hierarchy.parent(t).is_none()).collect();
    let mut next = 0;
    while let Some(&task) = tasks.get(next) {
        next += 1;
        tasks.extend(hierarchy.children(task).iter().map(|&child| child as usize));
    }
    tasks.into_iter().map(Event::opening).collect()
}

fn step_to(network: &Network, event: Event, by: Option<u32>) -> Step {
    let mut left = Vec::new();
    network.each_waiting(event, |waiting, tie| left.push((waiting, tie.map(|tie| tie.number))));
    left.reverse();
    Step { event, by, left }
}

/// The link that closes the loop, or the last link in it where the hierarchy closes it.
fn link_to_leave_out(path: &[Step], begin: usize, by: Option<u32>) -> Option<u32> {
    by.or_else(|| path[begin + 1..].iter().rev().find_map(|step| step.by))
}

/// The tasks of a loop, the first again at the end.
fn around(steps: &[Step]) -> Vec<usize> {
    let events = steps.iter().chain(steps.first());
    let mut tasks: Vec<usize> = events.map(|step| step.event.task()).collect();
    tasks.dedup();
    tasks
}

/// Shortens the path to before the step by this link.
fn take_back(path: &mut Vec<Step>, marks: &mut [Mark], link: u32) {
    let place = path.iter().rposition(|step| step.by == Some(link)).unwrap_or(path.len());
    for step in path.drain(place..) {
        marks[step.event.place()] = Mark::New;
    }
}
