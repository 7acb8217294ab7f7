//! Float: how far each task may slip, and before what.

use crate::Driver;
use crate::forward::Forward;
use crate::links::Tie;
use crate::setting::Setting;
use crate::span::{Span, UNCOUNTED};
use crate::time::Minute;

/// Working minutes from a task's early to its late place, the smaller of its two ends. A task that
/// has begun has only its finish left, a finished one has nothing. `counts` is the work before both
/// places, where it was counted.
pub(crate) fn total(
    setting: &Setting,
    task: usize,
    (early, late): (Span, Span),
    (before, at_latest): (i64, i64),
) -> i64 {
    if early == late || setting.is_finished(task) {
        return 0;
    }
    // Both ends of a task that links alone placed lie the same working time apart.
    if before != UNCOUNTED && at_latest != UNCOUNTED {
        return at_latest - before;
    }
    let time = setting.own_time(task);
    let at_start = || time.between(early.start, late.start);
    if setting.is_plain(task) && !setting.network.hierarchy.is_summary(task) {
        return at_start();
    }
    let at_finish = time.between(early.finish, late.finish);
    match setting.plan.tasks[task].progress.actual_start {
        Some(_) => at_finish,
        None => at_finish.min(at_start()),
    }
}

/// Where the work of each task ends, and of a summary the last below it, where links or dates hold
/// any finish in a pause after the work. A late place ends with its work, whichever calendar that
/// lies in, and float counts from one end of work to the other.
pub(crate) fn work_ends(setting: &Setting, early: &Forward) -> Option<Vec<Minute>> {
    if !early.reasons.iter().any(|reason| reason.rests_before_finish) {
        return None;
    }
    let (network, reasons) = (setting.network, &early.reasons);
    let mut ends: Vec<Minute> = early.spans.iter().map(|span| span.finish).collect();
    for event in &network.order {
        let task = event.task();
        if event.is_closing() && reasons[task].driver == Driver::Children {
            let children = network.hierarchy.children(task).iter().map(|&child| child as usize);
            let active = children.filter(|child| setting.is_active(*child));
            ends[task] = active.map(|child| ends[child]).max().unwrap_or(ends[task]);
        } else if reasons[task].rests_before_finish {
            ends[task] = setting.span_until(task, ends[task]).finish;
        }
    }
    Some(ends)
}

/// The latest ends of a task that leave every successor where it is.
#[derive(Clone, Copy)]
struct Limit {
    start: Minute,
    finish: Minute,
}

impl Limit {
    /// The tighter of both at each end.
    fn within(self, other: Limit) -> Self {
        Limit { start: self.start.min(other.start), finish: self.finish.min(other.finish) }
    }
}

/// Working minutes each task may slip before it moves a successor or the project's finish, or ends
/// after a summary that is set by hand and holds it.
pub(crate) fn free(setting: &Setting, forward: &Forward) -> Vec<i64> {
    let (network, spans) = (&setting.network, &forward.spans);
    let mut limits = vec![Limit { start: Minute::MAX, finish: forward.finish }; spans.len()];
    for tie in network.ties() {
        tighten(setting, spans, tie, &mut limits[tie.from()]);
    }
    let mut floats = vec![0; spans.len()];
    let openings = network.order.iter().filter(|event| !event.is_closing());
    for task in openings.map(|event| event.task()) {
        if let Some(parent) = network.hierarchy.parent(task) {
            limits[task] = limits[task].within(limits[parent]);
            if !setting.is_plain(parent) && setting.has_no_date(task) {
                limits[task].finish = limits[task].finish.min(setting.finish_by_hand(parent));
            }
        }
        floats[task] = free_of(setting, task, forward, limits[task]);
    }
    floats
}

fn tighten(setting: &Setting, spans: &[Span], tie: &Tie, limit: &mut Limit) {
    if tie.is_immediate() && setting.is_usual(tie.to()) {
        limit.finish = limit.finish.min(spans[tie.to()].start);
    } else {
        tighten_by_other(setting, spans, tie, limit);
    }
}

// Most links lead at once to a task that is nothing special: what the others need stays out of the
// loop over them.
#[inline(never)]
fn tighten_by_other(setting: &Setting, spans: &[Span], tie: &Tie, limit: &mut Limit) {
    let number = tie.to();
    if !setting.is_active(number) || setting.is_finished(number) {
        return;
    }
    let until = latest(setting, tie, spans[number]);
    match tie.kind.waits_for_start() {
        true => limit.start = limit.start.min(until),
        false => limit.finish = limit.finish.min(until),
    }
}

/// The latest end of a link's predecessor that leaves the successor in its place.
#[inline]
fn latest(setting: &Setting, tie: &Tie, successor: Span) -> Minute {
    let until = match tie.kind.holds_finish() {
        true => setting.span_without_delay(tie.to(), successor).finish,
        false => setting.without_delay(tie.to(), successor.start),
    };
    setting.before_lag(tie, until)
}

/// Working minutes that the predecessor of a link may slip before the link moves its successor;
/// below zero where the link is not kept. `None` for a link that holds nothing.
pub(crate) fn of_link(setting: &Setting, link: usize, (from, to): (Span, Span)) -> Option<i64> {
    let successor = setting.plan.links.get(link)?.to;
    if successor >= setting.plan.tasks.len() {
        return None;
    }
    let ties = setting.network.ties_into(successor);
    let place = ties.binary_search_by_key(&link, |tie| tie.number as usize).ok()?;
    let tie = &ties[place];
    let is_active = setting.is_active(tie.from()) && setting.is_active(successor);
    if !is_active || setting.is_finished(successor) {
        return None;
    }
    let until = latest(setting, tie, to);
    let end = if tie.kind.waits_for_start() { from.start } else { from.finish };
    Some(setting.own_time(tie.from()).between(end, until))
}

fn free_of(setting: &Setting, task: usize, forward: &Forward, limit: Limit) -> i64 {
    if setting.is_finished(task) {
        return 0;
    }
    let (span, before) = (forward.spans[task], forward.counts[task]);
    if setting.is_assigned(task) {
        return free_of_assigned(setting, task, span, limit);
    }
    let time = setting.own_time(task);
    let at_finish = match before {
        _ if span.finish == limit.finish => 0,
        UNCOUNTED => time.between(span.finish, limit.finish),
        before => time.count(limit.finish) - before - setting.length(task),
    };
    let at_start = match limit.start {
        Minute::MAX => Minute::MAX,
        start => time.between(span.start, start),
    };
    at_finish.min(at_start).max(0)
}

/// The same of work in the time of those who do it: it cannot slip into their pauses.
fn free_of_assigned(setting: &Setting, task: usize, span: Span, limit: Limit) -> i64 {
    let mut late = setting.span_until(task, limit.finish);
    if limit.start < late.start {
        late.start = setting.last_start(task, limit.start);
    }
    match late.finish < span.finish && span.finish == limit.finish {
        // A link holds the finish in a pause after the work.
        true => 0,
        false => total(setting, task, (span, late), (UNCOUNTED, UNCOUNTED)).max(0),
    }
}
