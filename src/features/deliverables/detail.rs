//! One deliverable beside the register: what it is, its versions, its criteria, the client's word.

use domain::DeliverableId;
use domain::agreement::{Subject, SubjectKind};
use domain::deliverable::Deliverable;
use domain::message::ThreadKind;
use leptos::prelude::*;
use locale::{refusals, t, t_string, use_i18n};

use super::api::{Detail, Line, hide_deliverable, open_deliverable};
use super::criteria::Criteria;
use super::desk::{Desk, Editing, Publishing, Removing};
use super::register::{DueMark, Sight, StandingBadge};
use super::versions::{Adding, Versions};
use crate::features::agreements::AgreementPanel;
use crate::features::messages::Thread;
use crate::features::shared::loaded::{Failure, ask, loaded};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::sheet::Sheet;

/// The panel of the deliverable that is open. Put it after the page inside a `sheet__host`.
#[component]
pub fn DetailSheet() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    view! {
        <Sheet
            id="deliverable"
            open=Signal::derive(move || desk.opened.get().is_some())
            on_close=move || desk.opened.set(None)
            title=t!(i18n, deliverables.deliverable)
            close_label=t!(i18n, common.close)
        >
            {move || desk.opened.get().map(|id| view! { <DetailPanel id /> })}
        </Sheet>
    }
}

#[component]
fn DetailPanel(id: DeliverableId) -> impl IntoView {
    let desk = Desk::expect();
    let asked = ask(move || desk.revision.get(), move |_| open_deliverable(id));
    // What is being typed or sent outlives the answer that it is drawn beside.
    let adding = Adding::new(desk, id);
    let criterion = RwSignal::new(String::new());
    let subject = Subject { kind: SubjectKind::Deliverable, id: id.0 };
    let (project, revision) = (desk.project, Signal::from(desk.revision));
    let changed = Callback::new(move |()| desk.changed());
    view! {
        <div class="deliverables__detail">
            <Failure error=desk.failure />
            {loaded(asked, move |found| draw(found, adding, criterion))}
            <AgreementPanel project subject revision changed />
            <Thread project kind=ThreadKind::Deliverable id=id.0 />
        </div>
    }
}

fn draw(found: Detail, adding: Adding, criterion: RwSignal<String>) -> impl IntoView {
    let Detail { line, versions, held, may_edit, may_publish, today } = found;
    let deliverable = line.deliverable.clone();
    let head = line.clone();
    let is_fresh = line.newest.as_ref().is_some_and(|newest| !newest.version.is_client_visible);
    let is_visible = deliverable.is_client_visible;
    let may_word = may_edit && (may_publish || !is_visible);
    let owner = line.owner.clone();
    let due = deliverable.due.map(|due| view! { <DueMark due standing=line.acceptance today /> });
    let note = deliverable.note.clone();
    view! {
        <h3 class="deliverables__heading">{deliverable.title.clone()}</h3>
        <div class="deliverables__marks">
            <Sight is_visible />
            <StandingBadge standing=line.acceptance />
            {due}
            {(!owner.is_empty()).then(|| view! { <span class="u-muted">{owner}</span> })}
        </div>
        {(!note.is_empty()).then(|| view! { <p class="deliverables__note">{note}</p> })}
        <Acts
            line=head
            is_fresh
            held=held.is_some()
            may_edit
            may_publish
        />
        {(is_visible && held.is_some()).then(|| view! { <Held held /> })}
        <Versions versions adding may_edit />
        <Criteria deliverable text=criterion may_edit=may_word />
    }
}

/// Why the deliverable stays in the client's sight.
#[component]
fn Held(held: Option<domain::Refusal>) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let sentence = held.as_ref().map(|held| refusals::sentence(i18n.get_locale(), held));
        view! { <p class="u-small u-faint">{sentence}</p> }
    }
}

/// What can be done with the whole deliverable.
#[component]
fn Acts(
    line: Line,
    is_fresh: bool,
    held: bool,
    may_edit: bool,
    may_publish: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let edited = line.deliverable.clone();
    let hidden = line.deliverable.clone();
    let is_visible = line.deliverable.is_client_visible;
    let has_news = is_fresh || (line.newest.is_some() && !is_visible);
    let publish_reason = Signal::derive(move || match (may_publish, has_news) {
        (false, _) => Some(t_string!(i18n, deliverables.no_publish_right).to_owned()),
        (true, false) => Some(t_string!(i18n, deliverables.nothing_new).to_owned()),
        (true, true) => None,
    });
    let publish = move || {
        desk.failure.set(None);
        desk.publishing.set(Some(Publishing::Deliverable(Box::new(line.clone()))));
    };
    let edit_reason = Signal::derive(move || match (may_edit, is_visible && !may_publish) {
        (false, _) => Some(t_string!(i18n, deliverables.no_right).to_owned()),
        (true, true) => Some(t_string!(i18n, deliverables.visible_no_edit).to_owned()),
        (true, false) => None,
    });
    let edit = move || desk.editing.set(Some(Editing::Of(edited.clone())));
    view! {
        <div class="deliverables__acts">
            <Button kind=ButtonKind::Primary icon=Icon::Eye reason=publish_reason on_press=publish>
                {t!(i18n, deliverables.publish)}
            </Button>
            <Button icon=Icon::Pencil reason=edit_reason on_press=edit>
                {t!(i18n, common.edit)}
            </Button>
            {is_visible
                .then(|| view! { <Hide deliverable=hidden.clone() held may_publish /> })}
            <Remove deliverable=hidden held may_edit may_publish />
        </div>
    }
}

#[component]
fn Hide(deliverable: Deliverable, held: bool, may_publish: bool) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let reason = Signal::derive(move || match (may_publish, held) {
        (false, _) => Some(t_string!(i18n, deliverables.no_publish_right).to_owned()),
        (true, true) => Some(t_string!(i18n, deliverables.held).to_owned()),
        (true, false) => None,
    });
    let hide = move || {
        let said = t_string!(i18n, deliverables.hidden_named, name = deliverable.title.clone());
        desk.act(hide_deliverable(deliverable.id, deliverable.version), said);
    };
    view! {
        <Button icon=Icon::EyeOff reason on_press=hide>
            {t!(i18n, deliverables.hide)}
        </Button>
    }
}

#[component]
fn Remove(
    deliverable: Deliverable,
    held: bool,
    may_edit: bool,
    may_publish: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    // What the client sees is taken out of its sight only by who may publish.
    let may_take = may_publish || !deliverable.is_client_visible;
    let reason = Signal::derive(move || match (may_edit, may_take, held) {
        (false, ..) => Some(t_string!(i18n, deliverables.no_right).to_owned()),
        (true, false, _) => Some(t_string!(i18n, deliverables.visible_no_remove).to_owned()),
        (true, true, true) => Some(t_string!(i18n, deliverables.held).to_owned()),
        (true, true, false) => None,
    });
    let remove = move || {
        desk.removing.set(Some(Removing::Deliverable(deliverable.clone())));
    };
    view! {
        <Button kind=ButtonKind::Danger icon=Icon::Trash reason on_press=remove>
            {t!(i18n, deliverables.remove)}
        </Button>
    }
}
