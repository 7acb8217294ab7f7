//! What has changed between the moment that is shown and now, in words.

use domain::TaskId;
use domain::plan::{Changed, Difference, Plan, Scheduled};
use domain::time::last_day_of;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, dates, nouns, ops, td_string, use_i18n};

use crate::features::shared::near_day::near_day;
use crate::features::shared::plan::PlanContext;

/// How many tasks of each sort are named.
const NAMED: usize = 20;

/// One sort of difference, as a heading, some lines and how many more there are.
type Group = (String, Vec<String>, usize);

/// From the plan of the surrounding views to the plan as it is now.
#[component]
pub fn DifferenceToNow(
    /// The plan as it is now.
    today: PlanContext,
) -> impl IntoView {
    let i18n = use_i18n();
    let then = PlanContext::expect();
    let difference = Memo::new(move |_| {
        then.with(|then| {
            today.with(|now| {
                let then = (&then.plan, &then.scheduled);
                Difference::between(then, (&now.plan, &now.scheduled))
            })
        })
    });
    let finish = move || {
        let finish = difference.read().finish;
        finish.map(|finish| finish_words(i18n.get_locale(), finish.then, finish.now, finish.days))
    };
    let summary = move || summary(i18n.get_locale(), &difference.read());
    let groups = move || {
        let locale = i18n.get_locale();
        then.with(|then| {
            today.with(|now| {
                let (then, now) = ((&then.plan, &then.scheduled), (&now.plan, &now.scheduled));
                groups(locale, &difference.read(), then, now)
            })
        })
    };
    let is_same = move || difference.read().is_empty();
    view! {
        <div class="history__difference">
            {move || finish().map(|words| view! { <p class="history__finish">{words}</p> })}
            <Show when=move || !is_same() fallback=move || view! { <p>{summary}</p> }>
                <details class="history__details">
                    <summary>{summary}</summary>
                    <div class="history__groups">
                        {move || {
                            groups()
                                .into_iter()
                                .map(|group| view! { <OneGroup group /> })
                                .collect_view()
                        }}
                    </div>
                </details>
            </Show>
        </div>
    }
}

#[component]
fn OneGroup(group: Group) -> impl IntoView {
    let i18n = use_i18n();
    let (heading, lines, more) = group;
    let more = move || {
        (more > 0).then(|| {
            let words = td_string!(i18n.get_locale(), history.and_more, count = grouped(more));
            view! { <li class="u-muted">{words}</li> }
        })
    };
    view! {
        <section>
            <h3>{heading}</h3>
            <ul>
                {lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()} {more}
            </ul>
        </section>
    }
}

/// 项目完成日：当时为4月2日，现在为4月7日，晚 5 天。
fn finish_words(locale: Locale, then: i64, now: i64, days: i64) -> String {
    let day = |at| dates::full(locale, last_day_of(at));
    if days == 0 {
        return td_string!(locale, history.finish_same, day = day(now));
    }
    let slip = match days {
        1.. => td_string!(locale, history.later, days = nouns::days(locale, days)),
        _ => td_string!(locale, history.earlier, days = nouns::days(locale, -days)),
    };
    td_string!(locale, history.finish, then = day(then), now = day(now), slip = slip)
}

/// The counts of all that differs, in one sentence.
fn summary(locale: Locale, difference: &Difference) -> String {
    if difference.is_empty() {
        return td_string!(locale, history.same).to_owned();
    }
    let Difference { added, removed, changed, moved, links, .. } = difference;
    let counts = [
        (added.len(), td_string!(locale, history.count_added, count = grouped(added.len()))),
        (removed.len(), td_string!(locale, history.count_removed, count = grouped(removed.len()))),
        (changed.len(), td_string!(locale, history.count_changed, count = grouped(changed.len()))),
        (moved.len(), td_string!(locale, history.count_moved, count = grouped(moved.len()))),
        (*links, td_string!(locale, history.count_links, count = grouped(*links))),
    ];
    let mut parts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    if difference.is_set_otherwise {
        parts.push(td_string!(locale, history.set_otherwise).to_owned());
    }
    let joined = parts.join(td_string!(locale, history.comma));
    td_string!(locale, history.differs, what = joined)
}

/// The tasks of each sort by title: those that went by the title they had.
fn groups(
    locale: Locale,
    difference: &Difference,
    then: (&Plan, &Scheduled),
    now: (&Plan, &Scheduled),
) -> Vec<Group> {
    let title = |plan: &Plan, task: TaskId| {
        plan.tasks.get(&task).map(|task| task.title.clone()).unwrap_or_default()
    };
    let finish = |scheduled: &Scheduled, task| {
        let finish = scheduled.dates(task).map(|dates| last_day_of(dates.finish));
        finish.map(|day| near_day(locale, day)).unwrap_or_default()
    };
    let what = |changed: &Changed| {
        let words: Vec<&str> =
            changed.what.iter().map(|what| ops::property(locale, *what)).collect();
        let (title, what) = (title(now.0, changed.task), words.join(list_comma(locale)));
        td_string!(locale, history.of_task, title, what)
    };
    let shift = |task: TaskId| {
        let (from, to) = (finish(then.1, task), finish(now.1, task));
        let what = if from == to { to } else { format!("{from} → {to}") };
        td_string!(locale, history.of_task, title = title(now.0, task), what = what)
    };
    let Difference { added, removed, changed, moved, .. } = difference;
    let all = [
        (td_string!(locale, history.added), lines(added, |task| title(now.0, *task))),
        (td_string!(locale, history.removed), lines(removed, |task| title(then.0, *task))),
        (td_string!(locale, history.changed), lines(changed, what)),
        (td_string!(locale, history.moved), lines(moved, |task| shift(*task))),
    ];
    let group = |(heading, (lines, more)): (&str, (Vec<String>, usize))| {
        (!lines.is_empty()).then(|| (heading.to_owned(), lines, more))
    };
    all.into_iter().filter_map(group).collect()
}

/// The first of them in words, and how many more there are.
fn lines<T>(all: &[T], words: impl Fn(&T) -> String) -> (Vec<String>, usize) {
    (all.iter().take(NAMED).map(words).collect(), all.len().saturating_sub(NAMED))
}

const fn list_comma(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "、",
        Locale::en => ", ",
    }
}
