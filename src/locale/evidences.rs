//! What is said about evidence: why it does not hold, and what it says when it does.

use domain::agreement::chain::{self, Broken};
use domain::agreement::evidence::{Evidence, Fault, Proof};
use domain::agreement::{Content, Entry, HandedLink, Hash, Line, What};
use domain::text::visible;
use domain::time::Timestamp;

use crate::{Locale, contents, dates, td_string};

/// Why evidence does not hold, as the end of a sentence without its full stop.
#[must_use]
pub fn fault(locale: Locale, fault: Fault) -> String {
    let decision = chain::name;
    match fault {
        Fault::NoEvidence => td_string!(locale, evidence.fault.no_evidence).to_owned(),
        Fault::Seal => td_string!(locale, evidence.fault.seal).to_owned(),
        Fault::Unreadable => td_string!(locale, evidence.fault.unreadable).to_owned(),
        Fault::Format => td_string!(locale, evidence.fault.format).to_owned(),
        Fault::Record(number) => td_string!(locale, evidence.fault.record, number = number),
        Fault::Surplus(number) => td_string!(locale, evidence.fault.surplus, number = number),
        Fault::Chain(Broken::Hash(number)) => {
            td_string!(locale, evidence.fault.chain_hash, number = decision(number))
        }
        Fault::Chain(Broken::Order(number)) => {
            td_string!(locale, evidence.fault.chain_order, number = decision(number))
        }
        Fault::Chain(Broken::Unreadable(number)) => {
            td_string!(locale, evidence.fault.chain_unreadable, number = decision(number))
        }
        Fault::Project(number) => {
            td_string!(locale, evidence.fault.project, number = decision(number))
        }
        Fault::Content(number) => {
            td_string!(locale, evidence.fault.content, number = decision(number))
        }
        Fault::Signature(number) => {
            td_string!(locale, evidence.fault.signature, number = decision(number))
        }
        Fault::Said(number) => {
            td_string!(locale, evidence.fault.said, number = decision(number))
        }
        Fault::Withdrawal(number) => {
            td_string!(locale, evidence.fault.withdrawal, number = decision(number))
        }
        Fault::Files => td_string!(locale, evidence.fault.files).to_owned(),
        Fault::Document => td_string!(locale, evidence.fault.document).to_owned(),
        Fault::Program => td_string!(locale, evidence.fault.program).to_owned(),
    }
}

/// A moment that everyone everywhere reads the same: 2026-03-04 15:20 UTC.
#[must_use]
pub fn moment(locale: Locale, at: Timestamp) -> String {
    td_string!(locale, evidence.utc, moment = dates::moment(at.utc().naive_utc()))
}

/// Who decided, and for whom if that was somebody else.
#[must_use]
pub fn who(locale: Locale, entry: &Entry) -> String {
    let named = |name: &str, title: &str| match title {
        "" => one_line(name),
        title => format!("{} ({})", one_line(name), one_line(title)),
    };
    let by = named(&entry.by.name, &entry.by.title);
    if entry.by.id == entry.approver.id {
        return by;
    }
    let approver = named(&entry.approver.name, &entry.approver.title);
    td_string!(locale, evidence.for_approver, by = by, approver = approver)
}

/// Who of the team had the link in hand by which somebody came, and since when.
#[must_use]
pub fn handed(locale: Locale, link: &HandedLink) -> String {
    let (by, at) = (link.made_by.as_str(), moment(locale, link.made_at));
    td_string!(locale, evidence.handed, by = by, at = at)
}

/// What the words of a decision are.
#[must_use]
pub fn words_label(locale: Locale, what: What) -> &'static str {
    match what {
        What::Conditional => td_string!(locale, evidence.conditions),
        What::Returned => td_string!(locale, evidence.reason),
        What::Agreed | What::Withdrawn => td_string!(locale, evidence.words),
    }
}

/// What evidence that holds says, line by line: only this is proved. `is_compared` tells whether
/// the document around it was held against it too.
#[must_use]
pub fn account(locale: Locale, evidence: &Evidence, proof: &Proof, is_compared: bool) -> String {
    let (decisions, records) = (proof.entries.len(), proof.contents.len());
    let held = match is_compared {
        true => td_string!(locale, evidence.held).to_owned(),
        false => {
            let version = one_line(&evidence.program);
            td_string!(locale, evidence.held_inside, version = version)
        }
    };
    let name = format!("{} · {}", evidence.project.key, evidence.project.name);
    let counts = td_string!(locale, evidence.counts, decisions = decisions, records = records);
    let mut lines = vec![held, one_line(&name), counts];
    for (entry, sealed) in proof.entries.iter().zip(&evidence.decisions) {
        lines.push(String::new());
        lines.push(entry_line(locale, entry, sealed.hash));
        lines.extend(entry_facts(locale, entry, &chosen(evidence, proof, entry)));
    }
    for (record, content) in evidence.records.iter().zip(&proof.contents) {
        let kind = contents::subject_kind(locale, record.kind);
        let version = td_string!(locale, content.version, number = record.number);
        lines.push(String::new());
        lines.push(format!("{kind} · {} · {version}", one_line(&content.title)));
        let hash = td_string!(locale, evidence.record_hash, hash = record.hash.to_string());
        lines.push(indented(&hash, 1));
        lines.extend(content_lines(locale, content));
    }
    lines.push(String::new());
    let last = proof.entries.last().zip(evidence.decisions.last());
    lines.push(match last {
        Some((entry, sealed)) => {
            let hash = sealed.hash.to_string();
            td_string!(locale, evidence.last_line, number = entry.name(), hash = hash)
        }
        None => td_string!(locale, evidence.none).to_owned(),
    });
    lines.push(td_string!(locale, evidence.proves).to_owned());
    lines.push(td_string!(locale, evidence.proves_not).to_owned());
    lines.push(td_string!(locale, evidence.not_qualified).to_owned());
    lines.join("\n") + "\n"
}

fn entry_line(locale: Locale, entry: &Entry, hash: Hash) -> String {
    let version = td_string!(locale, content.version, number = entry.version);
    td_string!(
        locale,
        evidence.entry_line,
        number = entry.name(),
        what = contents::what(locale, entry.what),
        title = one_line(&entry.title),
        version = version,
        by = who(locale, entry),
        at = moment(locale, entry.at),
        hash = hash.to_string()
    )
}

/// What else a decision says: what it takes back, what the person was told, the option, the words,
/// how it was given.
fn entry_facts(locale: Locale, entry: &Entry, option: &str) -> Vec<String> {
    let hash = |hash: Hash| hash.to_string();
    let method = contents::method(locale, entry.method);
    let asked = entry.asked.as_ref();
    let due = asked.and_then(|asked| asked.due).map(|due| dates::full(locale, due));
    let link = entry.link.as_ref().map(|link| handed(locale, link));
    let facts = [
        (td_string!(locale, evidence.withdraws), entry.withdraws.map(chain::name)),
        (td_string!(locale, evidence.why), asked.map(|asked| asked.why.clone())),
        (td_string!(locale, evidence.outcome), asked.map(|asked| asked.outcome.clone())),
        (td_string!(locale, evidence.due), due),
        (td_string!(locale, evidence.option), Some(option.to_owned())),
        (words_label(locale, entry.what), Some(entry.words.clone())),
        (td_string!(locale, evidence.method), Some(method.to_owned())),
        (td_string!(locale, evidence.link), link),
        (td_string!(locale, evidence.witness), entry.witness.clone()),
        (td_string!(locale, evidence.content_hash), Some(hash(entry.content))),
        (td_string!(locale, evidence.signature_hash), entry.signature.map(hash)),
    ];
    let told = |(label, value): (&str, Option<String>)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(indented(&format!("{label}: {value}"), 1))
    };
    facts.into_iter().filter_map(told).collect()
}

/// The option that a decision chose, as its content names it; empty where there is none.
fn chosen(evidence: &Evidence, proof: &Proof, entry: &Entry) -> String {
    let mut records = evidence.records.iter().zip(&proof.contents);
    let about = records.find(|(record, _)| record.hash == entry.content);
    let named = about.and_then(|(_, content)| content.option_named(entry.option.as_ref()?));
    named.unwrap_or_default()
}

/// A content as it reads on a terminal.
fn content_lines(locale: Locale, content: &Content) -> Vec<String> {
    let mut lines = Vec::new();
    for part in &content.parts {
        lines.push(indented(&contents::heading(locale, &part.heading), 1));
        lines.extend(part.lines.iter().flat_map(|line| content_line(locale, line)));
    }
    for option in &content.options {
        let label = td_string!(locale, content_view.options);
        lines.push(indented(&format!("{label}: {} {}", option.key, option.title), 1));
    }
    lines
}

fn content_line(locale: Locale, line: &Line) -> Vec<String> {
    let text = (!line.text.is_empty()).then(|| indented(&format!("- {}", line.text), 2));
    let facts = line.facts.iter().map(|fact| {
        let label = contents::label(locale, fact.label);
        indented(&format!("{label}: {}", contents::value(locale, &fact.value)), 3)
    });
    text.into_iter().chain(facts).collect()
}

/// Somebody's words below a line of ours: further lines of theirs cannot pass for one.
fn indented(words: &str, depth: usize) -> String {
    let margin = "  ".repeat(depth);
    format!("{margin}{}", visible(words).replace('\n', &format!("\n{margin}  ")))
}

/// Somebody's words within a line of ours.
fn one_line(words: &str) -> String {
    visible(words).replace('\n', "[U+000A]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_people_wrote_passes_for_a_line_of_ours() {
        assert_eq!(one_line("a\nD-0009\u{1b}[1A"), "a[U+000A]D-0009[U+001B][1A");
        assert_eq!(indented("first\nD-0009", 1), "  first\n    D-0009");
        assert_eq!(indented("\u{202e}x", 0), "[U+202E]x");
    }
}
