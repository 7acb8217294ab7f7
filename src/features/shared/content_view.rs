//! What is agreed, drawn to be read, and what differs between two versions of it. Both are plain
//! elements: the server draws them on pages without scripts, the browser in its own.

use std::sync::Arc;

use domain::agreement::content::ContentOption;
use domain::agreement::{
    Content, Difference, Fact, Heading, Label, Line, LineDifference, Part, PartDifference, Value,
};
use domain::text::visible;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, contents, td_string};

use super::word_diff::{Fate, Run, compare};

/// Draws what stands below a line, by the places of its part and of the line in it.
pub type Below = Arc<dyn Fn(usize, usize) -> AnyView + Send + Sync>;

/// A content without its title: parts with lines with facts, and what can be chosen.
#[component]
pub fn ContentView(
    /// The language of the headings and labels.
    locale: Locale,
    /// What is agreed.
    content: Content,
    /// What stands below each line.
    #[prop(optional)]
    below: Option<Below>,
) -> impl IntoView {
    let Content { parts, options, .. } = content;
    let part = move |(place, part): (usize, Part)| {
        let row = |(row, line): (usize, Line)| {
            let below = below.as_ref().map(|below| below(place, row));
            view! { <PlainLine locale line below/> }
        };
        let lines = part.lines.into_iter().enumerate().map(row).collect_view();
        view! {
            <section class="content__part">
                <h3 class="content__heading">{contents::heading(locale, &part.heading)}</h3>
                <ul class="content__lines">{lines}</ul>
            </section>
        }
    };
    let options = (!options.is_empty()).then(|| view! { <Choices locale options/> });
    let parts = parts.into_iter().enumerate().map(part).collect_view();
    view! { <div class="content">{parts} {options}</div> }
}

#[component]
fn Choices(locale: Locale, options: Vec<ContentOption>) -> impl IntoView {
    let option = |option: ContentOption| {
        view! {
            <div class="content__fact">
                <dt>{option.key}</dt>
                <dd>{visible(&option.title).into_owned()}</dd>
            </div>
        }
    };
    view! {
        <section class="content__part">
            <h3 class="content__heading">{td_string!(locale, content_view.options)}</h3>
            <dl class="content__facts">{options.into_iter().map(option).collect_view()}</dl>
        </section>
    }
}

#[component]
fn PlainLine(locale: Locale, line: Line, below: Option<AnyView>) -> impl IntoView {
    let Line { text, facts, .. } = line;
    let text = visible(&text).into_owned();
    let text = (!text.is_empty()).then(|| view! { <p class="content__text">{text}</p> });
    let fact = move |Fact { label, value }: Fact| {
        view! {
            <div class="content__fact">
                <dt>{contents::label(locale, label)}</dt>
                <dd>{contents::value(locale, &value)}</dd>
            </div>
        }
    };
    let facts = (!facts.is_empty()).then(|| {
        view! { <dl class="content__facts">{facts.into_iter().map(fact).collect_view()}</dl> }
    });
    view! { <li class="content__line">{text} {facts} {below}</li> }
}

/// What differs between two versions of a content, word by word.
#[component]
pub fn DifferenceView(
    /// The language of the headings and labels.
    locale: Locale,
    /// What differs.
    difference: Difference,
) -> impl IntoView {
    let is_empty = difference.is_empty();
    let Difference { title, parts, reordered, same } = difference;
    let is_told = |heading: &Heading| parts.iter().any(|part| part.heading == *heading);
    let moved: Vec<Heading> =
        reordered.iter().filter(|heading| !is_told(heading)).cloned().collect();
    let nothing = is_empty.then(|| view! { <p>{td_string!(locale, content_view.nothing)}</p> });
    let title = title.map(|(before, now)| {
        let runs = compare(&visible(&before), &visible(&now));
        view! {
            <section class="content__part">
                <h3 class="content__heading">{td_string!(locale, content_view.title)}</h3>
                <p class="content__text"><Words locale runs/></p>
            </section>
        }
    });
    let moved = moved.into_iter().map(move |heading| {
        view! {
            <section class="content__part">
                <h3 class="content__heading">{contents::heading(locale, &heading)}</h3>
                <p class="content__change">{td_string!(locale, content_view.reordered)}</p>
            </section>
        }
    });
    let part = move |PartDifference { heading, lines }: PartDifference| {
        let order = reordered.contains(&heading).then(|| {
            view! { <p class="content__change">{td_string!(locale, content_view.reordered)}</p> }
        });
        let lines = lines.into_iter();
        let lines = lines.map(move |line| view! { <DifferentLine locale line/> }).collect_view();
        view! {
            <section class="content__part">
                <h3 class="content__heading">{contents::heading(locale, &heading)}</h3>
                {order}
                <ul class="content__lines">{lines}</ul>
            </section>
        }
    };
    let same = (!is_empty && same > 0).then(|| {
        let words = td_string!(locale, content_view.same, count = grouped(same));
        view! { <p class="content__same">{words}</p> }
    });
    view! {
        <div class="content content--difference">
            {nothing} {title} {parts.into_iter().map(part).collect_view()}
            {moved.collect_view()} {same}
        </div>
    }
}

#[component]
fn DifferentLine(locale: Locale, line: LineDifference) -> impl IntoView {
    let nothing = Line::default();
    let (kind, word, before, now) = match line {
        LineDifference::Added(line) => {
            ("added", td_string!(locale, content_view.line_added), nothing, line)
        }
        LineDifference::Changed { before, now } => {
            ("changed", td_string!(locale, content_view.line_changed), before, now)
        }
        LineDifference::Removed(line) => {
            ("removed", td_string!(locale, content_view.line_removed), line, nothing)
        }
    };
    let runs = compare(&visible(&before.text), &visible(&now.text));
    let facts = paired(&before.facts, &now.facts);
    let fact = move |Pair { label, before, now }: Pair| {
        view! {
            <div class="content__fact">
                <dt>{contents::label(locale, label)}</dt>
                <dd><Words locale runs=values(locale, before.as_ref(), now.as_ref())/></dd>
            </div>
        }
    };
    let facts = (!facts.is_empty()).then(|| {
        view! { <dl class="content__facts">{facts.into_iter().map(fact).collect_view()}</dl> }
    });
    view! {
        <li class="content__line" data-change=kind>
            <p class="content__change">{word}</p>
            <p class="content__text"><Words locale runs/></p>
            {facts}
        </li>
    }
}

/// A text with what was added and removed marked, also for those who hear it.
#[component]
fn Words(locale: Locale, runs: Vec<Run>) -> impl IntoView {
    let run = move |Run { fate, text }: Run| match fate {
        Fate::Kept => text.into_any(),
        Fate::Added => view! {
            <ins class="content__added">
                <span class="u-hidden">"["{td_string!(locale, content_view.added)}"] "</span>
                {text}
            </ins>
        }
        .into_any(),
        Fate::Removed => view! {
            <del class="content__removed">
                <span class="u-hidden">"["{td_string!(locale, content_view.removed)}"] "</span>
                {text}
            </del>
        }
        .into_any(),
    };
    runs.into_iter().map(run).collect_view()
}

/// A fact as it was and as it is.
struct Pair {
    label: Label,
    before: Option<Value>,
    now: Option<Value>,
}

/// The facts of two lines beside each other. A label may come several times: facts that read the
/// same go together first, then those with the same label in their order.
fn paired(before: &[Fact], now: &[Fact]) -> Vec<Pair> {
    let mut rest: Vec<&Fact> = before.iter().filter(|old| !now.contains(*old)).collect();
    let mut pairs = Vec::new();
    for fact in now {
        let old = match before.contains(fact) {
            true => Some(fact),
            false => {
                let place = rest.iter().position(|old| old.label == fact.label);
                place.map(|place| rest.remove(place))
            }
        };
        let before = old.map(|old| old.value.clone());
        pairs.push(Pair { label: fact.label, before, now: Some(fact.value.clone()) });
    }
    let gone = |old: &Fact| Pair { label: old.label, before: Some(old.value.clone()), now: None };
    pairs.extend(rest.into_iter().map(gone));
    pairs
}

/// The words of a value and of what it became; only what people wrote is compared by its words.
fn values(locale: Locale, before: Option<&Value>, now: Option<&Value>) -> Vec<Run> {
    let words = |value: Option<&Value>| {
        value.map(|value| contents::value(locale, value)).unwrap_or_default()
    };
    let (old, new) = (words(before), words(now));
    let is_written = |value: Option<&Value>| matches!(value, Some(Value::Text(_)));
    if old == new || is_written(before) && is_written(now) {
        return compare(&old, &new);
    }
    let runs = [Run { fate: Fate::Removed, text: old }, Run { fate: Fate::Added, text: new }];
    runs.into_iter().filter(|run| !run.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Value {
        Value::Text(words.to_owned())
    }

    fn drawn(view: impl FnOnce() -> AnyView) -> String {
        let html = Owner::new().with(|| view().to_html());
        html.replace("<!>", "").replace("<!---->", "")
    }

    #[test]
    fn facts_of_one_label_find_their_own() {
        let fact = |words: &str| Fact { label: Label::Criterion, value: text(words) };
        let (before, now) = ([fact("a"), fact("b")], [fact("b"), fact("c")]);
        let found = paired(&before, &now);
        let found: Vec<_> = found.into_iter().map(|pair| (pair.before, pair.now)).collect();
        let expected = [(Some(text("b")), Some(text("b"))), (Some(text("a")), Some(text("c")))];
        assert_eq!(found, expected);
        assert_eq!(paired(&before, &[]).len(), 2);
    }

    #[test]
    fn numbers_and_days_change_as_wholes() {
        let runs = values(Locale::en, Some(&Value::Number(12)), Some(&Value::Number(13)));
        let texts: Vec<_> = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["12", "13"]);
        let same = values(Locale::en, Some(&Value::Number(12)), Some(&Value::Number(12)));
        assert_eq!(same, [Run { fate: Fate::Kept, text: "12".to_owned() }]);
    }

    #[test]
    fn what_people_wrote_stays_text() {
        let mut content = Content { title: "T".to_owned(), ..Content::default() };
        let line = Line::new("k", "<b>one</b>\ntwo").words(Label::Measure, "a & b");
        content.push(Heading::Named("<i>".to_owned()), vec![line]);
        content.push(Heading::Goals, vec![Line::new("r", "three \u{202e}eerht")]);
        let html = drawn(move || view! { <ContentView locale=Locale::en content/> }.into_any());
        assert!(html.contains("three [U+202E]eerht"), "{html}");
        for expected in ["&lt;b&gt;one&lt;/b&gt;\ntwo", "a &amp; b", "&lt;i&gt;"] {
            assert!(html.contains(expected), "{expected} is missing in {html}");
        }
        assert!(!html.contains("<b>") && !html.contains(">k<"), "{html}");
    }
}
