//! What a summary says about its children: how long they take and how much of it is done.

use crate::Mode;
use crate::setting::{Setting, sound_duration};
use crate::span::Span;

/// Working minutes of a task: its own duration, a summary's working time from its start to its
/// finish, and of one set by hand the time between its two dates.
#[inline]
pub(crate) fn duration(setting: &Setting, task: usize, span: Span) -> i64 {
    let is_summary = setting.network.hierarchy.is_summary(task);
    match setting.is_plain(task) && !is_summary && !setting.has_pauses(task) {
        true => setting.length(task),
        false => duration_of_other(setting, task, span, is_summary),
    }
}

// Most tasks are plain: what the others need stays out of the loops over them.
#[inline(never)]
fn duration_of_other(setting: &Setting, task: usize, span: Span, is_summary: bool) -> i64 {
    let of = &setting.plan.tasks[task];
    let is_manual = matches!(of.mode, Mode::Manual { start: Some(_), finish: Some(_) });
    if is_summary || is_manual {
        return setting.own_time(task).between(span.start, span.finish).max(0);
    }
    sound_duration(of.minutes())
}

/// Percent done of each task; of a summary the share of all work below it, weighted by duration.
/// Without any duration below, milestones count alike.
pub(crate) fn percents(setting: &Setting, spans: &[Span]) -> Vec<u8> {
    let hierarchy = &setting.network.hierarchy;
    let mut percents: Vec<u8> = setting.items.iter().map(|item| item.percent).collect();
    if percents.iter().all(|percent| *percent == 0) {
        return percents;
    }
    let mut below = vec![Below::default(); hierarchy.summary_count()];
    for event in &setting.network.order {
        let task = event.task();
        let share = match hierarchy.summary(task) {
            Some(_) if !event.is_closing() => continue,
            Some(summary) => {
                percents[task] = below[summary].percent();
                below[summary]
            }
            None if setting.is_active(task) => {
                Below::of(duration(setting, task, spans[task]), percents[task])
            }
            None => continue,
        };
        if let Some(summary) = hierarchy.parent_summary(task) {
            below[summary].add(share);
        }
    }
    percents
}

/// The work below a summary, and how much of it is done in hundredths of a minute.
#[derive(Debug, Clone, Copy, Default)]
struct Below {
    done: i64,
    planned: i64,
    done_count: i64,
    count: i64,
}

impl Below {
    fn of(planned: i64, percent: u8) -> Self {
        let percent = i64::from(percent);
        Below { done: planned * percent, planned, done_count: percent, count: 1 }
    }

    fn add(&mut self, other: Below) {
        self.done += other.done;
        self.planned += other.planned;
        self.done_count += other.done_count;
        self.count += other.count;
    }

    fn percent(self) -> u8 {
        let percent = match (self.planned, self.count) {
            (0, 0) => 0,
            (0, count) => self.done_count / count,
            (planned, _) => self.done / planned,
        };
        percent.clamp(0, 100) as u8
    }
}
