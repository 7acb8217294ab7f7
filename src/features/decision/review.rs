//! The chosen answer once more before it counts, with room for conditions or a reason.

use domain::agreement::Choice;
use domain::portal::PortalSheet;
use leptos::prelude::*;
use locale::{Locale, contents, td_string};

use super::{Told, named, plain_document};
use crate::error::AppError;
use crate::features::entry::Failure;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::field::{FieldKind, TextArea, TextField};
use crate::ui::icon::Icon;

/// What the review shows again after a refusal.
pub struct Typed {
    /// The key of the chosen option, possibly empty.
    pub option: String,
    /// Conditions or reason.
    pub words: String,
}

/// A code without which the answer does not count.
pub struct CodeAsked {
    /// The address to which it goes, masked.
    pub address: String,
    /// What became of the letter.
    pub letter: CodeLetter,
}

/// What became of the letter with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeLetter {
    /// It goes out now.
    Sent,
    /// So many went out that none goes out for a while.
    TooOften,
    /// It went out before, or has to be asked for.
    Unsent,
}

/// The chosen answer once more before it counts.
#[must_use]
pub fn review_page(
    locale: Locale,
    sheet: PortalSheet,
    (choice, typed): (Choice, Typed),
    code: Option<CodeAsked>,
    error: Option<AppError>,
) -> String {
    let title = td_string!(locale, decision.review_title).to_owned();
    plain_document(locale, &title, move || {
        view! { <Review locale sheet choice typed code error/> }.into_any()
    })
}

#[component]
fn Review(
    /// The language.
    locale: Locale,
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// The answer.
    choice: Choice,
    /// What was typed.
    typed: Typed,
    /// The code that it needs.
    code: Option<CodeAsked>,
    /// Why it was refused.
    error: Option<AppError>,
) -> impl IntoView {
    let asked = &sheet.decision;
    let back = paths::decision(sheet.project, asked.id);
    let action = back.clone();
    let name = match sheet.reader_title.as_str() {
        "" => sheet.reader.clone(),
        title => td_string!(locale, decision.with_title, name = sheet.reader.clone(), title),
    };
    let sentence = td_string!(
        locale,
        decision.about_to,
        name = name,
        choice = contents::choice(locale, choice),
        what = named(locale, asked)
    );
    let option = sheet.content.options.iter().find(|option| option.key == typed.option);
    let option = option.filter(|_| choice != Choice::Returned).map(|option| {
        let chosen = format!("{} {}", option.key, option.title);
        view! { <Told word=td_string!(locale, decision.option) text=chosen/> }
    });
    let words = (choice != Choice::Agreed).then(|| {
        view! { <WordsField locale choice words=typed.words.clone()/> }
    });
    let again = paths::decision_review(sheet.project, asked.id);
    let send_again = code.is_some().then(|| view! { <SendAgain locale to=again/> });
    let code = code.map(|code| view! { <CodeField locale code/> });
    let confirm = match choice {
        Choice::Agreed => td_string!(locale, decision.confirm_agreed),
        Choice::Conditional => td_string!(locale, decision.confirm_conditional),
        Choice::Returned => td_string!(locale, decision.confirm_returned),
    };
    view! {
        <div class="portal decision">
            <Top locale back/>
            <main class="portal__page decision__page">
                <h1 class="decision__sentence">{sentence}</h1>
                <Failure locale error/>
                <form class="decision__form" method="post" action=action>
                    <section class="portal__panel">
                        {option}
                        <Told word=td_string!(locale, decision.outcome) text=asked.outcome.clone()/>
                        <Told
                            word=td_string!(locale, decision.fingerprint)
                            text=sheet.hash.short()
                        />
                    </section>
                    {words}
                    {code}
                    <input type="hidden" name="choice" value=choice.as_str()/>
                    <input type="hidden" name="option" value=typed.option.clone()/>
                    <input type="hidden" name="hash" value=sheet.hash.to_string()/>
                    <p class="u-muted">{td_string!(locale, decision.half_hour)}</p>
                    <p class="u-muted">{td_string!(locale, decision.not_qualified)}</p>
                    <div class="decision__answers">
                        <Button submit=true kind=ButtonKind::Primary>{confirm}</Button>
                        {send_again}
                    </div>
                </form>
            </main>
        </div>
    }
}

/// Which step it is, and the way back to what was read.
#[component]
fn Top(
    /// The language.
    locale: Locale,
    /// Where it was read.
    back: String,
) -> impl IntoView {
    view! {
        <header class="portal__top decision__top">
            <LinkButton
                kind=ButtonKind::Icon
                icon=Icon::ArrowLeft
                href=back
                label=td_string!(locale, decision.back_to_reading)
            />
            <p class="portal__brand">
                <span class="portal__supplier">{td_string!(locale, decision.step)}</span>
                <strong>{td_string!(locale, decision.review_title)}</strong>
            </p>
        </header>
    }
}

/// Has another code sent; what was typed goes there and comes back.
#[component]
fn SendAgain(
    /// The language.
    locale: Locale,
    /// The page that sends one.
    to: String,
) -> impl IntoView {
    view! {
        <Button submit=true kind=ButtonKind::Ghost to>
            {td_string!(locale, decision.code_again)}
        </Button>
    }
}

/// Where the code from the mail is typed, and why.
#[component]
fn CodeField(
    /// The language.
    locale: Locale,
    /// To whom it goes, and what became of it.
    code: CodeAsked,
) -> impl IntoView {
    let address = code.address.as_str();
    let hint = match code.letter {
        CodeLetter::Sent => td_string!(locale, decision.code_sent, address = address),
        CodeLetter::TooOften => td_string!(locale, decision.code_too_often, address = address),
        CodeLetter::Unsent => td_string!(locale, decision.code_unsent, address = address),
    };
    view! {
        <section class="portal__panel">
            <p class="u-muted">{td_string!(locale, decision.code_why)}</p>
            <TextField
                name="code"
                label=td_string!(locale, decision.code)
                hint
                kind=FieldKind::Code
                required=true
                autocomplete="one-time-code"
            />
        </section>
    }
}

/// Where conditions or a reason are written.
#[component]
fn WordsField(
    /// The language.
    locale: Locale,
    /// The answer.
    choice: Choice,
    /// What was typed.
    words: String,
) -> impl IntoView {
    let (label, hint) = match choice {
        Choice::Conditional => {
            (td_string!(locale, decision.conditions), td_string!(locale, decision.conditions_hint))
        }
        Choice::Agreed | Choice::Returned => {
            (td_string!(locale, decision.reason), td_string!(locale, decision.reason_hint))
        }
    };
    view! {
        <TextArea
            name="words"
            id="decision-words"
            label
            hint
            initial=words
            rows=4
            required=true
        />
    }
}
