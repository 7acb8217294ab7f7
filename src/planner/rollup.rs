//! What a summary says about its children: how long they take and how much of it is done.

use crate::setting::{Setting, sound_duration};
use crate::span::Span;
use crate::{Duration, Mode};

/// Working minutes of each task: a task's own duration, a summary's working time from its start to
/// its finish, and of one set by hand the time between its two dates.
pub(crate) fn durations(setting: &Setting, spans: &[Span]) -> Vec<i64> {
    let tasks = setting.plan.tasks.iter().zip(spans).enumerate();
    let duration = |(task, (of, span)): (usize, (&crate::Task, &Span))| {
        let is_manual = matches!(of.mode, Mode::Manual { start: Some(_), finish: Some(_) });
        match of.duration {
            _ if setting.network.is_summary(task) || is_manual => {
                setting.own_time(task).between(span.start, span.finish).max(0)
            }
            Duration::Working(minutes) | Duration::Elapsed(minutes) => sound_duration(minutes),
        }
    };
    tasks.map(duration).collect()
}

/// Percent done of each task; of a summary the share of all work below it, weighted by duration.
/// Without any duration below, milestones count alike.
pub(crate) fn percents(setting: &Setting, durations: &[i64]) -> Vec<u8> {
    let count = durations.len();
    let mut percents: Vec<u8> = Vec::with_capacity(count);
    let mut below = vec![Below::default(); count];
    for (task, of) in setting.plan.tasks.iter().enumerate() {
        let is_finished = of.progress.actual_finish.is_some();
        let percent = if is_finished { 100 } else { of.progress.percent.min(100) };
        percents.push(percent);
        if !setting.network.is_summary(task) && setting.is_active(task) {
            below[task] = Below {
                done: durations[task] * i64::from(percent),
                planned: durations[task],
                done_count: i64::from(percent),
                count: 1,
            };
        }
    }
    for event in setting.network.order.iter() {
        let task = event.task();
        if event.is_closing() {
            percents[task] = below[task].percent();
        }
        let is_known = event.is_closing() || !setting.network.is_summary(task);
        if let (true, Some(parent)) = (is_known, setting.network.parent(task)) {
            let share = below[task];
            below[parent].add(share);
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
