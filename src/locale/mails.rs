//! What mails say: a subject and a plain text. No secret stands in them but the link, and nothing
//! that the reader may not see.

use chrono::{NaiveDate, NaiveDateTime};
use domain::agreement::{Entry, Hash, SubjectKind};

use crate::{Locale, contents, dates, evidences, td_string};

/// Most of a message that stands in a mail, in characters.
const EXCERPT: usize = 400;

/// From whom and to whom a mail goes, and about which project.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The organisation that works.
    pub organisation: &'a str,
    /// The reader's name.
    pub reader: &'a str,
    /// The project's name.
    pub project: &'a str,
    /// Where to read on: a full address.
    pub link: &'a str,
}

/// A request for a decision.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What sort of thing is agreed.
    pub kind: SubjectKind,
    /// What it is called.
    pub title: &'a str,
    /// Its version as people count.
    pub version: i32,
    /// Who asks.
    pub asker: &'a str,
    /// What happens if the client agrees.
    pub outcome: &'a str,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// How long it takes; 0 is not said.
    pub minutes: u16,
}

/// Asks a contact for a decision: what, by when, where.
#[must_use]
pub fn decision_asked(locale: Locale, frame: Frame, asked: Asked) -> (String, String) {
    let Asked { kind, title, version, asker, outcome, due, minutes } = asked;
    let kind = contents::subject_kind(locale, kind);
    let version = td_string!(locale, content.version, number = version);
    let subject = td_string!(locale, mail.asked_subject, project = frame.project, title = title);
    let mut lines = vec![
        td_string!(
            locale,
            mail.asked_what,
            asker = asker,
            kind = kind,
            title = title,
            version = version
        ),
        td_string!(locale, mail.asked_outcome, outcome = outcome),
    ];
    lines.extend(due.map(|day| {
        let day = dates::full(locale, day);
        td_string!(locale, mail.asked_due, day = day)
    }));
    if minutes > 0 {
        lines.push(td_string!(locale, mail.asked_minutes, minutes = minutes));
    }
    let link = td_string!(locale, mail.asked_link, link = frame.link);
    let once = td_string!(locale, mail.asked_once).to_owned();
    (subject, letter(locale, frame, &[lines.join("\n"), link, once]))
}

/// Brings the codes that somebody asked for: the project of each and its digits.
#[must_use]
pub fn codes(
    locale: Locale,
    frame: Frame,
    codes: &[(String, String)],
    minutes: i64,
) -> (String, String) {
    let subject = td_string!(locale, mail.code_subject, organisation = frame.organisation);
    let line = |(project, code): &(String, String)| {
        td_string!(locale, mail.code_line, project = project.as_str(), code = code.as_str())
    };
    let lines: Vec<String> = codes.iter().map(line).collect();
    let parts = [
        td_string!(locale, mail.code_what).to_owned(),
        lines.join("\n"),
        td_string!(locale, mail.code_link, minutes = minutes, link = frame.link),
        td_string!(locale, mail.code_note).to_owned(),
    ];
    (subject, letter(locale, frame, &parts))
}

/// Brings the code with which an answer counts that somebody is about to give.
#[must_use]
pub fn code_for_answer(locale: Locale, frame: Frame, code: &str, minutes: i64) -> (String, String) {
    let subject = td_string!(locale, mail.answer_subject, organisation = frame.organisation);
    let parts = [
        td_string!(locale, mail.answer_what, minutes = minutes),
        td_string!(locale, mail.code_line, project = frame.project, code = code),
        td_string!(locale, mail.answer_note).to_owned(),
    ];
    (subject, letter(locale, frame, &parts))
}

/// The receipt of a decision; `hash` is the entry's own.
#[must_use]
pub fn receipt(locale: Locale, frame: Frame, entry: &Entry, hash: Hash) -> (String, String) {
    let (number, what) = (entry.name(), contents::what(locale, entry.what));
    let project = frame.project;
    let name = number.as_str();
    let subject =
        td_string!(locale, mail.receipt_subject, project = project, number = name, what = what);
    let kind = contents::subject_kind(locale, entry.kind);
    let version = td_string!(locale, content.version, number = entry.version);
    let title = entry.title.as_str();
    let by = evidences::who(locale, entry);
    let at = evidences::moment(locale, entry.at);
    let about =
        td_string!(locale, mail.receipt_about, kind = kind, title = title, version = version);
    let mut facts = vec![
        td_string!(locale, mail.receipt_number, number = name),
        td_string!(locale, mail.receipt_decision, what = what),
        about,
    ];
    if let Some(asked) = &entry.asked {
        facts.push(td_string!(locale, mail.receipt_outcome, outcome = asked.outcome.as_str()));
    }
    if !entry.words.is_empty() {
        facts.push(format!("{}: {}", evidences::words_label(locale, entry.what), entry.words));
    }
    facts.push(td_string!(locale, mail.receipt_by, by = by));
    facts.extend(entry.link.as_ref().map(|link| evidences::handed(locale, link)));
    facts.push(td_string!(locale, mail.receipt_at, at = at));
    facts.push(td_string!(locale, mail.receipt_content, hash = entry.content.to_string()));
    facts.push(td_string!(locale, mail.receipt_hash, hash = hash.to_string()));
    let parts = [
        td_string!(locale, mail.receipt_what).to_owned(),
        facts.join("\n"),
        td_string!(locale, mail.receipt_link, link = frame.link),
        td_string!(locale, mail.receipt_note).to_owned(),
    ];
    (subject, letter(locale, frame, &parts))
}

/// Tells a contact that a complaint has arrived: its number, and by when somebody answers.
#[must_use]
pub fn complaint_received(
    locale: Locale,
    frame: Frame,
    number: &str,
    answer_by: NaiveDateTime,
) -> (String, String) {
    let project = frame.project;
    let subject = td_string!(locale, mail.complaint_subject, project = project, number = number);
    let parts = [
        td_string!(locale, mail.complaint_what, number = number),
        td_string!(locale, mail.complaint_by, moment = dates::full_moment(locale, answer_by)),
        td_string!(locale, mail.complaint_link, link = frame.link),
    ];
    (subject, letter(locale, frame, &parts))
}

/// Tells of a new message with its beginning.
#[must_use]
pub fn new_message(locale: Locale, frame: Frame, author: &str, text: &str) -> (String, String) {
    let project = frame.project;
    let subject = td_string!(locale, mail.message_subject, project = project, author = author);
    let mut excerpt: String = text.chars().take(EXCERPT).collect();
    if excerpt.len() < text.len() {
        excerpt.push('…');
    }
    let quoted: Vec<String> = excerpt.lines().map(|line| format!("> {line}")).collect();
    let parts = [
        td_string!(locale, mail.message_what, author = author, project = project),
        quoted.join("\n"),
        td_string!(locale, mail.message_link, link = frame.link),
    ];
    (subject, letter(locale, frame, &parts))
}

/// Shows an administrator that mails arrive.
#[must_use]
pub fn trial(locale: Locale, frame: Frame) -> (String, String) {
    let subject = td_string!(locale, mail.trial_subject).to_owned();
    let parts = [td_string!(locale, mail.trial_what).to_owned(), frame.link.to_owned()];
    (subject, letter(locale, frame, &parts))
}

/// Greeting, parts and foot, with an empty line between each two.
fn letter(locale: Locale, frame: Frame, parts: &[String]) -> String {
    let greeting = td_string!(locale, mail.greeting, name = frame.reader);
    let foot = td_string!(locale, mail.foot, organisation = frame.organisation);
    let parts = parts.iter().map(String::as_str).filter(|part| !part.is_empty());
    let all: Vec<&str> = std::iter::once(greeting.as_str()).chain(parts).collect();
    format!("{}\n\n--\n{foot}\n", all.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use domain::RecordId;
    use domain::agreement::{Method, Party, What};
    use domain::time::Timestamp;

    use super::*;

    const FRAME: Frame = Frame {
        organisation: "Seaport Systems",
        reader: "Mei Chen",
        project: "智慧仓储",
        link: "https://accord.example.com/p/x",
    };

    fn entry() -> Entry {
        let id = RecordId::new(0, [0; 10]).0;
        let party = Party { id, name: "Mei Chen".to_owned(), title: String::new() };
        Entry {
            number: 42,
            project: id,
            what: What::Conditional,
            withdraws: None,
            kind: SubjectKind::Scope,
            subject: id,
            title: "Goals".to_owned(),
            version: 3,
            content: Hash::of("test", b"content"),
            option: None,
            asked: None,
            words: "Only in May".to_owned(),
            approver: party.clone(),
            by: party,
            method: Method::Portal,
            link: None,
            signature: None,
            witness: None,
            at: Timestamp(1_790_000_000_000),
            previous: Hash::NONE,
        }
    }

    #[test]
    fn a_request_says_what_by_when_and_where() {
        let asked = Asked {
            kind: SubjectKind::Scope,
            title: "目标与范围",
            version: 2,
            asker: "陈志远",
            outcome: "开始设计",
            due: "2026-03-04".parse().ok(),
            minutes: 5,
        };
        let (subject, text) = decision_asked(Locale::zh_CN, FRAME, asked);
        assert_eq!(subject, "智慧仓储：请您确认“目标与范围”");
        for expected in ["第 2 版", "2026年3月4日", "5 分钟", "开始设计", FRAME.link] {
            assert!(text.contains(expected), "{expected} is missing in {text}");
        }
        let open = Asked { due: None, minutes: 0, ..asked };
        let (_, text) = decision_asked(Locale::en, FRAME, open);
        assert!(!text.contains("minutes") && !text.contains("Please answer by"), "{text}");
    }

    #[test]
    fn a_code_stands_with_its_project() {
        let codes = [("WMS".to_owned(), "012345".to_owned())];
        for (locale, line) in [(Locale::en, "WMS: 012345"), (Locale::zh_CN, "WMS：012345")] {
            let (subject, text) = super::codes(locale, FRAME, &codes, 30);
            assert!(subject.contains("Seaport Systems") && !subject.contains("012345"));
            assert!(text.contains(line) && text.contains(FRAME.link), "{text}");
            assert!(text.contains("30"), "{text}");
        }
    }

    #[test]
    fn a_code_for_an_answer_says_what_it_does_and_not_in_the_subject() {
        for locale in [Locale::en, Locale::zh_CN] {
            let (subject, text) = code_for_answer(locale, FRAME, "012345", 30);
            assert!(subject.contains("Seaport Systems") && !subject.contains("012345"));
            assert!(text.contains("012345") && text.contains("30"), "{text}");
        }
    }

    #[test]
    fn a_receipt_has_all_that_proves_it() {
        let entry = entry();
        let hash = entry.sealed().hash;
        for locale in [Locale::en, Locale::zh_CN] {
            let (subject, text) = receipt(locale, FRAME, &entry, hash);
            assert!(subject.contains("D-0042"), "{subject}");
            let (content, hash) = (entry.content.to_string(), hash.to_string());
            for expected in ["D-0042", &content, &hash, "Only in May", "UTC", "Mei Chen"] {
                assert!(text.contains(expected), "{expected} is missing in {text}");
            }
        }
    }

    #[test]
    fn a_long_message_is_told_by_its_beginning() {
        let (_, text) = new_message(Locale::en, FRAME, "Mei Chen", &"字".repeat(5_000));
        assert!(text.contains('…') && text.chars().count() < 1_000);
    }
}
