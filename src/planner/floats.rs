//! Float: how far each task may slip, and before what.

use crate::LinkKind;
use crate::setting::Setting;
use crate::span::Span;
use crate::time::Minute;

/// Working minutes from a task's early to its late place, the smaller of its two ends. A task that
/// has begun has only its finish left, a finished one has nothing.
pub(crate) fn total(setting: &Setting, task: usize, early: Span, late: Span) -> i64 {
    let done = &setting.plan.tasks[task].progress;
    if done.actual_finish.is_some() {
        return 0;
    }
    let time = setting.own_time(task);
    let at_finish = time.between(early.finish, late.finish);
    if done.actual_start.is_some() {
        return at_finish;
    }
    at_finish.min(time.between(early.start, late.start))
}

/// The latest ends of a task that leave every successor where it is.
#[derive(Clone, Copy)]
struct Limit {
    start: Minute,
    finish: Minute,
}

/// Working minutes each task may slip before it moves a successor or the project's finish.
pub(crate) fn free(setting: &Setting, spans: &[Span], finish: Minute) -> Vec<i64> {
    let open_end = Limit { start: Minute::MAX, finish };
    let mut limits = vec![open_end; spans.len()];
    let mut floats = vec![0; spans.len()];
    let openings = setting.network.order.iter().filter(|event| !event.is_closing());
    for task in openings.map(|event| event.task()) {
        let mut limit = setting.network.parent(task).map_or(open_end, |parent| limits[parent]);
        for &number in setting.network.links_out.of_group(task) {
            tighten(setting, spans, number, &mut limit);
        }
        limits[task] = limit;
        if setting.plan.tasks[task].progress.actual_finish.is_some() {
            continue;
        }
        let time = setting.own_time(task);
        floats[task] = time.between(spans[task].finish, limit.finish);
        if limit.start != Minute::MAX {
            floats[task] = floats[task].min(time.between(spans[task].start, limit.start));
        }
        floats[task] = floats[task].max(0);
    }
    floats
}

fn tighten(setting: &Setting, spans: &[Span], number: u32, limit: &mut Limit) {
    let link = &setting.plan.links[number as usize];
    if !setting.is_active(link.to) {
        return;
    }
    let to = spans[link.to];
    match link.kind {
        LinkKind::FinishToStart => {
            limit.finish = limit.finish.min(setting.before_lag(link, to.start));
        }
        LinkKind::StartToStart => {
            limit.start = limit.start.min(setting.before_lag(link, to.start));
        }
        LinkKind::FinishToFinish => {
            limit.finish = limit.finish.min(setting.before_lag(link, to.finish));
        }
        LinkKind::StartToFinish => {
            limit.start = limit.start.min(setting.before_lag(link, to.finish));
        }
    }
}
