//! The form of a goal: five questions are answered while one types, and none of them is a lock.

use chrono::NaiveDate;
use domain::GoalId;
use domain::scope::{Aspect, Goal, GoalDraft, Smart, Verdict};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::goal_card::{Late, late_by};
use super::state::ScopeState;
use super::words;
use super::writes::Write;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::features::shared::near_day::near_day;
use crate::features::shared::writing::Written;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};

/// What stands in the form, and which goal it is about.
#[derive(Clone, Copy)]
pub struct GoalForm {
    subject: RwSignal<Option<Goal>>,
    new_id: RwSignal<GoalId>,
    title: RwSignal<String>,
    measure: RwSignal<String>,
    reachable: RwSignal<String>,
    relevance: RwSignal<String>,
    due: RwSignal<String>,
    milestone: RwSignal<String>,
}

impl GoalForm {
    /// An empty form.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            subject: RwSignal::new(None),
            new_id: RwSignal::new(GoalId::new(0, [0; 10])),
            title: empty(),
            measure: empty(),
            reachable: empty(),
            relevance: empty(),
            due: empty(),
            milestone: empty(),
        }
    }

    /// Puts a goal into it, or empties it for a new one.
    pub fn fill(self, goal: Option<Goal>) {
        let says = goal.as_ref().map(|goal| goal.says.clone()).unwrap_or_default();
        self.title.set(says.title);
        self.measure.set(says.measure);
        self.reachable.set(says.reachable);
        self.relevance.set(says.relevance);
        self.due.set(says.due.map(|due| due.to_string()).unwrap_or_default());
        self.milestone.set(says.milestone.map(|task| task.to_string()).unwrap_or_default());
        self.new_id.set(fresh::id(GoalId::new));
        self.subject.set(goal);
    }

    /// What stands in it now; hears of every letter.
    fn draft(self) -> GoalDraft {
        GoalDraft {
            title: self.title.get(),
            measure: self.measure.get(),
            reachable: self.reachable.get(),
            relevance: self.relevance.get(),
            due: self.due.get().parse().ok(),
            milestone: self.milestone.get().parse().ok(),
        }
    }

    /// What is to be sent.
    fn write(self) -> Write {
        let draft = self.draft();
        match self.subject.get() {
            Some(goal) => Write::ChangeGoal(goal.id, goal.version, draft),
            None => Write::AddGoal(self.new_id.get(), draft, None),
        }
    }
}

/// The form in a dialog. What was typed stays until it is saved.
#[component]
pub fn GoalDialog(
    /// What stands in it.
    form: GoalForm,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let project = state.project();
    let save = Action::new(move |write: &Write| write.clone().send(project));
    // However it closes, the page asks again: somebody else may have been faster.
    when_done(save, move |()| open.set(false));
    let title = move || match form.subject.with(Option::is_some) {
        true => t_string!(i18n, scope.change_goal),
        false => t_string!(i18n, scope.add_goal),
    };
    view! {
        <FormDialog
            id="scope-goal"
            open
            title
            on_submit=move || {
                save.dispatch(untrack(|| form.write()));
            }
            failure=failure_of(save)
            busy=save.pending()
            on_close=move || state.reload()
        >
            <Questions form />
        </FormDialog>
    }
}

/// A field for each question, and under it the answer.
#[component]
fn Questions(form: GoalForm) -> impl IntoView {
    let i18n = use_i18n();
    let smart = Memo::new(move |_| Smart::of(&form.draft()));
    let said = move |aspect: Aspect| {
        Signal::derive(move || {
            words::verdict(i18n.get_locale(), aspect, smart.get().verdict(aspect)).to_owned()
        })
    };
    view! {
        <p class="u-muted">{t!(i18n, scope.form_what)}</p>
        <Asked aspect=Aspect::Specific smart>
            <TextField
                name="goal-title"
                label=t!(i18n, scope.goal_title)
                hint=said(Aspect::Specific)
                placeholder=t!(i18n, scope.goal_example)
                bind=form.title
                required=true
                max_length=200
            />
        </Asked>
        <Asked aspect=Aspect::Measurable smart>
            <TextArea
                name="goal-measure"
                label=t!(i18n, scope.measure)
                hint=said(Aspect::Measurable)
                bind=form.measure
                rows=2
            />
        </Asked>
        <Asked aspect=Aspect::Achievable smart>
            <TextArea
                name="goal-reachable"
                label=t!(i18n, scope.reachable)
                hint=said(Aspect::Achievable)
                bind=form.reachable
                rows=2
            />
        </Asked>
        <Asked aspect=Aspect::Relevant smart>
            <TextArea
                name="goal-relevance"
                label=t!(i18n, scope.relevance)
                hint=said(Aspect::Relevant)
                bind=form.relevance
                rows=2
            />
        </Asked>
        <Asked aspect=Aspect::TimeBound smart>
            <When form hint=said(Aspect::TimeBound) />
        </Asked>
    }
}

/// A field with the mark and the word of its question.
#[component]
fn Asked(aspect: Aspect, smart: Memo<Smart>, children: Children) -> impl IntoView {
    let i18n = use_i18n();
    let rag = Signal::derive(move || match smart.get().verdict(aspect) {
        Verdict::Met => Rag::Ok,
        Verdict::Unmet(_) => Rag::Warn,
    });
    let word = move || words::aspect(i18n.get_locale(), aspect);
    view! {
        <div
            class="scope__asked"
            data-aspect=format!("{aspect:?}")
            data-rag=move || rag.get().name()
        >
            {children()}
            <span class="scope__mark">
                <RagBadge rag word bare=true />
            </span>
        </div>
    }
}

/// The goal's day and its milestone side by side, with the day on which the plan expects it.
#[component]
fn When(form: GoalForm, hint: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let milestones = Signal::derive(move || {
        let locale = i18n.get_locale();
        let none = (String::new(), t_string!(i18n, scope.no_milestone).to_owned());
        let mut options = vec![none];
        options.extend(state.with(|opened| {
            let option = |facts: &domain::summary::MilestoneFacts| {
                let day = near_day(locale, facts.forecast);
                (facts.task.to_string(), format!("{} · {day}", facts.title))
            };
            opened.milestones.iter().map(option).collect::<Vec<_>>()
        }));
        let chosen = form.milestone.get();
        if options.iter().all(|(id, _)| *id != chosen) {
            options.push((chosen, t_string!(i18n, scope.milestone_gone).to_owned()));
        }
        options
    });
    let late = move || {
        let due: NaiveDate = form.due.get().parse().ok()?;
        let facts = state.milestone(form.milestone.get().parse().ok()?)?;
        late_by(due, &facts).map(|days| view! { <Late day=facts.forecast days /> })
    };
    view! {
        <div class="field__row">
            <TextField
                name="goal-due"
                kind=FieldKind::Date
                label=t!(i18n, scope.due)
                hint=hint
                bind=form.due
            />
            <SelectField
                name="goal-milestone"
                label=t!(i18n, scope.milestone)
                options=milestones
                bind=form.milestone
            />
        </div>
        <div aria-live="polite">{late}</div>
    }
}
