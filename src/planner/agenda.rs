//! Which events a pass walks: all of them, or after a change those that it can have reached.

use crate::network::{Event, Network};

/// The events that a pass has still to walk.
pub(crate) enum Agenda {
    /// All of them.
    Whole,
    /// Those that are marked, by their place.
    Marked(Vec<bool>),
}

impl Agenda {
    /// What a forward pass has to walk again when these tasks were replaced.
    pub(crate) fn forward(network: &Network, replaced: &[usize]) -> Self {
        let mut agenda = Agenda::empty(network);
        for &task in replaced {
            agenda.mark(Event::opening(task));
            agenda.mark(Event::closing(task));
            agenda.mark_waiting(network, network.known(task));
        }
        agenda
    }

    /// What a backward pass has to walk again when these tasks were replaced.
    pub(crate) fn backward(network: &Network, replaced: &[usize]) -> Self {
        let mut agenda = Agenda::empty(network);
        for &task in replaced {
            agenda.mark(Event::opening(task));
            agenda.mark(Event::closing(task));
            agenda.mark_awaited(network, Event::opening(task));
        }
        agenda
    }

    fn empty(network: &Network) -> Self {
        Agenda::Marked(vec![false; network.hierarchy.count() * 2])
    }

    /// Whether an event is to be walked.
    pub(crate) fn holds(&self, event: Event) -> bool {
        match self {
            Agenda::Whole => true,
            Agenda::Marked(marks) => marks[event.place()],
        }
    }

    /// Marks what a forward pass reads of an event that has turned out different.
    pub(crate) fn mark_waiting(&mut self, network: &Network, event: Event) {
        network.each_waiting(event, |waiting, _| self.mark(waiting));
        // Without dates below it, a summary takes those that it hands down.
        self.mark(Event::closing(event.task()));
    }

    /// Marks what a backward pass reads of an event that has turned out different.
    pub(crate) fn mark_awaited(&mut self, network: &Network, event: Event) {
        let task = event.task();
        if event.is_closing() {
            let children = network.hierarchy.children(task).iter();
            children.for_each(|&child| self.mark(network.known(child as usize)));
            self.mark(Event::opening(task));
            return;
        }
        network.ties_into(task).iter().for_each(|tie| self.mark(network.known(tie.from())));
        if let Some(parent) = network.hierarchy.parent(task) {
            self.mark(Event::opening(parent));
        }
    }

    fn mark(&mut self, event: Event) {
        if let Agenda::Marked(marks) = self {
            marks[event.place()] = true;
        }
    }
}
