//! What is said about evidence: why it does not hold, and what it says when it does.

use domain::agreement::chain::{self, Broken};
use domain::agreement::evidence::{Evidence, Fault, Proof};
use domain::agreement::{Entry, HandedLink, Hash, What};
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
        Fault::Files => td_string!(locale, evidence.fault.files).to_owned(),
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
        "" => name.to_owned(),
        title => format!("{name} ({title})"),
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

/// What evidence that holds says, line by line.
#[must_use]
pub fn account(locale: Locale, evidence: &Evidence, proof: &Proof) -> String {
    let (decisions, records) = (proof.entries.len(), proof.contents.len());
    let head = [
        td_string!(locale, evidence.held).to_owned(),
        format!("{} · {}", evidence.project.key, evidence.project.name),
        td_string!(locale, evidence.counts, decisions = decisions, records = records),
    ];
    let entries = proof.entries.iter().zip(&evidence.decisions);
    let mut lines: Vec<String> = head.into();
    lines.extend(entries.map(|(entry, sealed)| entry_line(locale, entry, sealed.hash)));
    let last = proof.entries.last().zip(evidence.decisions.last());
    lines.push(match last {
        Some((entry, sealed)) => {
            let hash = sealed.hash.to_string();
            td_string!(locale, evidence.last_line, number = entry.name(), hash = hash)
        }
        None => td_string!(locale, evidence.none).to_owned(),
    });
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
        title = entry.title.as_str(),
        version = version,
        by = who(locale, entry),
        at = moment(locale, entry.at),
        hash = hash.short()
    )
}
