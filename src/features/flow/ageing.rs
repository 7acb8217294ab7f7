//! Ageing: how long the cards in work have stood where they stand, and which of them too long.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::TaskId;
use domain::flow::{CardAge, ColumnAge, Days};
use domain::plan::{ColumnKind, Plan};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};

use super::words;
use crate::features::shared::flow_api::Told;
use crate::features::shared::near_day::near_moment;
use crate::features::shared::plan::PlanContext;
use crate::ui::badge::{Rag, RagMark};
use crate::ui::panel::Panel;

/// So many cards are listed.
const LISTED: usize = 50;

/// A card in work.
#[derive(Clone, Debug)]
pub struct Aged {
    task: TaskId,
    title: String,
    column: String,
    since: NaiveDateTime,
    age: Days,
    /// What 85 percent of the stays in the column took, and how many there were; none where the
    /// card has not been there longer than that.
    exceeds: Option<(Days, u32)>,
}

/// The cards in work, the one that has stood longest first.
pub fn aged(told: &Told, plan: &Plan) -> Vec<Aged> {
    let since: BTreeMap<TaskId, NaiveDateTime> = told.since.iter().copied().collect();
    let aged = |column: &ColumnAge, card: &CardAge| {
        let found = plan.columns.get(&column.column)?;
        let p85 = column.p85.filter(|p85| card.age > *p85);
        (found.kind == ColumnKind::Doing).then_some(())?;
        Some(Aged {
            task: card.task,
            title: plan.tasks.get(&card.task)?.title.clone(),
            column: found.name.clone(),
            since: *since.get(&card.task)?,
            age: card.age,
            exceeds: p85.map(|p85| (p85, column.stays)),
        })
    };
    let mut all = Vec::new();
    for column in &told.flow.ageing {
        all.extend(column.cards.iter().filter_map(|card| aged(column, card)));
    }
    all.sort_by(|a: &Aged, b: &Aged| b.age.total_cmp(&a.age));
    all
}

/// The list of the cards in work.
#[component]
pub fn Ageing(
    /// The cards, the one that has stood longest first.
    cards: Vec<Aged>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = cards.len();
    let more = count.saturating_sub(LISTED);
    let body = match count {
        0 => view! { <p class="u-muted">{t!(i18n, flow.none_in_work)}</p> }.into_any(),
        _ => {
            let rows = cards.into_iter().take(LISTED).map(|card| view! { <Row card /> });
            view! { <ul>{rows.collect_view()}</ul> }.into_any()
        }
    };
    let more = (more > 0).then(|| {
        let words = move || t_string!(i18n, flow.and_more, count = grouped(more));
        view! { <p class="u-muted">{words}</p> }
    });
    view! {
        <Panel id="flow-ageing" title=t!(i18n, flow.ageing) count=count>
            <p class="flow__what">{t!(i18n, flow.ageing_what)}</p>
            {body}
            {more}
        </Panel>
    }
}

#[component]
fn Row(card: Aged) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let Aged { task, title, column, since, age, exceeds } = card;
    let stands = move || {
        let locale = i18n.get_locale();
        let (since, age) = (near_moment(locale, since), words::age(locale, age));
        t_string!(i18n, flow.stands, column = column.clone(), since = since, age = age)
    };
    let mark = exceeds.map(|(p85, stays)| {
        let words = move || {
            t_string!(i18n, flow.exceeds, days = words::tenths(p85), stays = grouped(stays))
        };
        view! {
            <span class="flow__exceeds">
                <RagMark rag=Rag::Warn />
                <span>{words}</span>
            </span>
        }
    });
    view! {
        <li class="panel__row flow__card">
            <button
                class="flow__open"
                type="button"
                on:click=move |_| plan.open_task(Some(task))
            >
                {title}
            </button>
            <span class="u-muted">{stands}</span>
            {mark}
        </li>
    }
}
