//! What was written about single lines of what is asked, and the form for another word on each.

use std::sync::Arc;

use domain::portal::{PortalMessage, PortalSheet};
use domain::text::NOTE_MAX;
use domain::{ContactId, ProjectId, RequestId};
use leptos::prelude::*;
use locale::td_string;

use super::{Place, Talk, Written};
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
    Arc::new(move |part: usize, line: usize| {
        let found = content.parts.get(part).and_then(|part| part.lines.get(line));
        let is_here = |message: &&PortalMessage| {
            let passage = message.passage.as_ref().zip(found);
            passage.is_some_and(|(passage, found)| passage.is_about(part, &found.key))
        };
        let messages: Vec<PortalMessage> = about.iter().filter(is_here).cloned().collect();
        let form = may_write.then(|| view! { <Remark place project request at=(part, line)/> });
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
    /// In which project.
    project: ProjectId,
    /// On which request.
    request: RequestId,
    /// The places of the line's part, and of the line in it.
    at: (usize, usize),
) -> impl IntoView {
    let (locale, (part, line)) = (place.locale, at);
    let most = u32::try_from(NOTE_MAX).unwrap_or(u32::MAX);
    view! {
        <details class="decision__remark" data-print="hide">
            <summary>{td_string!(locale, decision.remark)}</summary>
            <form
                class="portal__form"
                method="post"
                action=paths::portal_comments(project, request)
            >
                <input type="hidden" name="part" value=part.to_string()/>
                <input type="hidden" name="line" value=line.to_string()/>
                <TextArea
                    name="body"
                    id=format!("remark-{part}-{line}")
                    label=td_string!(locale, decision.remark_label)
                    hint=td_string!(locale, portal.comment_hint)
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
