//! What was written about single lines of what is asked, and the form for another word on each.

use std::sync::Arc;

use domain::portal::{PortalMessage, PortalSheet};
use domain::text::NOTE_MAX;
use domain::{ContactId, MessageId, ProjectId, RequestId};
use leptos::prelude::*;
use locale::td_string;

use super::portal::Typed;
use super::{Place, Talk, Written};
use crate::features::entry::Failure;
use crate::features::shared::content_view::Below;
use crate::paths;
use crate::ui::button::Button;
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;

/// Draws what stands below a line: its comments, and the form for another one.
pub fn below(place: Place, sheet: &PortalSheet, talk: &Talk) -> Below {
    let about = talk.messages.iter().filter(|message| message.passage.is_some());
    let about: Vec<PortalMessage> = about.cloned().collect();
    let (project, request, content) = (sheet.project, sheet.decision.id, sheet.content.clone());
    let (deciders, may_write) = (talk.deciders.clone(), talk.may_write);
    let (next, typed) = (talk.next, talk.typed.clone());
    Arc::new(move |part: usize, line: usize| {
        let found = content.parts.get(part).and_then(|part| part.lines.get(line));
        let is_here = |message: &&PortalMessage| {
            let passage = message.passage.as_ref().zip(found);
            passage.is_some_and(|(passage, found)| passage.is_about(part, &found.key))
        };
        let messages: Vec<PortalMessage> = about.iter().filter(is_here).cloned().collect();
        let is_tried = |typed: &Typed| {
            typed.word("part") == part.to_string() && typed.word("line") == line.to_string()
        };
        let typed = typed.clone().filter(is_tried);
        let form = may_write.then(|| {
            view! { <Remark place about=(project, request) at=(part, line) next typed/> }
        });
        let id = format!("line-{part}-{line}");
        let deciders: Vec<ContactId> = deciders.clone();
        view! {
            <div class="decision__remarks" id=id>
                <Written place project messages deciders/>
                {form}
            </div>
        }
        .into_any()
    })
}

/// The form for a comment on one line, folded away.
#[component]
fn Remark(
    /// Where it is read.
    place: Place,
    /// In which project and on which request.
    about: (ProjectId, RequestId),
    /// The places of the line's part, and of the line in it.
    at: (usize, usize),
    /// The id of the reader's next message.
    next: MessageId,
    /// What was typed into the form and refused.
    typed: Option<Typed>,
) -> impl IntoView {
    let (locale, (project, request), (part, line)) = (place.locale, about, at);
    let (is_tried, error) = (typed.is_some(), typed.as_ref().map(|typed| typed.error.clone()));
    let most = u32::try_from(NOTE_MAX).unwrap_or(u32::MAX);
    view! {
        <details class="decision__remark" data-print="hide" open=is_tried>
            <summary>{td_string!(locale, decision.remark)}</summary>
            <Failure locale error/>
            <form
                class="portal__form"
                method="post"
                action=paths::telling(&paths::portal_comments(project, request))
            >
                <input type="hidden" name="id" value=next.to_string()/>
                <input type="hidden" name="part" value=part.to_string()/>
                <input type="hidden" name="line" value=line.to_string()/>
                <TextArea
                    name="body"
                    id=format!("remark-{part}-{line}")
                    label=td_string!(locale, decision.remark_label)
                    hint=td_string!(locale, portal.comment_hint)
                    initial=typed.map(|typed| typed.word("body")).unwrap_or_default()
                    required=true
                    max_length=most
                />
                <div>
                    <Button submit=true icon=Icon::Send>
                        {td_string!(locale, decision.remark_send)}
                    </Button>
                </div>
            </form>
        </details>
    }
}
