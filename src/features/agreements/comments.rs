//! What client and team wrote about the request that was sent last.

use domain::ProjectId;
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::api::{Comment, Standpoint};
use crate::paths;
use crate::ui::chip::Chip;

/// The comments, each with the words that it is about, and the way to answer them.
#[component]
pub fn Comments(
    /// In which project.
    project: ProjectId,
    /// The comments, the oldest first.
    comments: Vec<Comment>,
) -> impl IntoView {
    let i18n = use_i18n();
    let thread = comments.first().map(|comment| comment.thread);
    let lines: Vec<_> = comments.into_iter().map(|comment| view! { <Line comment/> }).collect();
    thread.map(|thread| {
        view! {
            <div class="agreements__comments">
                <h3>{t!(i18n, agreements.comments)}</h3>
                <ol>{lines}</ol>
                <p>
                    <a class="u-link" href=paths::thread(project, thread)>
                        {t!(i18n, agreements.answer_comments)}
                    </a>
                </p>
            </div>
        }
    })
}

#[component]
fn Line(comment: Comment) -> impl IntoView {
    let i18n = use_i18n();
    let Comment { by, standpoint, quote, body, at, .. } = comment;
    let quote = quote.map(|quote| view! { <q class="agreements__quote">{quote}</q> });
    let word = move || match standpoint {
        Standpoint::Team => None,
        Standpoint::Decides => Some(t_string!(i18n, agreements.decides)),
        Standpoint::Comments => Some(t_string!(i18n, agreements.only_comments)),
    };
    view! {
        <li class="agreements__comment">
            <p class="u-small">
                <strong>{by}</strong>
                " "
                <span class="u-faint">{move || dates::stamp(i18n.get_locale(), at)}</span>
                " "
                {move || word().map(|word| view! { <Chip>{word}</Chip> })}
            </p>
            {quote}
            <p class="agreements__comment-words">{body}</p>
        </li>
    }
}
