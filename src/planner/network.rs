//! The network: who waits for whom, through links and through summaries, in an order to walk.
//!
//! A summary is two events. It opens before its children, to hand down what holds it back, and it
//! closes after them, to take over their dates. A task without children opens and closes at once.
//! Links run from the closing of one task to the opening of another.

use crate::item::Item;
use crate::links::Tie;
use crate::{Plan, Problem};

mod cycles;
mod hierarchy;
mod order;

pub(crate) use hierarchy::Hierarchy;

/// The events of a plan in an order in which each comes after all it waits for.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    pub(crate) hierarchy: Hierarchy,
    /// The links into each task.
    ties_in: Grouped<Tie>,
    /// The links out of each task, by their place among those that lead into tasks.
    ties_out: Grouped<u32>,
    /// Whether a link holds the finish of each task.
    are_tied_at_finish: Vec<bool>,
    /// Whether anything waits for the start of a summary.
    pub(crate) waits_for_start_of_summary: bool,
    /// The events in walking order.
    pub(crate) order: Vec<Event>,
    /// Minutes of the longest chain of work and lag, were there no pause between them.
    pub(crate) longest: u32,
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
    pub(crate) fn opening(task: usize) -> Self {
        Event((task as u32) << 1)
    }

    pub(crate) fn closing(task: usize) -> Self {
        Event((task as u32) << 1 | 1)
    }

    pub(crate) fn task(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(crate) fn is_closing(self) -> bool {
        self.0 & 1 == 1
    }

    /// A number of its own, below twice the count of tasks.
    pub(crate) fn place(self) -> usize {
        self.0 as usize
    }
}

impl<T: Copy + Default> Grouped<T> {
    /// So many groups, for which members are announced before there is room for them.
    fn new(count: usize) -> Self {
        Grouped { starts: vec![0; count + 2], members: Vec::new() }
    }

    /// Announces a member of a group.
    fn announce(&mut self, group: usize) {
        // Shifted by two places, so that filling the groups moves each start to where it belongs.
        self.starts[group + 2] += 1;
    }

    /// Makes room for all that were announced.
    fn make_room(&mut self) {
        let mut total = 0;
        for start in &mut self.starts {
            total += *start;
            *start = total;
        }
        self.members.resize(total as usize, T::default());
    }

    /// Puts a member behind those already in its group; its place among all members is returned.
    fn put(&mut self, group: usize, member: T) -> u32 {
        let place = self.starts[group + 1];
        self.members[place as usize] = member;
        self.starts[group + 1] += 1;
        place
    }

    fn of_group(&self, group: usize) -> &[T] {
        &self.members[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

impl Network {
    /// Reads the plan's hierarchy and links, leaving out what cannot be walked.
    pub(crate) fn of(plan: &Plan, items: &[Item], problems: &mut Vec<Problem>) -> Self {
        let hierarchy = Hierarchy::of(plan, problems);
        let mut is_used = sound_links(plan, problems);
        let mut network = Network::with_links(plan, items, hierarchy, &is_used);
        if network.order.len() < network.hierarchy.event_count() {
            cycles::break_all(plan, &network, &mut is_used, problems);
            network = Network::with_links(plan, items, network.hierarchy, &is_used);
        }
        network
    }

    fn with_links(plan: &Plan, items: &[Item], hierarchy: Hierarchy, is_used: &[bool]) -> Self {
        let count = plan.tasks.len();
        let (mut ties_in, mut ties_out) = (Grouped::new(count), Grouped::new(count));
        for (link, is_used) in plan.links.iter().zip(is_used) {
            if *is_used {
                ties_in.announce(link.to);
                ties_out.announce(link.from);
            }
        }
        ties_in.make_room();
        ties_out.make_room();
        let mut are_tied_at_finish = vec![false; count];
        let mut waits_for_start_of_summary = false;
        for (number, (link, is_used)) in plan.links.iter().zip(is_used).enumerate() {
            if !*is_used {
                continue;
            }
            let place = ties_in.put(link.to, Tie::of(plan, link, number as u32));
            ties_out.put(link.from, place);
            if link.kind.holds_finish() {
                are_tied_at_finish[link.to] = true;
            }
            waits_for_start_of_summary |=
                link.kind.waits_for_start() && hierarchy.is_summary(link.from);
        }
        let mut network = Network {
            hierarchy,
            ties_in,
            ties_out,
            are_tied_at_finish,
            waits_for_start_of_summary,
            order: Vec::new(),
            longest: 0,
        };
        (network.order, network.longest) =
            network.order_of_plan(items).unwrap_or_else(|| network.order_found(items));
        network
    }

    /// The links into a task.
    pub(crate) fn ties_into(&self, task: usize) -> &[Tie] {
        self.ties_in.of_group(task)
    }

    /// All links that are walked.
    pub(crate) fn ties(&self) -> &[Tie] {
        &self.ties_in.members
    }

    /// The links out of a task.
    pub(crate) fn ties_from(&self, task: usize) -> impl ExactSizeIterator<Item = &Tie> {
        self.ties_out.of_group(task).iter().map(|place| &self.ties_in.members[*place as usize])
    }

    /// Whether a link holds the task's finish.
    pub(crate) fn is_tied_at_finish(&self, task: usize) -> bool {
        self.are_tied_at_finish[task]
    }

    /// Measures anew the lags that are a share of a task's duration.
    pub(crate) fn measure_lags_after(&mut self, plan: &Plan, task: usize) {
        for place in self.ties_out.of_group(task) {
            let tie = &mut self.ties_in.members[*place as usize];
            *tie = Tie::of(plan, &plan.links[tie.number as usize], tie.number);
        }
    }

    /// The event at which a task's dates are known.
    pub(crate) fn known(&self, task: usize) -> Event {
        if self.hierarchy.is_summary(task) { Event::closing(task) } else { Event::opening(task) }
    }

    /// Calls `visit` with every event that waits for this one, and the link if it is one.
    pub(crate) fn each_waiting(&self, event: Event, mut visit: impl FnMut(Event, Option<&Tie>)) {
        let task = event.task();
        if !event.is_closing() && self.hierarchy.is_summary(task) {
            for &child in self.hierarchy.children(task) {
                visit(Event::opening(child as usize), None);
            }
            return;
        }
        for tie in self.ties_from(task) {
            visit(Event::opening(tie.to()), Some(tie));
        }
        if let Some(parent) = self.hierarchy.parent(task) {
            visit(Event::closing(parent), None);
        }
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
