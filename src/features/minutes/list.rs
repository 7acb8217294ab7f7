//! The meetings, the latest first.

use domain::MinutesId;
use leptos::prelude::*;
use locale::{dates, t, use_i18n};

use super::api::Line;
use super::desk::{Desk, Editing, state_mark, state_word};
use crate::paths;
use crate::ui::badge::RagBadge;

/// The list of meetings; each leads to its minutes.
#[component]
pub fn List(
    /// The minutes, the latest meeting first.
    lines: Vec<Line>,
    /// Which ones are in sight.
    shown: Memo<Option<MinutesId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |line: Line| view! { <Row line shown /> };
    view! {
        <nav
            class="minutes__list panel"
            data-print="hide"
            aria-label=t!(i18n, minutes.title)
        >
            <ul>{lines.into_iter().map(row).collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Row(line: Line, shown: Memo<Option<MinutesId>>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let Line { id, title, day, state, has_news } = line;
    let is_here = move || {
        let is_new = desk.editing.with(|editing| *editing == Some(Editing::New));
        (shown.get() == Some(id) && !is_new).then_some("page")
    };
    let news = has_news.then(|| {
        view! { <span class="u-small u-faint">{t!(i18n, minutes.has_news)}</span> }
    });
    view! {
        <li>
            <a
                class="minutes__row"
                href=paths::one_minutes(desk.project, id)
                aria-current=is_here
            >
                <time class="u-small u-faint" datetime=day.to_string()>
                    {move || dates::table(i18n.get_locale(), day)}
                </time>
                <span class="minutes__name">{title}</span>
                <RagBadge
                    rag=state_mark(state)
                    word=Signal::derive(move || state_word(i18n, state).to_owned())
                    bare=true
                />
                {news}
            </a>
        </li>
    }
}
