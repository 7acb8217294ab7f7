//! Before and after: a small picture of what the branch moves, and its operations in words.

use domain::change::SketchRow;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, dates, nouns, t, t_string, td_string, use_i18n};

use super::api::OptionSheet;
use super::desk::Desk;
use super::operations::Operations;
use super::picture::{Bar, Frame};
use super::words;
use crate::features::shared::near_day::near_day;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::chip::Chip;
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;

/// The picture of the option that is looked at.
#[component]
pub fn Drawing(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Panel
            id="change-drawing"
            title=t!(i18n, changes.before_after)
            actions=legend
        >
            {move || {
                desk.shown()
                    .map(|sheet| {
                        view! {
                            <Rows sheet=sheet.clone() />
                            <Operations desk sheet />
                        }
                    })
            }}
        </Panel>
    }
}

fn legend() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="changes__legend u-small u-muted">
            <span class="changes__key" data-bar="was" aria-hidden="true"></span>
            {t!(i18n, changes.in_force)}
            <span class="changes__key" data-bar="is" aria-hidden="true"></span>
            {t!(i18n, changes.with_branch)}
            <Icon icon=Icon::Flag size=IconSize::Tiny />
            {t!(i18n, changes.promise)}
        </span>
    }
}

#[component]
fn Rows(sheet: OptionSheet) -> impl IntoView {
    let i18n = use_i18n();
    let OptionSheet { rows, more_rows, .. } = sheet;
    let Some(frame) = Frame::of(&rows) else {
        return view! { <p class="u-muted">{t!(i18n, changes.nothing_moves)}</p> }.into_any();
    };
    // The year stands at the first mark, where it is not this one, and wherever another begins.
    let mut before = dom::today();
    let marks = frame.marks().into_iter().map(move |(at, day)| {
        let known = before.replace(day).unwrap_or_default();
        let words = move || dates::narrow(i18n.get_locale(), day, known);
        view! { <span class="changes__mark" style:inset-inline-start=percent(at)>{words}</span> }
    });
    let more = (more_rows > 0).then(|| {
        view! {
            <p class="u-small u-muted">
                {move || t_string!(i18n, changes.more_rows, count = grouped(more_rows))}
            </p>
        }
    });
    view! {
        <div class="changes__marks" aria-hidden="true">
            <span class="changes__weeks">{marks.collect_view()}</span>
        </div>
        <ul class="changes__rows">
            {rows.into_iter().map(move |row| view! { <Row row frame /> }).collect_view()}
        </ul>
        {more}
    }
    .into_any()
}

#[component]
fn Row(row: SketchRow, frame: Frame) -> impl IntoView {
    let i18n = use_i18n();
    let told = {
        let row = row.clone();
        move || told(i18n.get_locale(), &row)
    };
    let mark = row.was.is_none().then(|| view! { <Chip>{t!(i18n, changes.added)}</Chip> });
    let shape = if row.is_milestone { "milestone" } else { "bar" };
    let bar = move |span, name| {
        let Bar { left, width } = frame.bar(span);
        view! {
            <span
                class="changes__bar"
                data-bar=name
                data-shape=shape
                style:inset-inline-start=percent(left)
                style:inline-size=percent(width)
            ></span>
        }
    };
    let flag = row.promise.map(|day| {
        view! {
            <span
                class="changes__flag"
                style:inset-inline-start=percent(frame.end_of(day))
            >
                <Icon icon=Icon::Flag size=IconSize::Tiny />
            </span>
        }
    });
    let end = outcome(&row);
    view! {
        <li class="changes__row">
            <span class="changes__task">{row.title.clone()} {mark}</span>
            <span
                class="changes__track"
                aria-hidden="true"
                style:background-size=format!("{:.4}% 100%", frame.week())
            >
                {row.was.map(|span| bar(span, "was"))}
                {row.is.map(|span| bar(span, "is"))}
                {flag}
            </span>
            <span class="changes__end">{end}</span>
            <span class="u-hidden">{told}</span>
        </li>
    }
}

/// What stands at the end of a row: whether the promise holds, or by how much it moves.
fn outcome(row: &SketchRow) -> AnyView {
    let i18n = use_i18n();
    let days = row.days();
    let late = row.promise.zip(row.is).map(|(promise, (_, finish))| {
        (domain::time::last_day_of(finish.max(1)) - promise).num_days()
    });
    match (late, days, row.is.is_some()) {
        (_, _, false) => view! { <span class="u-muted">{t!(i18n, changes.gone)}</span> }.into_any(),
        (Some(late @ 1..), ..) => {
            let word = move || {
                let days = nouns::days(i18n.get_locale(), late);
                t_string!(i18n, changes.beyond_promise, days)
            };
            view! { <RagBadge rag=Rag::Bad word bare=true /> }.into_any()
        }
        (Some(_), ..) => {
            let word = t!(i18n, changes.within_promise);
            view! { <RagBadge rag=Rag::Ok word bare=true /> }.into_any()
        }
        (None, Some(days), true) => {
            let word = move || words::days(i18n.get_locale(), days);
            view! { <span class="u-muted">{word}</span> }.into_any()
        }
        (None, None, true) => ().into_any(),
    }
}

/// The row read aloud: its dates without the branch and with it.
fn told(locale: Locale, row: &SketchRow) -> String {
    let days = |(start, finish): (i64, i64)| {
        let first = near_day(locale, domain::time::day_of(start));
        let last = near_day(locale, domain::time::last_day_of(finish.max(start + 1)));
        if first == last { first } else { format!("{first} – {last}") }
    };
    match (row.was.map(days), row.is.map(days)) {
        (Some(was), Some(is)) => td_string!(locale, changes.row_moves, was = was, is = is),
        (None, Some(is)) => td_string!(locale, changes.row_comes, is = is),
        (Some(was), None) => td_string!(locale, changes.row_goes, was = was),
        (None, None) => String::new(),
    }
}

fn percent(at: f64) -> String {
    format!("{at:.2}%")
}
