//! Named moments: giving a moment its name, the list of them, taking a name away.

use chrono::NaiveDateTime;
use domain::BaselineId;
use domain::agreement::chain;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{dates, t, t_string, tu_string, use_i18n};

use super::api::{pin, unpin};
use super::entries::OpenThen;
use super::focus_soon;
use crate::error::AppError;
use crate::features::shared::baseline_api::{Pinned, baselines};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{Asked, Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::looking_back::LookingBack;
use crate::features::shared::near_day::near_moment;
use crate::features::shared::plan::{PlanContext, SyncState};
use crate::features::shared::stirs::when_stirred;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;
use crate::ui::toast::use_toasts;

const NAME_FIELD: &str = "history-name";
const PIN_BUTTON: &str = "history-pin";

/// Which moment is about to get a name. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Naming {
    plan: PlanContext,
    /// The outer level: whether the form is open; the inner one: a past moment, or the present.
    asked: RwSignal<Option<Option<(i64, NaiveDateTime)>>>,
    reason: Signal<Option<String>>,
}

impl Naming {
    /// For a panel.
    pub fn new(plan: PlanContext) -> Self {
        let i18n = use_i18n();
        let reason = Signal::derive(move || {
            (!plan.may_edit()).then(|| t_string!(i18n, history.only_lead).to_owned())
        });
        Self { plan, asked: RwSignal::new(None), reason }
    }

    /// Why this person cannot name moments.
    pub const fn reason(self) -> Signal<Option<String>> {
        self.reason
    }

    /// Opens the form for a moment; none is the present one.
    pub fn ask(self, moment: Option<(i64, NaiveDateTime)>) {
        self.asked.set(Some(moment));
        focus_soon(NAME_FIELD);
    }

    fn close(self) {
        self.asked.set(None);
        focus_soon(PIN_BUTTON);
    }
}

/// The named moments of the plan, and the form that names one.
#[component]
pub fn Baselines(
    /// What is to be named.
    naming: Naming,
) -> impl IntoView {
    let i18n = use_i18n();
    let project = naming.plan.project();
    let known = ask(move || project, baselines);
    when_stirred(move || Some(project), &[Topic::Baselines], move || known.refetch());
    let not_yet = Signal::derive(move || {
        let is_saved = naming.plan.sync().get() == SyncState::Saved;
        let unsaved = || (!is_saved).then(|| t_string!(i18n, history.not_saved).to_owned());
        naming.reason.get().or_else(unsaved)
    });
    let draw = move |pinned: Vec<Pinned>| {
        let is_none = pinned.is_empty();
        view! {
            {is_none.then(|| view! { <p class="u-muted">{t!(i18n, history.no_baselines)}</p> })}
            <ul class="history__baselines">
                {pinned
                    .into_iter()
                    .map(|pinned| view! { <Baseline pinned naming known /> })
                    .collect_view()}
            </ul>
        }
    };
    view! {
        <section class="history__pins" aria-labelledby="history-pins">
            <div class="history__pins-head">
                <h3 id="history-pins">{t!(i18n, history.baselines)}</h3>
                <Button
                    id=PIN_BUTTON
                    kind=ButtonKind::Ghost
                    icon=Icon::Flag
                    reason=not_yet
                    on_press=move || naming.ask(None)
                >
                    {t!(i18n, history.pin_now)}
                </Button>
            </div>
            {move || {
                let asked = naming.asked.get();
                asked.map(|moment| view! { <NameForm naming moment known /> })
            }}
            {loaded(known, draw)}
        </section>
    }
}

#[component]
fn NameForm(
    naming: Naming,
    moment: Option<(i64, NaiveDateTime)>,
    known: Asked<Vec<Pinned>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let project = naming.plan.project();
    let name = RwSignal::new(String::new());
    let seq = moment.map(|(seq, _)| seq);
    let save = Action::new(move |name: &String| pin(project, seq, name.clone()));
    let toasts = use_toasts();
    when_done(save, move |()| {
        let said = t_string!(i18n, history.pinned, name = name.get_untracked().trim().to_owned());
        toasts.say(said);
        naming.close();
        known.refetch();
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !save.pending().get_untracked() {
            save.dispatch(name.get_untracked());
        }
    };
    let hint = move || match moment {
        Some((_, at)) => {
            let moment = near_moment(i18n.get_locale(), at);
            t_string!(i18n, history.moment_is, moment = moment)
        }
        None => t_string!(i18n, history.moment_is_now).to_owned(),
    };
    view! {
        <form class="history__form" on:submit=submit>
            <TextField
                name=NAME_FIELD
                id=NAME_FIELD
                label=t!(i18n, history.name)
                placeholder=t!(i18n, history.name_example)
                hint=Signal::derive(hint)
                bind=name
                required=true
                max_length=200
            />
            <Failure error=failure_of(save) />
            <div class="u-row">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>
                    {t!(i18n, common.save)}
                </Button>
                <Button kind=ButtonKind::Ghost on_press=move || naming.close()>
                    {t!(i18n, common.cancel)}
                </Button>
            </div>
        </form>
    }
}

#[component]
fn Baseline(pinned: Pinned, naming: Naming, known: Asked<Vec<Pinned>>) -> impl IntoView {
    let i18n = use_i18n();
    let looking = LookingBack::expect();
    let Pinned { id, seq, name, by, at, is_filed, agreed } = pinned;
    let note = move || {
        let day = dates::full(i18n.get_locale(), at.date());
        let named = match is_filed {
            true => t_string!(i18n, history.filed_by, name = by.name.clone(), day = day),
            false => t_string!(i18n, history.pinned_by, name = by.name.clone(), day = day),
        };
        let agreed =
            agreed.map(|number| t_string!(i18n, history.agreed_as, number = chain::name(number)));
        [Some(named), agreed].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    // What came with a file lies at no moment of the history, and cannot be named there again.
    let moment = (!is_filed).then_some(seq);
    let is_shown = move || (moment.is_some() && looking.at().get() == moment).then_some("true");
    let remove = removal(naming, known, (id, moment, name.clone()));
    let label = {
        let name = name.clone();
        move || t_string!(i18n, history.unpin, name = name.clone())
    };
    view! {
        <li class="history__entry" aria-current=is_shown>
            <Icon icon=Icon::Flag />
            <div class="history__what">
                <b class="history__sentence">{name.clone()}</b>
                <p class="history__who">{note}</p>
            </div>
            {moment.map(|seq| view! { <OpenThen seq sentence=name /> })}
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Trash
                label=Signal::derive(label)
                reason=naming.reason()
                on_press=remove
            />
        </li>
    }
}

/// Takes a name away at once and offers the way back, where the history has the moment.
fn removal(
    naming: Naming,
    known: Asked<Vec<Pinned>>,
    (id, moment, name): (BaselineId, Option<i64>, String),
) -> impl Fn() + Send + Sync + 'static {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let project = naming.plan.project();
    let fail = move |error: AppError| toasts.fail(error.sentence(i18n.get_locale_untracked()));
    let again = {
        let name = name.clone();
        move || {
            let name = name.clone();
            spawn_local(async move {
                match pin(project, moment, name).await {
                    Ok(()) => known.refetch(),
                    Err(error) => fail(error),
                }
            });
        }
    };
    move || {
        let (name, again) = (name.clone(), again.clone());
        spawn_local(async move {
            match unpin(project, id).await {
                Ok(()) => {
                    let said = tu_string!(i18n, history.unpinned, name = name);
                    match moment {
                        Some(_) => toasts.offer(said, tu_string!(i18n, common.undo), again),
                        None => toasts.say(said),
                    }
                    known.refetch();
                    dom::focus_by_id(PIN_BUTTON);
                }
                Err(error) => fail(error),
            }
        });
    }
}
