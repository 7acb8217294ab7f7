//! What can be done with one meeting's minutes as a whole.

use domain::minutes::Minutes;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{Detail, hide_minutes};
use super::desk::{Desk, Editing};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The buttons above minutes.
#[component]
pub fn Acts(
    /// The minutes with what is drawn beside them.
    found: Detail,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let Detail { minutes, held, may_edit, may_publish, .. } = found;
    let (held, has_news, is_shown) = (held.is_some(), minutes.has_news(), minutes.shown.is_some());
    let kept = StoredValue::new(minutes);
    let publish_reason = Signal::derive(move || match (may_publish, has_news) {
        (false, _) => Some(t_string!(i18n, minutes.no_publish_right).to_owned()),
        (true, false) => Some(t_string!(i18n, minutes.nothing_new).to_owned()),
        (true, true) => None,
    });
    let edit_reason =
        Signal::derive(move || (!may_edit).then(|| t_string!(i18n, minutes.no_right).to_owned()));
    let publish = move || {
        desk.failure.set(None);
        desk.publishing.set(Some(kept.get_value()));
    };
    let edit = move || {
        desk.failure.set(None);
        desk.editing.set(Some(Editing::Of(Box::new(kept.get_value()))));
    };
    view! {
        <div class="minutes__acts" data-print="hide">
            <Button kind=ButtonKind::Primary icon=Icon::Eye reason=publish_reason on_press=publish>
                {t!(i18n, minutes.publish)}
            </Button>
            <Button icon=Icon::Pencil reason=edit_reason on_press=edit>
                {t!(i18n, common.edit)}
            </Button>
            <Button icon=Icon::Printer on_press=move || dom::print_page()>
                {t!(i18n, minutes.print)}
            </Button>
            {is_shown.then(|| view! { <Hide kept held may_publish /> })}
            <Remove kept held is_shown may_edit may_publish />
        </div>
    }
}

#[component]
fn Hide(kept: StoredValue<Minutes>, held: bool, may_publish: bool) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let reason = Signal::derive(move || match (may_publish, held) {
        (false, _) => Some(t_string!(i18n, minutes.no_publish_right).to_owned()),
        (true, true) => Some(t_string!(i18n, minutes.held).to_owned()),
        (true, false) => None,
    });
    let hide = move || {
        let (id, version) = kept.with_value(|minutes| (minutes.id, minutes.version));
        desk.act(hide_minutes(id, version), t_string!(desk.words, minutes.hidden));
    };
    view! {
        <Button icon=Icon::EyeOff reason on_press=hide>
            {t!(i18n, minutes.hide)}
        </Button>
    }
}

#[component]
fn Remove(
    kept: StoredValue<Minutes>,
    held: bool,
    is_shown: bool,
    may_edit: bool,
    may_publish: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    // What the client reads is taken out of its sight only by who may publish.
    let may_take = may_publish || !is_shown;
    let reason = Signal::derive(move || match (may_edit, may_take, held) {
        (false, ..) => Some(t_string!(i18n, minutes.no_right).to_owned()),
        (true, false, _) => Some(t_string!(i18n, minutes.shown_no_remove).to_owned()),
        (true, true, true) => Some(t_string!(i18n, minutes.held).to_owned()),
        (true, true, false) => None,
    });
    let remove = move || desk.removing.set(Some(kept.get_value()));
    view! {
        <Button kind=ButtonKind::Danger icon=Icon::Trash reason on_press=remove>
            {t!(i18n, minutes.remove)}
        </Button>
    }
}
