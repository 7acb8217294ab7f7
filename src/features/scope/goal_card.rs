//! One goal: what it says, what the five questions find, and what leads to it in the plan.

use chrono::NaiveDate;
use domain::scope::{ASPECTS, Goal, Smart, Verdict, Work};
use domain::summary::MilestoneFacts;
use domain::{GoalId, TaskId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{dates, nouns, t, t_string, td_string, use_i18n};

use super::api::GoalLine;
use super::state::ScopeState;
use super::words;
use crate::features::shared::near_day::near_day;
use crate::features::shared::row_buttons::EditAndRemove;
use crate::paths;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::icon::{Icon, IconSize};

/// A goal with its buttons.
#[component]
pub fn GoalCard(
    /// Which.
    id: GoalId,
    /// Called when somebody wants to change it.
    on_edit: Callback<Option<Goal>>,
) -> impl IntoView {
    let state = ScopeState::expect();
    let line = Memo::new(move |_| state.goal(id));
    let draw = move || {
        line.get().map(|GoalLine { goal, work }| {
            let milestone = goal.says.milestone;
            view! {
                <GoalHead goal=goal.clone() on_edit />
                <GoalFacts goal=goal.clone() />
                <Answers goal />
                {milestone.map(|milestone| view! { <WayThere milestone work /> })}
            }
        })
    };
    view! { <li class="scope__goal">{draw}</li> }
}

#[component]
fn GoalHead(goal: Goal, on_edit: Callback<Option<Goal>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let refusal = state.refusal();
    let (number, title) = (goal.number, goal.says.title.clone());
    let (to_edit, to_remove) = (title.clone(), title.clone());
    let (edited, removed) = (goal.clone(), goal);
    view! {
        <div class="scope__goal-head">
            <span class="scope__number">
                {move || t_string!(i18n, scope.goal_number, number = number)}
            </span>
            <h3 class="scope__goal-title">{title}</h3>
            <EditAndRemove
                edit=move || t_string!(i18n, scope.edit_goal, title = to_edit.clone())
                on_edit=move || on_edit.run(Some(edited.clone()))
                remove=move || t_string!(i18n, scope.remove_goal, title = to_remove.clone())
                on_remove=move || state.remove_goal(removed.clone())
                reason=refusal
            />
        </div>
    }
}

/// What was written besides the title.
#[component]
fn GoalFacts(goal: Goal) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let says = goal.says;
    let (due, milestone) = (says.due, says.milestone);
    let day = due.map(|due| {
        view! {
            <dt>{t!(i18n, scope.due)}</dt>
            <dd>
                {move || dates::full(i18n.get_locale(), due)}
                {move || {
                    let facts = state.milestone(milestone?)?;
                    late_by(due, &facts).map(|days| view! { <Late day=facts.forecast days /> })
                }}
            </dd>
        }
    });
    view! {
        <dl class="scope__facts">
            {fact(t!(i18n, scope.measure), says.measure)}
            {fact(t!(i18n, scope.reachable), says.reachable)}
            {fact(t!(i18n, scope.relevance), says.relevance)} {day}
        </dl>
    }
}

/// A label with what was written; nothing where nothing was.
fn fact(label: impl Fn() -> &'static str + Send + 'static, text: String) -> impl IntoView {
    (!text.is_empty()).then(|| {
        view! {
            <dt>{label}</dt>
            <dd class="scope__words">{text}</dd>
        }
    })
}

/// By how many days a milestone is expected after a goal's day; none when it is in time.
pub fn late_by(due: NaiveDate, milestone: &MilestoneFacts) -> Option<i64> {
    let days = (milestone.forecast - due).num_days();
    (days > 0).then_some(days)
}

/// Says that the milestone comes after the goal's day.
#[component]
pub fn Late(
    /// When it is expected.
    day: NaiveDate,
    /// How many days after the goal's day.
    days: i64,
) -> impl IntoView {
    let i18n = use_i18n();
    let word = move || {
        let locale = i18n.get_locale();
        let (day, days) = (near_day(locale, day), nouns::days(locale, days));
        td_string!(locale, scope.late, day, days)
    };
    view! {
        <span class="scope__late" role="note">
            <RagBadge rag=Rag::Warn word bare=true />
        </span>
    }
}

/// The five answers: a mark and a word each, and a sentence for each gap.
#[component]
fn Answers(goal: Goal) -> impl IntoView {
    let i18n = use_i18n();
    let smart = Smart::of(&goal.says);
    let marks = ASPECTS.map(|aspect| {
        let rag = match smart.verdict(aspect) {
            Verdict::Met => Rag::Ok,
            Verdict::Unmet(_) => Rag::Warn,
        };
        let word = move || words::aspect(i18n.get_locale(), aspect);
        view! {
            <li>
                <RagBadge rag word bare=true />
            </li>
        }
    });
    let gaps = ASPECTS.into_iter().filter_map(move |aspect| match smart.verdict(aspect) {
        Verdict::Met => None,
        Verdict::Unmet(gap) => {
            Some(view! { <p class="scope__gap">{move || words::gap(i18n.get_locale(), gap)}</p> })
        }
    });
    view! {
        <ul class="scope__answers" aria-label=t!(i18n, scope.checks)>
            {marks.into_iter().collect_view()}
        </ul>
        {gaps.collect_view()}
    }
}

/// The milestone with which the goal is reached, and the work that leads to it.
#[component]
fn WayThere(milestone: TaskId, work: Option<Work>) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let facts = move || state.milestone(milestone);
    let title = move || match facts() {
        Some(facts) => {
            let day = dates::full(i18n.get_locale(), facts.forecast);
            let title = facts.title;
            match facts.is_done {
                true => t_string!(i18n, scope.reached, title = title, day = day),
                false => t_string!(i18n, scope.expected, title = title, day = day),
            }
        }
        None => t_string!(i18n, scope.milestone_gone).to_owned(),
    };
    let counted = work.map(|Work { all, done }| {
        view! {
            <p class="u-muted">
                {move || t_string!(i18n, scope.work, all = grouped(all), done = grouped(done))}
            </p>
        }
    });
    let to_gantt = paths::about(&paths::gantt(state.project()), milestone);
    view! {
        <div class="scope__way">
            <p class="u-row">
                <Icon icon=Icon::Diamond size=IconSize::Small />
                <b>{title}</b>
            </p>
            {counted}
            <Show when=move || facts().is_some()>
                <a class="u-link" href=to_gantt.clone()>
                    {t!(i18n, scope.to_gantt)}
                </a>
            </Show>
        </div>
    }
}
