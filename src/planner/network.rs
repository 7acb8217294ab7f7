//! The network: who waits for whom, through links and through summaries, in an order to walk.
//!
//! A summary is two events. It opens before its children, to hand down what holds it back, and it
//! closes after them, to take over their dates. A task without children opens and closes at once.
//! Links run from the closing of one task to the opening of another.

use crate::{Plan, Problem};

mod cycles;

/// Stands for "no task".
pub(crate) const NONE: u32 = u32::MAX;

/// The events of a plan in an order in which each comes after all it waits for.
pub(crate) struct Network {
    /// The parent of each task, [`NONE`] at the top.
    pub(crate) parents: Vec<u32>,
    /// The children of each task; those with any are summaries.
    pub(crate) children: Grouped,
    /// The links into each task.
    pub(crate) links_in: Grouped,
    /// The links out of each task.
    pub(crate) links_out: Grouped,
    /// The events in walking order.
    pub(crate) order: Vec<Event>,
}

/// A task that opens, or a summary that closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Event(u32);

/// Numbers in groups, one group per task, in one flat list.
pub(crate) struct Grouped {
    starts: Vec<u32>,
    members: Vec<u32>,
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

impl Grouped {
    /// Groups the pairs `(group, member)`, keeping their order inside each group.
    fn of(groups: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0_u32; groups + 1];
        let mut total = 0;
        for (group, _) in pairs.clone() {
            starts[group as usize + 1] += 1;
            total += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut members = vec![0_u32; total];
        for (group, member) in pairs {
            let place = &mut next[group as usize];
            members[*place as usize] = member;
            *place += 1;
        }
        Grouped { starts, members }
    }

    pub(crate) fn of_group(&self, group: usize) -> &[u32] {
        &self.members[self.starts[group] as usize..self.starts[group + 1] as usize]
    }

    pub(crate) fn is_empty_group(&self, group: usize) -> bool {
        self.starts[group] == self.starts[group + 1]
    }
}

impl Network {
    /// Reads the plan's hierarchy and links, leaving out what cannot be walked.
    pub(crate) fn of(plan: &Plan, problems: &mut Vec<Problem>) -> Self {
        let parents = sound_parents(plan, problems);
        let children = Grouped::of(
            plan.tasks.len(),
            (0_u32..).zip(&parents).filter(|(_, parent)| **parent != NONE).map(|(t, p)| (*p, t)),
        );
        let mut is_used = sound_links(plan, problems);
        let mut network = Network::with_links(plan, parents, children, &is_used);
        if network.order.len() < network.event_count() {
            cycles::break_all(plan, &network, &mut is_used, problems);
            network = Network::with_links(plan, network.parents, network.children, &is_used);
        }
        network
    }

    fn with_links(plan: &Plan, parents: Vec<u32>, children: Grouped, is_used: &[bool]) -> Self {
        let used = || (0_u32..).zip(&plan.links).zip(is_used).filter(|(_, used)| **used);
        let count = plan.tasks.len();
        let links_in = Grouped::of(count, used().map(|((n, link), _)| (link.to as u32, n)));
        let links_out = Grouped::of(count, used().map(|((n, link), _)| (link.from as u32, n)));
        let mut network = Network { parents, children, links_in, links_out, order: Vec::new() };
        network.order = network.walking_order(plan);
        network
    }

    pub(crate) fn is_summary(&self, task: usize) -> bool {
        !self.children.is_empty_group(task)
    }

    /// The parent of a task.
    pub(crate) fn parent(&self, task: usize) -> Option<usize> {
        let parent = self.parents[task];
        (parent != NONE).then_some(parent as usize)
    }

    fn event_count(&self) -> usize {
        let tasks = self.parents.len();
        tasks + (0..tasks).filter(|&task| self.is_summary(task)).count()
    }

    /// The event at which a task's dates are known.
    fn known(&self, task: usize) -> Event {
        if self.is_summary(task) { Event::closing(task) } else { Event::opening(task) }
    }

    /// Calls `visit` with every event that waits for this one, and the link if it is one.
    fn each_waiting(&self, plan: &Plan, event: Event, mut visit: impl FnMut(Event, Option<u32>)) {
        let task = event.task();
        if !event.is_closing() {
            for &child in self.children.of_group(task) {
                visit(Event::opening(child as usize), None);
            }
        }
        if event != self.known(task) {
            return;
        }
        for &link in self.links_out.of_group(task) {
            visit(Event::opening(plan.links[link as usize].to), Some(link));
        }
        if let Some(parent) = self.parent(task) {
            visit(Event::closing(parent), None);
        }
    }

    /// All events that do not wait for a cycle, each after those it waits for.
    fn walking_order(&self, plan: &Plan) -> Vec<Event> {
        let count = self.parents.len();
        let mut waits_for = vec![0_u32; count * 2];
        for task in 0..count {
            let has_parent = u32::from(self.parents[task] != NONE);
            let event = Event::opening(task).place();
            waits_for[event] = self.links_in.of_group(task).len() as u32 + has_parent;
            waits_for[event + 1] = self.children.of_group(task).len() as u32;
        }
        let mut order: Vec<Event> = Vec::with_capacity(count * 2);
        order.extend((0..count).map(Event::opening).filter(|event| waits_for[event.place()] == 0));
        let mut next = 0;
        while let Some(&event) = order.get(next) {
            next += 1;
            self.each_waiting(plan, event, |waiting, _| {
                let left = &mut waits_for[waiting.place()];
                *left -= 1;
                if *left == 0 {
                    order.push(waiting);
                }
            });
        }
        order
    }
}

/// Each task's parent, without those that do not exist or lie below their own child.
fn sound_parents(plan: &Plan, problems: &mut Vec<Problem>) -> Vec<u32> {
    let count = plan.tasks.len();
    let mut parents = vec![NONE; count];
    for (task, of) in plan.tasks.iter().enumerate() {
        match of.parent {
            Some(parent) if parent < count && parent != task => parents[task] = parent as u32,
            Some(_) => problems.push(Problem::BrokenParent { task }),
            None => {}
        }
    }
    let mut seen_from = vec![NONE; count];
    for task in 0..count {
        let mut above = task;
        while seen_from[above] == NONE {
            seen_from[above] = task as u32;
            if parents[above] == NONE {
                break;
            }
            if seen_from[parents[above] as usize] == task as u32 {
                parents[above] = NONE;
                problems.push(Problem::BrokenParent { task: above });
                break;
            }
            above = parents[above] as usize;
        }
    }
    parents
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
