//! The words and marks of deliverables and files.

use chrono::NaiveDate;
use domain::deliverable::Acceptance;
use domain::file::{File, MediaType, Preview};
use locale::{Words, contents, t_string};

use crate::ui::badge::{Due, Rag};
use crate::ui::icon::Icon;

/// Days before a date at which it counts as near.
const SOON_DAYS: i64 = 3;

/// How a deliverable stands with the client.
pub fn acceptance(i18n: Words, acceptance: Acceptance) -> &'static str {
    match acceptance {
        Acceptance::Open => t_string!(i18n, deliverables.acceptance_open),
        Acceptance::Waiting => t_string!(i18n, deliverables.acceptance_waiting),
        Acceptance::Accepted => t_string!(i18n, deliverables.acceptance_accepted),
        Acceptance::Conditional => t_string!(i18n, deliverables.acceptance_conditional),
        Acceptance::Changed => t_string!(i18n, deliverables.acceptance_changed),
        Acceptance::Returned => t_string!(i18n, deliverables.acceptance_returned),
    }
}

/// The mark beside that word.
pub const fn rag(acceptance: Acceptance) -> Rag {
    match acceptance {
        Acceptance::Open | Acceptance::Waiting => Rag::None,
        Acceptance::Accepted => Rag::Ok,
        Acceptance::Conditional | Acceptance::Changed => Rag::Warn,
        Acceptance::Returned => Rag::Bad,
    }
}

/// How near the date of a deliverable is; what was accepted is never late.
pub fn nearness(due: NaiveDate, acceptance: Acceptance, today: NaiveDate) -> Due {
    let days = (due - today).num_days();
    match acceptance {
        Acceptance::Accepted | Acceptance::Conditional => Due::Later,
        _ if days < 0 => Due::Late,
        _ if days <= SOON_DAYS => Due::Soon,
        _ => Due::Later,
    }
}

/// What a file is and how large: PDF, 1.4 MB.
pub fn facts(file: &File) -> String {
    format!("{} · {}", file.media_type.word(&file.name), contents::size(file.size))
}

/// The picture beside a file's name.
pub const fn icon(media_type: MediaType) -> Icon {
    match media_type.preview() {
        Preview::Image => Icon::Image,
        Preview::Pdf | Preview::Text => Icon::FileText,
        Preview::None => Icon::Archive,
    }
}

/// So many files, in words.
pub fn count_files(i18n: Words, count: usize) -> String {
    match count {
        1 => t_string!(i18n, deliverables.one_file).to_owned(),
        _ => t_string!(i18n, deliverables.many_files, count = count),
    }
}
