//! The dialog that writes down a risk: its name, what it comes from, and where it stands.

use domain::RiskId;
use domain::risk::{Place, RISK_CATEGORIES, RISK_SOURCES, RiskCategory, RiskDraft, RiskSource};
use leptos::prelude::*;
use locale::{risks, t, use_i18n};

use super::api::create_risk;
use super::desk::Desk;
use super::level::PlaceSteppers;
use crate::error::AppError;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::ui::field::{SelectField, TextField};

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    id: RwSignal<RiskId>,
    title: RwSignal<String>,
    category: RwSignal<RiskCategory>,
    source: RwSignal<RiskSource>,
    place: RwSignal<Place>,
}

impl Form {
    fn new() -> Self {
        Self {
            id: RwSignal::new(RiskId::new(0, [0; 10])),
            title: RwSignal::new(String::new()),
            category: RwSignal::new(RiskCategory::default()),
            source: RwSignal::new(RiskSource::default()),
            place: RwSignal::new(Place::default()),
        }
    }

    fn draft(self) -> RiskDraft {
        RiskDraft {
            title: self.title.get_untracked(),
            category: self.category.get_untracked(),
            source: self.source.get_untracked(),
            inherent: self.place.get_untracked(),
            ..RiskDraft::default()
        }
    }
}

/// Writes down a risk; everything else about it is written in its panel, which opens afterwards.
#[component]
pub fn RiskDialog() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (form, open) = (Form::new(), RwSignal::new(false));
    Effect::new(move |_| {
        let adding = desk.adding.get();
        if let Some(place) = adding {
            form.id.set(fresh::id(RiskId::new));
            form.title.set(String::new());
            form.place.set(place);
        }
        open.set(adding.is_some());
    });
    let save = Action::new(move |draft: &RiskDraft| {
        let (draft, id, project) = (draft.clone(), form.id.get_untracked(), desk.project());
        async move {
            let project = project.ok_or(AppError::NotFound)?;
            create_risk(project, id, draft).await.map(|()| id)
        }
    });
    let failure = failure_of(save);
    when_done(save, move |id| {
        desk.adding.set(None);
        desk.ask_again();
        desk.open(Some(id));
    });
    view! {
        <FormDialog
            id="risks-form"
            open
            title=t!(i18n, risks.add)
            on_submit=move || {
                save.dispatch(form.draft());
            }
            failure
            busy=save.pending()
            on_close=move || desk.adding.set(None)
        >
            {fields(form)}
        </FormDialog>
    }
}

fn fields(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let categories = Signal::derive(move || {
        let locale = i18n.get_locale();
        RISK_CATEGORIES
            .map(|(category, key)| (key.to_owned(), risks::category(locale, category).to_owned()))
            .to_vec()
    });
    let sources = Signal::derive(move || {
        let locale = i18n.get_locale();
        RISK_SOURCES
            .map(|(source, key)| (key.to_owned(), risks::source(locale, source).to_owned()))
            .to_vec()
    });
    view! {
        <TextField
            name="risk-new-title"
            label=t!(i18n, risks.what_may_happen)
            hint=t!(i18n, risks.title_hint)
            bind=form.title
            required=true
            max_length=200
        />
        <div class="field__row">
            <SelectField
                name="risk-new-category"
                label=t!(i18n, risks.category)
                options=categories
                value=Signal::derive(move || form.category.get().as_str().to_owned())
                on_change=move |key: String| form.category.set(key.parse().unwrap_or_default())
            />
            <SelectField
                name="risk-new-source"
                label=t!(i18n, risks.source)
                options=sources
                value=Signal::derive(move || form.source.get().as_str().to_owned())
                on_change=move |key: String| form.source.set(key.parse().unwrap_or_default())
            />
        </div>
        <PlaceSteppers
            id="risk-new"
            place=form.place
            reason=Signal::derive(|| None::<String>)
            on_change=move |place| form.place.set(place)
        />
    }
}
