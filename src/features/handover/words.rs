//! The words for kinds of things and for what is missing.

use domain::handover::{Gap, ItemKind};
use locale::{Locale, td_string};

/// So many names are told before it is only said how many more there are.
const TOLD: usize = 5;

/// What sort of thing is handed over.
pub fn kind(locale: Locale, kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Deliverable => td_string!(locale, handover.kind_deliverable),
        ItemKind::Document => td_string!(locale, handover.kind_document),
        ItemKind::Access => td_string!(locale, handover.kind_access),
        ItemKind::Training => td_string!(locale, handover.kind_training),
        ItemKind::Equipment => td_string!(locale, handover.kind_equipment),
        ItemKind::Other => td_string!(locale, handover.kind_rest),
    }
}

/// What is missing, and of what.
pub fn gap(locale: Locale, gap: &Gap) -> String {
    let told = |titles: &[String]| told(locale, titles);
    match gap {
        Gap::NotAccepted { titles } => {
            td_string!(locale, handover.gap_not_accepted, titles = told(titles))
        }
        Gap::Changed { titles } => td_string!(locale, handover.gap_changed, titles = told(titles)),
        Gap::NotHandedOver { titles } => {
            td_string!(locale, handover.gap_not_handed_over, titles = told(titles))
        }
        Gap::PointWithoutDay { titles } => {
            td_string!(locale, handover.gap_point_without_day, titles = told(titles))
        }
        Gap::NoContact => td_string!(locale, handover.gap_no_contact).to_owned(),
    }
}

fn told(locale: Locale, titles: &[String]) -> String {
    let shown = titles.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>();
    let shown = shown.join(td_string!(locale, handover.and));
    match titles.len().saturating_sub(TOLD) {
        0 => shown,
        count => td_string!(locale, handover.and_more, titles = shown, count = count),
    }
}
