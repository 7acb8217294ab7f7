//! The network: who waits for whom, through links and through summaries, in an order to walk.
//!
//! A summary is two events. It opens before its children, to hand down what holds it back, and it
//! closes after them, to take over their dates. A task without children opens and closes at once.
//! Links run from the closing of one task to the opening of another.

use crate::links::Tie;
use crate::{Lag, Plan, Problem};

mod cycles;
mod hierarchy;

pub(crate) use hierarchy::Hierarchy;

/// The events of a plan in an order in which each comes after all it waits for.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    pub(crate) hierarchy: Hierarchy,
    /// The links into each task.
    pub(crate) ties_in: Grouped<Tie>,
    /// The links out of each task.
    pub(crate) ties_out: Grouped<Tie>,
    /// The events in walking order.
    pub(crate) order: Vec<Event>,
}

/// A task that opens, or a summary that closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Event(u32);

/// Things in groups, one group per task, in one flat list.
#[derive(Debug, Clone)]
pub(crate) struct Grouped<T> {
    starts: Vec<u32>,
    members: Vec<T>,
}

impl Event {
    fn opening(task: usize) -> Self {
        Event((task as u32) << 1)
    }

    fn closing(task: usize) -> Self {
        Event((task as u32) << 1 | 1)
    }

    pub(crate) fn task(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(crate) fn is_closing(self) -> bool {
        self.0 & 1 == 1
    }

    fn place(self) -> usize {
        self.0 as usize
    }
}

impl<T: Copy + Default> Grouped<T> {
    /// Room for members, of which `groups` names the group of each.
    fn with_room(count: usize, groups: impl Iterator<Item = usize>) -> Self {
        // Shifted by two places, so that filling the groups moves each start to where it belongs.
        let mut starts = vec![0_u32; count + 2];
        for group in groups {
            starts[group + 2] += 1;
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        Grouped { starts, members: vec![T::default(); total as usize] }
    }

    /// Puts a member behind those already in its group.
    fn put(&mut self, group: usize, member: T) {
        let place = &mut self.starts[group + 1];
        self.members[*place as usize] = member;
        *place += 1;
    }

    fn of_group_mut(&mut self, group: usize) -> &mut [T] {
        &mut self.members[self.starts[group] as usize..self.starts[group + 1] as usize]
    }

    pub(crate) fn of_group(&self, group: usize) -> &[T] {
        &self.members[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

impl Network {
    /// Reads the plan's hierarchy and links, leaving out what cannot be walked.
    pub(crate) fn of(plan: &Plan, problems: &mut Vec<Problem>) -> Self {
        let hierarchy = Hierarchy::of(plan, problems);
        let mut is_used = sound_links(plan, problems);
        let mut network = Network::with_links(plan, hierarchy, &is_used);
        if network.order.len() < network.hierarchy.event_count() {
            cycles::break_all(plan, &network, &mut is_used, problems);
            network = Network::with_links(plan, network.hierarchy, &is_used);
        }
        network
    }

    fn with_links(plan: &Plan, hierarchy: Hierarchy, is_used: &[bool]) -> Self {
        let count = plan.tasks.len();
        let used = || plan.links.iter().zip(is_used).filter(|(_, is_used)| **is_used);
        let mut ties_in = Grouped::with_room(count, used().map(|(link, _)| link.to));
        let mut ties_out = Grouped::with_room(count, used().map(|(link, _)| link.from));
        for (number, link) in plan.links.iter().enumerate() {
            if is_used[number] {
                let tie = Tie::of(plan, link, number as u32);
                ties_in.put(link.to, tie.seen_from(link.to, link));
                ties_out.put(link.from, tie.seen_from(link.from, link));
            }
        }
        let mut network = Network { hierarchy, ties_in, ties_out, order: Vec::new() };
        network.order = network.walking_order();
        network
    }

    /// Measures anew the lags that are a share of a task's duration.
    pub(crate) fn measure_lags_after(&mut self, plan: &Plan, task: usize) {
        for place in 0..self.ties_out.of_group(task).len() {
            let tie = self.ties_out.of_group(task)[place];
            let link = &plan.links[tie.number as usize];
            if !matches!(link.lag, Lag::Percent(_)) {
                continue;
            }
            let tie = Tie::of(plan, link, tie.number);
            self.ties_out.of_group_mut(task)[place] = tie.seen_from(task, link);
            let into = self.ties_in.of_group_mut(link.to);
            let same = into.iter_mut().find(|other| other.number == tie.number);
            same.into_iter().for_each(|other| *other = tie.seen_from(link.to, link));
        }
    }

    /// The event at which a task's dates are known.
    fn known(&self, task: usize) -> Event {
        if self.hierarchy.is_summary(task) { Event::closing(task) } else { Event::opening(task) }
    }

    /// Calls `visit` with every event that waits for this one, and the link if it is one.
    fn each_waiting(&self, event: Event, mut visit: impl FnMut(Event, Option<u32>)) {
        let task = event.task();
        if !event.is_closing() {
            for &child in self.hierarchy.children(task) {
                visit(Event::opening(child as usize), None);
            }
        }
        if event != self.known(task) {
            return;
        }
        for tie in self.ties_out.of_group(task) {
            visit(Event::opening(tie.other()), Some(tie.number));
        }
        if let Some(parent) = self.hierarchy.parent(task) {
            visit(Event::closing(parent), None);
        }
    }

    /// All events that do not wait for a cycle, each after those it waits for, and as far as that
    /// allows in the order of the plan, which is kind to the memory that the passes walk.
    fn walking_order(&self) -> Vec<Event> {
        let mut waits_for = self.waiting_counts();
        let mut order: Vec<Event> = Vec::with_capacity(self.hierarchy.event_count());
        let mut ready: Vec<Event> = Vec::new();
        for task in 0..self.hierarchy.count() {
            let begin = Event::opening(task);
            if waits_for[begin.place()] == 0 {
                ready.push(begin);
            }
            while let Some(event) = ready.pop() {
                order.push(event);
                self.each_waiting(event, |waiting, _| {
                    let left = &mut waits_for[waiting.place()];
                    *left -= 1;
                    let comes_later = !waiting.is_closing() && waiting.task() > task;
                    if *left == 0 && !comes_later {
                        ready.push(waiting);
                    }
                });
            }
        }
        order
    }

    /// How many events each event waits for.
    fn waiting_counts(&self) -> Vec<u32> {
        let mut counts = Vec::with_capacity(self.hierarchy.count() * 2);
        for task in 0..self.hierarchy.count() {
            let has_parent = u32::from(self.hierarchy.parent(task).is_some());
            counts.push(self.ties_in.of_group(task).len() as u32 + has_parent);
            counts.push(self.hierarchy.children(task).len() as u32);
        }
        counts
    }
}

/// Which links name two different tasks that exist.
fn sound_links(plan: &Plan, problems: &mut Vec<Problem>) -> Vec<bool> {
    let count = plan.tasks.len();
    let is_sound =
        |link: &crate::Link| link.from < count && link.to < count && link.from != link.to;
    let used: Vec<bool> = plan.links.iter().map(is_sound).collect();
    let broken = used.iter().enumerate().filter(|(_, used)| !**used);
    problems.extend(broken.map(|(link, _)| Problem::BrokenLink { link }));
    used
}
