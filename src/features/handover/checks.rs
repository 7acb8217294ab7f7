//! What the hand-over lacks, in words: hints, none of them is a lock.

use domain::handover::gaps;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::state::HandoverState;
use super::words;
use crate::ui::badge::{Rag, RagMark};
use crate::ui::panel::Panel;

/// One sentence for each gap, or that there is none.
#[component]
pub fn Checks() -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let found = Memo::new(move |_| {
        state.with(|opened| {
            gaps(&opened.handover.facts, &opened.items, &opened.points, &opened.register)
        })
    });
    let is_listed = Memo::new(move |_| state.with(|opened| !opened.items.is_empty()));
    let row = move |rag: Rag, sentence: String| {
        view! {
            <li class="handover__check">
                <RagMark rag/>
                <span>{sentence}</span>
            </li>
        }
    };
    let rows = move || {
        let locale = i18n.get_locale();
        let found = found.get();
        match (found.is_empty(), is_listed.get()) {
            (true, true) => vec![row(Rag::Ok, t_string!(i18n, handover.complete).to_owned())],
            (true, false) => {
                vec![row(Rag::Warn, t_string!(i18n, handover.nothing_listed).to_owned())]
            }
            (false, _) => found.iter().map(|gap| row(Rag::Warn, words::gap(locale, gap))).collect(),
        }
    };
    view! {
        <Panel id="handover-checks" title=t!(i18n, handover.checks)>
            <p class="handover__what">{t!(i18n, handover.checks_what)}</p>
            <ul class="handover__checks">{rows}</ul>
        </Panel>
    }
}
