//! What a requirement says, in fields: leaving one keeps it.

use domain::requirement::Statement;
use domain::{ContactId, RequirementId};
use leptos::prelude::*;
use locale::{t, td_string, use_i18n};

use super::desk::Desk;
use crate::features::shared::following::following;
use crate::ui::check::Checkbox;
use crate::ui::field::{SelectField, TextArea, TextField};

/// The key of the choice that is no contact.
const OTHER: &str = "";

/// Title, words, source, and whether it is latent.
#[component]
pub fn Fields(
    /// Which requirement.
    id: RequirementId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let says = says_of(desk, id);
    let title = field(says, |says| says.title.clone());
    let text = field(says, |says| says.text.clone());
    let save_title = move |typed: String| match typed.trim() {
        // A requirement without a title is none: the old one comes back.
        "" => title.set(says.with_untracked(|says| says.title.clone())),
        kept => {
            let kept = kept.to_owned();
            desk.save(id, kept.clone(), move |says| says.title = kept);
        }
    };
    let save_text = move |typed: String| {
        let kept = typed.trim().to_owned();
        desk.save(id, kept.clone(), move |says| says.text = kept);
    };
    let is_latent = Signal::derive(move || says.with(|says| says.is_latent));
    let set_latent = move |is_latent: bool| {
        desk.save(id, String::new(), move |says| says.is_latent = is_latent);
    };
    view! {
        <fieldset class="requirements__group" disabled=move || !desk.may_edit()>
            <TextField
                name="requirement-title"
                label=t!(i18n, requirements.field_title)
                bind=title
                on_change=save_title
                max_length=200
            />
            <TextArea
                name="requirement-text"
                label=t!(i18n, requirements.field_text)
                bind=text
                on_change=save_text
                rows=3
                max_length=20_000
            />
            <Source id />
            <Checkbox checked=is_latent on_change=set_latent>
                {t!(i18n, requirements.is_latent)}
            </Checkbox>
        </fieldset>
    }
}

/// Who asked for it: a contact of the client, or somebody by name.
#[component]
fn Source(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let says = says_of(desk, id);
    let source = Memo::new(move |_| says.with(|says| says.source));
    let options = Signal::derive(move || {
        let other = td_string!(desk.locale(), requirements.other_source).to_owned();
        let contacts = desk.get(|found| {
            let all = found.sources.iter();
            all.map(|one| (one.id.to_string(), one.name.clone())).collect::<Vec<_>>()
        });
        contacts.into_iter().chain([(OTHER.to_owned(), other)]).collect::<Vec<_>>()
    });
    let value = move || source.get().map_or_else(|| OTHER.to_owned(), |one| one.to_string());
    let choose = move |key: String| {
        let contact = key.parse::<ContactId>().ok();
        let name = desk.peek(|found| {
            let known = found.sources.iter().find(|one| Some(one.id) == contact);
            known.map(|one| one.name.clone())
        });
        desk.save(id, String::new(), move |says| {
            says.source = contact;
            says.source_name = name.unwrap_or_default();
        });
    };
    let name = field(says, |says| says.source_name.clone());
    let save_name = move |typed: String| {
        let kept = typed.trim().to_owned();
        desk.save(id, kept.clone(), move |says| says.source_name = kept);
    };
    view! {
        <div class="field__row">
            <SelectField
                name="requirement-source"
                label=t!(i18n, requirements.field_source)
                options=options
                value=value
                on_change=choose
            />
            <Show when=move || source.get().is_none()>
                <TextField
                    name="requirement-source-name"
                    label=t!(i18n, requirements.source_name)
                    bind=name
                    on_change=save_name
                    max_length=200
                />
            </Show>
        </div>
    }
}

/// What a requirement says as it stands; nothing once it is gone.
fn says_of(desk: Desk, id: RequirementId) -> Memo<Statement> {
    let one = desk.requirement(id);
    Memo::new(move |_| one.with(|one| one.as_ref().map(|one| one.says.clone())).unwrap_or_default())
}

/// A text of the requirement in a field.
fn field(says: Memo<Statement>, read: fn(&Statement) -> String) -> RwSignal<String> {
    following(move || says.with(read))
}
