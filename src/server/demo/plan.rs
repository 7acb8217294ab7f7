//! A plan of the sample: dates count in working days from today, so that it is always in full
//! swing whatever day it is made.

use std::collections::BTreeMap;

use anyhow::{Context, bail, ensure};
use chrono::NaiveDate;
use domain::plan::calendar::DayKind;
use domain::plan::first::first_plan;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::{
    Calendar, CheckItem, Dated, Iteration, Link, Plan, Rank, Scheduled, Task, TaskDuration,
};
use domain::time::{self, Minute, Timestamp};
use domain::{ColumnId, IterationId, TaskId, UserId};
use locale::{Locale, nouns};

use super::text::{Line, after};
use crate::server::random;

/// When a working day ends, in minutes after midnight.
const EVENING: Minute = 18 * 60;
/// Working minutes of a day.
const DAY: i64 = 480;

/// Makes the plan that a project's lines describe.
pub struct Builder<'a> {
    locale: Locale,
    today: NaiveDate,
    now: Timestamp,
    people: &'a BTreeMap<&'static str, UserId>,
    plan: Plan,
    columns: Vec<ColumnId>,
    ids: BTreeMap<&'static str, TaskId>,
    /// In the order of the text: the task, and its progress and column where the text sets them.
    made: Vec<(TaskId, Option<u8>, bool)>,
    /// The durations that tasks had at first, where they were others.
    planned: Vec<(TaskId, TaskDuration)>,
}

impl<'a> Builder<'a> {
    /// An empty plan in a language, seen from today.
    #[must_use]
    pub fn new(
        locale: Locale,
        today: NaiveDate,
        now: Timestamp,
        people: &'a BTreeMap<&'static str, UserId>,
    ) -> Self {
        let plan = first_plan(today, true, nouns::first_words(locale), || random::uuid(now));
        let columns = plan.columns_in_order().iter().map(|column| column.id).collect();
        let (ids, made, planned) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { locale, today, now, people, plan, columns, ids, made, planned }
    }

    /// Sets the day on which the plan begins, in working days from today.
    pub fn begin(&mut self, offset: i64) {
        let day = self.day(offset);
        self.plan.settings.start += time::start_of(day) - time::start_of(self.today);
    }

    /// Adds what a line says: a task, words about the task before, or an iteration.
    ///
    /// # Errors
    /// A sentence with the line's number.
    pub fn add(&mut self, line: &Line) -> anyhow::Result<()> {
        let added = match line.word {
            ">" | "!" | "=" | "o" | "x" => self.add_words(line),
            "iteration" => self.add_iteration(line),
            _ => self.add_task(line),
        };
        added.with_context(|| format!("line {}", line.number))
    }

    /// The plan with progress and dates as they follow from today, and the durations that tasks
    /// had at first where they were others.
    #[must_use]
    pub fn finish(mut self) -> (Plan, Vec<(TaskId, TaskDuration)>) {
        let scheduled = Scheduled::of(&self.plan);
        let today = time::start_of(self.day(0));
        let ranks = Rank::sequence(self.made.len());
        for ((id, percent, is_in_review), rank) in self.made.into_iter().zip(ranks) {
            let is_summary = self.plan.is_summary(id);
            let Some(dates) = scheduled.dates(id) else { continue };
            let Some(task) = self.plan.tasks.get_mut(&id) else { continue };
            (task.rank, task.card_rank) = (rank.clone(), rank);
            if is_summary {
                continue;
            }
            task.percent = percent.unwrap_or_else(|| share(dates.start, dates.finish, today));
            task.actual = Dated {
                start: (task.percent > 0).then_some(dates.start),
                finish: (task.percent == 100).then_some(dates.finish),
            };
            let place = match task.percent {
                100 => 3,
                _ if is_in_review => 2,
                0 => 0,
                _ => 1,
            };
            task.column = self.columns.get(place).copied();
        }
        (self.plan, self.planned)
    }

    fn add_task(&mut self, line: &Line) -> anyhow::Result<()> {
        let id = TaskId(random::uuid(self.now));
        let number = u32::try_from(self.made.len() + 1)?;
        let rank = Rank::between(None, None);
        let mut task = Task::new(id, number, line.said(0, self.locale)?, rank);
        task.parent = match line.word.rsplit_once('.') {
            Some((parent, _)) => Some(*self.ids.get(parent).context("there is no such summary")?),
            None => None,
        };
        if !line.optional(2).is_empty() {
            task.duration = TaskDuration::days(line.parse(2)?, DAY);
            task.is_milestone = task.duration.minutes == 0;
        }
        let who = line.optional(4);
        if !who.is_empty() {
            task.assignee = Some(*self.people.get(who).context("there is no such person")?);
        }
        let (mut percent, mut is_in_review) = (None, false);
        for word in line.optional(5).split_whitespace() {
            match word {
                "visible" => task.is_client_visible = true,
                "review" => is_in_review = true,
                "low" | "high" | "urgent" => task.priority = word.parse()?,
                _ if word.starts_with("was") => {
                    let days = word.trim_start_matches("was").parse()?;
                    self.planned.push((id, TaskDuration::days(days, DAY)));
                }
                _ if word.ends_with('%') => percent = Some(word.trim_end_matches('%').parse()?),
                _ => self.put_date(&mut task, word)?,
            }
        }
        for predecessor in line.optional(3).split(',').filter(|text| !text.is_empty()) {
            self.add_link(id, predecessor.trim())?;
        }
        ensure!(self.ids.insert(line.word, id).is_none(), "{} is there twice", line.word);
        self.plan.tasks.insert(id, task);
        self.made.push((id, percent, is_in_review));
        Ok(())
    }

    /// Reads `target+7` (the internal target) and `promise+12` (what the client was told).
    fn put_date(&self, task: &mut Task, word: &str) -> anyhow::Result<()> {
        let (kind, days) = word.split_at(word.find(['+', '-']).unwrap_or(word.len()));
        let day = self.day(days.parse().with_context(|| format!("{word} is not understood"))?);
        match kind {
            "target" => task.deadline = Some(time::start_of(day) + EVENING),
            "promise" => task.promise = Some(day),
            _ => bail!("{word} is not understood"),
        }
        Ok(())
    }

    fn add_link(&mut self, to: TaskId, text: &str) -> anyhow::Result<()> {
        let after = after(text)?;
        let kind = match after.kind {
            "FS" => LinkKind::FinishToStart,
            "SS" => LinkKind::StartToStart,
            "FF" => LinkKind::FinishToFinish,
            "SF" => LinkKind::StartToFinish,
            other => bail!("{other} is no kind of link"),
        };
        let from = self.ids.get(after.code);
        let from = *from.with_context(|| format!("there is no task {} above", after.code))?;
        let link = Link::new(from, to, kind, Lag::Working(after.days * DAY));
        self.plan.links.insert(link.id, link);
        Ok(())
    }

    fn add_words(&mut self, line: &Line) -> anyhow::Result<()> {
        let words = line.said(0, self.locale)?;
        let last = self.made.last().map(|(id, ..)| *id);
        let task = last.and_then(|id| self.plan.tasks.get_mut(&id));
        let task = task.context("no task before it")?;
        let step = |text, is_done| CheckItem { text, is_done };
        match line.word {
            "!" => task.blocked = Some(words),
            "=" => task.labels = words.split(", ").map(str::to_owned).collect(),
            "o" => task.checklist.push(step(words, false)),
            "x" => task.checklist.push(step(words, true)),
            _ => task.description = words,
        }
        Ok(())
    }

    /// Adds an iteration with its days and the tasks that are done in it.
    fn add_iteration(&mut self, line: &Line) -> anyhow::Result<()> {
        let id = IterationId(random::uuid(self.now));
        let iteration = Iteration {
            id,
            name: line.said(0, self.locale)?,
            goal: line.said(2, self.locale)?,
            start: self.day(line.parse(4)?),
            finish: self.day(line.parse(5)?),
        };
        self.plan.iterations.insert(id, iteration.checked()?);
        for code in line.cell(6)?.split(',').map(str::trim) {
            let task = self.ids.get(code).and_then(|id| self.plan.tasks.get_mut(id));
            task.with_context(|| format!("there is no task {code}"))?.iteration = Some(id);
        }
        Ok(())
    }

    /// The working day so many working days from today; 0 is today or the next one.
    fn day(&self, offset: i64) -> NaiveDate {
        let calendar = self.plan.calendars.get(&self.plan.settings.calendar);
        working_day(calendar.expect("a first plan has its calendar"), self.today, offset)
    }
}

fn working_day(calendar: &Calendar, today: NaiveDate, offset: i64) -> NaiveDate {
    let kind = |day: NaiveDate| calendar.day_kind(day);
    let is_worked = |day: &NaiveDate| matches!(kind(*day), DayKind::Working | DayKind::MakeUp);
    let steps = usize::try_from(offset.unsigned_abs()).unwrap_or(0);
    let found = if offset < 0 {
        today.iter_days().rev().skip(1).filter(is_worked).nth(steps - 1)
    } else {
        today.iter_days().filter(is_worked).nth(steps)
    };
    found.unwrap_or(today)
}

/// The share of a task that is done when all goes to plan, in tens: none before its start, all
/// after its finish.
fn share(start: Minute, finish: Minute, today: Minute) -> u8 {
    if finish <= today {
        return 100;
    }
    if start >= today {
        return 0;
    }
    let tens = ((today - start) * 10 / (finish - start)).clamp(1, 9);
    u8::try_from(tens * 10).unwrap_or(50)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::CalendarId;

    fn check(today: &str, offset: i64, expected: &str) {
        let mut calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".to_owned());
        let work = calendar.week[0].clone();
        calendar.exceptions = domain::holidays::china(&work, domain::holidays::Naming::English);
        let found = working_day(&calendar, today.parse().unwrap(), offset);
        assert_eq!(found.to_string(), expected, "{today} {offset}");
    }

    #[test]
    fn days_count_by_the_calendar() {
        check("2026-03-04", 0, "2026-03-04");
        check("2026-03-04", 3, "2026-03-09");
        check("2026-03-04", -3, "2026-02-28");
        check("2026-03-08", 0, "2026-03-09");
        check("2026-03-08", -1, "2026-03-06");
    }

    #[test]
    fn progress_follows_the_dates() {
        for (start, finish, expected) in
            [(0, 50, 100), (0, 100, 100), (100, 200, 0), (90, 200, 10), (10, 110, 90)]
        {
            assert_eq!(share(start, finish, 100), expected, "{start} {finish}");
        }
    }
}
