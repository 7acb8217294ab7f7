//! The parts of a client's page, each with an address of its own.

use domain::ClientId;
use leptos::prelude::*;
use locale::{Words, t, t_string, use_i18n};

use crate::paths;
use crate::ui::tabs::{Tab, Tabs};

/// A part of a client's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Facts, projects, people.
    #[default]
    Overview,
    /// The contact log.
    Log,
    /// What was promised.
    Promises,
    /// Contracts and their terms.
    Contracts,
    /// Influence and interest.
    Stakeholders,
    /// Everything that happened, across projects.
    History,
}

/// Every part with its name in addresses, from left to right.
const PARTS: [(Part, &str); 6] = [
    (Part::Overview, ""),
    (Part::Log, "log"),
    (Part::Promises, "promises"),
    (Part::Contracts, "contracts"),
    (Part::Stakeholders, "stakeholders"),
    (Part::History, "history"),
];

impl Part {
    /// The part of a name; the first one for any other name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        PARTS.iter().find(|(_, known)| *known == name).map(|(part, _)| *part).unwrap_or_default()
    }

    fn title(self, i18n: Words) -> &'static str {
        match self {
            Self::Overview => t_string!(i18n, clients.part_overview),
            Self::Log => t_string!(i18n, clients.part_log),
            Self::Promises => t_string!(i18n, clients.part_promises),
            Self::Contracts => t_string!(i18n, clients.part_contracts),
            Self::Stakeholders => t_string!(i18n, clients.part_stakeholders),
            Self::History => t_string!(i18n, clients.part_history),
        }
    }
}

/// The row that leads from part to part.
#[component]
pub fn PartTabs(
    /// Whose page.
    client: ClientId,
    /// The part in sight.
    part: Memo<Part>,
) -> impl IntoView {
    let i18n = use_i18n();
    let tabs = PARTS.map(|(of, name)| {
        let current = Signal::derive(move || part.get() == of);
        let href = match name {
            "" => paths::client(client),
            name => paths::client_part(client, name),
        };
        view! {
            <Tab href=href current>
                {move || of.title(i18n)}
            </Tab>
        }
    });
    view! { <Tabs label=t!(i18n, clients.parts)>{tabs}</Tabs> }
}
