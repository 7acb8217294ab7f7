//! What paper says that the screen does not.

use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Words, t_string};

/// How much of a page is not on paper, and where all of it is printed; nothing where all of it is.
pub fn paper_rest(i18n: Words, count: usize) -> Option<impl IntoView> {
    (count > 0).then(|| {
        view! {
            <p class="u-on-paper">
                {move || t_string!(i18n, common.paper_rest, count = grouped(count))}
            </p>
        }
    })
}
