//! The evidence of a project as a document to read: one file without scripts, which proves itself.

use domain::agreement::chain;
use domain::agreement::evidence::{Evidence, EvidenceFile, EvidenceRecord, Fault, Proof, seal};
use domain::agreement::{Content, Entry, Hash, Terms, What};
use domain::text::visible;
use leptos::prelude::*;
use locale::{Locale, contents, dates, evidences, td_string};

use super::shared::content_view::ContentView;
use super::shared::signature::Signature;

/// The style of a document that leaves the program: it has to stand in the file itself.
const STYLE: &str = include_str!("../../style/document.css");

/// What the drawing of a document belongs to: another version may draw the same evidence otherwise.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Holds a document against the evidence that was read from it: drawn once more in one of the
/// languages, it has to be the same to the last byte.
///
/// # Errors
/// `Document`; `Program` when another version drew it.
pub fn check_document(bytes: &[u8], evidence: &Evidence, proof: &Proof) -> Result<(), Fault> {
    if evidence.program != PROGRAM {
        return Err(Fault::Program);
    }
    let is_drawn = |locale| evidence_document(locale, evidence, proof.clone()).as_bytes() == bytes;
    let languages = [Locale::zh_CN, Locale::en];
    if languages.into_iter().any(is_drawn) { Ok(()) } else { Err(Fault::Document) }
}

/// The document with the evidence in it, sealed by its last line; `proof` is what it says.
#[must_use]
pub fn evidence_document(locale: Locale, evidence: &Evidence, proof: Proof) -> String {
    let language = match locale {
        Locale::zh_CN => "zh-CN",
        Locale::en => "en",
    };
    // A title holds text only: the framework's markers between texts would be shown.
    let project = visible(&evidence.project.name).replace('&', "&amp;").replace('<', "&lt;");
    let title = td_string!(locale, evidence.title, project = project);
    let evidence = evidence.clone();
    let html = Owner::new().with(|| {
        view! {
            <html lang=language>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title inner_html=title></title>
                    <style inner_html=STYLE></style>
                </head>
                <body><Document locale evidence proof/></body>
            </html>
        }
        .to_html()
    });
    seal(&format!("<!DOCTYPE html>{html}"))
}

#[component]
fn Document(locale: Locale, evidence: Evidence, proof: Proof) -> impl IntoView {
    let element = evidence.element();
    let Evidence { records, decisions, signatures, files, .. } = evidence.clone();
    let Proof { entries, contents } = proof;
    let is_empty = entries.is_empty();
    let named: Vec<(Hash, Content)> =
        records.iter().map(|record| record.hash).zip(contents.iter().cloned()).collect();
    let drawn = move |(entry, hash): (Entry, Hash)| {
        let strokes = signatures.iter().find(|signature| signature.decision == entry.number);
        let strokes = strokes.map(|signature| signature.strokes.clone());
        let about = named.iter().find(|(hash, _)| *hash == entry.content);
        let option = about.and_then(|(_, content)| content.option_named(entry.option.as_ref()?));
        view! { <Decision locale entry hash strokes option/> }
    };
    let entries = entries.into_iter().zip(decisions.into_iter().map(|sealed| sealed.hash));
    let entries: Vec<_> = entries.map(drawn).collect();
    let record = move |(record, content): (EvidenceRecord, Content)| {
        view! { <Agreed locale record content/> }
    };
    let records: Vec<_> = records.into_iter().zip(contents).map(record).collect();
    let nothing = is_empty.then(|| view! { <p>{td_string!(locale, evidence.none)}</p> });
    let agreed = (!is_empty).then(|| {
        view! {
            <section>
                <h2>{td_string!(locale, evidence.records)}</h2>
                {records}
            </section>
        }
    });
    view! {
        <main>
            <Head locale evidence/>
            <section>
                <h2>{td_string!(locale, evidence.decisions)}</h2>
                {nothing}
                {entries}
            </section>
            {agreed}
            <Files locale files/>
        </main>
        <div inner_html=element></div>
    }
}

#[component]
fn Head(locale: Locale, evidence: Evidence) -> impl IntoView {
    let Evidence { project, supplier, client, made_at, decisions, .. } = evidence;
    let count = decisions.len().to_string();
    let last = decisions.last().map(|sealed| {
        let number = i64::try_from(decisions.len()).unwrap_or(i64::MAX);
        (chain::name(number), sealed.hash)
    });
    let last = last.map(|(name, hash)| {
        let label = td_string!(locale, evidence.last);
        view! { <div><dt>{label}</dt><dd>{name} " " <code>{hash.to_string()}</code></dd></div> }
    });
    let name = format!("{} · {}", project.key, project.name);
    let made_at = evidences::moment(locale, made_at);
    view! {
        <header>
            <h1>{td_string!(locale, evidence.heading)}</h1>
            <dl>
                <Fact label=td_string!(locale, evidence.project) value=name/>
                <Fact label=td_string!(locale, evidence.supplier) value=supplier/>
                <Fact label=td_string!(locale, evidence.client) value=client/>
                <Fact label=td_string!(locale, evidence.made_at) value=made_at/>
                <Fact label=td_string!(locale, evidence.count) value=count/>
                {last}
            </dl>
            <p class="document__note">{td_string!(locale, evidence.not_qualified)}</p>
            <p>{td_string!(locale, evidence.how_to_check)}</p>
            <p>{td_string!(locale, evidence.proves)}</p>
            <p>{td_string!(locale, evidence.proves_not)}</p>
        </header>
    }
}

#[component]
fn Decision(
    locale: Locale,
    entry: Entry,
    hash: Hash,
    strokes: Option<String>,
    option: Option<String>,
) -> impl IntoView {
    let heading = format!("{} {}", entry.name(), contents::what(locale, entry.what));
    let version = td_string!(locale, content.version, number = entry.version);
    let kind = contents::subject_kind(locale, entry.kind);
    let about = format!("{kind} · {} · {version}", entry.title);
    let by = evidences::who(locale, &entry);
    let signer = by.clone();
    let words = match entry.what {
        What::Agreed => String::new(),
        What::Conditional | What::Returned | What::Withdrawn => entry.words.clone(),
    };
    let withdraws = entry.withdraws.map(chain::name).unwrap_or_default();
    let hash_words = |hash: Option<Hash>| hash.map(|hash| hash.to_string()).unwrap_or_default();
    let Terms { why, outcome, due, .. } = entry.asked.clone().unwrap_or_default();
    let due = due.map(|day| dates::full(locale, day)).unwrap_or_default();
    let link = entry.link.as_ref().map(|link| evidences::handed(locale, link)).unwrap_or_default();
    let (option, witness) = (option.unwrap_or_default(), entry.witness.unwrap_or_default());
    let signature = strokes.map(|strokes| {
        let label = td_string!(locale, evidence.signature, name = signer);
        view! { <Signature strokes label/> }
    });
    view! {
        <article>
            <h3 class="document__number">{heading}</h3>
            <dl>
                <Fact label=td_string!(locale, evidence.about) value=about/>
                <Fact label=td_string!(locale, evidence.withdraws) value=withdraws/>
                <Fact label=td_string!(locale, evidence.why) value=why/>
                <Fact label=td_string!(locale, evidence.outcome) value=outcome/>
                <Fact label=td_string!(locale, evidence.due) value=due/>
                <Fact label=td_string!(locale, evidence.option) value=option/>
                <Fact label=evidences::words_label(locale, entry.what) value=words/>
                <Fact label=td_string!(locale, evidence.by) value=by/>
                <Fact
                    label=td_string!(locale, evidence.method)
                    value=contents::method(locale, entry.method).to_owned()
                />
                <Fact label=td_string!(locale, evidence.link) value=link/>
                <Fact label=td_string!(locale, evidence.witness) value=witness/>
                <Fact
                    label=td_string!(locale, evidence.at)
                    value=evidences::moment(locale, entry.at)
                />
                <Fact
                    label=td_string!(locale, evidence.content_hash)
                    value=entry.content.to_string()
                />
                <Fact
                    label=td_string!(locale, evidence.signature_hash)
                    value=hash_words(entry.signature)
                />
                <Fact label=td_string!(locale, evidence.hash) value=hash.to_string()/>
            </dl>
            {signature}
        </article>
    }
}

#[component]
fn Agreed(locale: Locale, record: EvidenceRecord, content: Content) -> impl IntoView {
    let kind = contents::subject_kind(locale, record.kind);
    let version = td_string!(locale, content.version, number = record.number);
    let heading = format!("{kind} · {} · {version}", visible(&content.title));
    let hash = td_string!(locale, evidence.record_hash, hash = record.hash.to_string());
    view! {
        <article>
            <h3>{heading}</h3>
            <p><code>{hash}</code></p>
            <ContentView locale content/>
        </article>
    }
}

#[component]
fn Files(locale: Locale, files: Vec<EvidenceFile>) -> impl IntoView {
    let file = |EvidenceFile { hash, name }: EvidenceFile| {
        let name = visible(&name).into_owned();
        view! { <li>{name} " " <code>{hash.to_string()}</code></li> }
    };
    (!files.is_empty()).then(|| {
        view! {
            <section>
                <h2>{td_string!(locale, evidence.files)}</h2>
                <ul>{files.into_iter().map(file).collect_view()}</ul>
            </section>
        }
    })
}

/// A label with its value; nothing where there is no value.
#[component]
fn Fact(label: &'static str, value: String) -> impl IntoView {
    let value = visible(&value).into_owned();
    (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
}

#[cfg(test)]
mod tests;
