//! What was done about a return: the difference to the version that came back.

use domain::agreement::chain;
use domain::portal::PortalReturned;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, td_string};

use super::Told;
use crate::features::shared::content_view::DifferenceView;

/// Why the last version came back, and what is different since.
#[component]
pub fn Returned(
    /// The language.
    locale: Locale,
    /// What came back.
    returned: PortalReturned,
) -> impl IntoView {
    let PortalReturned { number, version, words, difference } = returned;
    let heading = td_string!(
        locale,
        decision.since_return,
        version = version,
        number = chain::name(number),
        count = grouped(difference.count())
    );
    view! {
        <section class="portal__panel" aria-labelledby="decision-returned">
            <h2 id="decision-returned">{heading}</h2>
            <Told word=td_string!(locale, decision.returned_because) text=words/>
            <DifferenceView locale difference/>
        </section>
    }
}
