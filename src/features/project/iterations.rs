//! The iterations of the plan: made, renamed, moved to other days, deleted. Each is an operation of
//! its own, with its way back, and does not wait for the settings around it to be saved.

use chrono::{Days, NaiveDate};
use domain::plan::apply::apply;
use domain::plan::{Iteration, Plan, PlanOp};
use domain::{IterationId, time};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Words, dates, refusals, t, t_string, td_string, use_i18n};

use crate::features::shared::fresh;
use crate::features::shared::plan::PlanContext;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::field::{FieldKind, TextField};
use crate::ui::icon::Icon;

/// How many days lie between the first and the last day of the first iteration.
const FIRST_LENGTH: u64 = 13;

/// Where the focus goes when the form opens, and when it closes.
const NAME_FIELD: &str = "field-iteration-name";
const ADD_BUTTON: &str = "iterations-add";

/// What stands in the form of one iteration.
#[derive(Clone, Copy)]
struct Form {
    /// The iteration that is open; none while the form is not.
    open: RwSignal<Option<IterationId>>,
    name: RwSignal<String>,
    goal: RwSignal<String>,
    start: RwSignal<String>,
    finish: RwSignal<String>,
    /// What is wrong with it, as a sentence.
    wrong: RwSignal<Option<String>>,
    /// The last operation that was known when it was read.
    base: StoredValue<i64>,
}

impl Form {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let (open, wrong) = (RwSignal::new(None), RwSignal::new(None));
        let base = StoredValue::new(0);
        Self { open, name: text(), goal: text(), start: text(), finish: text(), wrong, base }
    }

    fn show(self, iteration: &Iteration, base: i64) {
        self.base.set_value(base);
        self.name.set(iteration.name.clone());
        self.goal.set(iteration.goal.clone());
        self.start.set(iteration.start.to_string());
        self.finish.set(iteration.finish.to_string());
        self.wrong.set(None);
        self.open.set(Some(iteration.id));
        focus_soon(NAME_FIELD);
    }

    fn close(self) {
        self.open.set(None);
        focus_soon(ADD_BUTTON);
    }

    /// What was entered, or a sentence that says what is wrong with it.
    fn read(self, i18n: Words) -> Result<Iteration, String> {
        let day =
            |text: RwSignal<String>| text.with_untracked(|text| text.parse::<NaiveDate>().ok());
        let days = self.open.get_untracked().zip(day(self.start).zip(day(self.finish)));
        let Some((id, (start, finish))) = days else {
            return Err(t_string!(i18n, iterations.bad_days).to_owned());
        };
        let (name, goal) = (self.name.get_untracked(), self.goal.get_untracked());
        let checked = Iteration { id, name, goal, start, finish }.checked();
        checked.map_err(|refusal| refusals::sentence(i18n.get_locale_untracked(), &refusal))
    }
}

/// The iterations of the plan, with a form for one of them.
#[component]
pub fn Iterations() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let form = Form::new();
    let all = Memo::new(move |_| {
        let owned = |all: Vec<&Iteration>| all.into_iter().cloned().collect::<Vec<_>>();
        plan.with(|view| owned(view.plan.iterations_in_order()))
    });
    let none = move || {
        let is_empty = all.with(Vec::is_empty) && form.open.get().is_none();
        is_empty.then(|| view! { <p class="u-faint">{t!(i18n, iterations.purpose)}</p> })
    };
    let add = move || {
        let next = plan.with_untracked(|view| next_after(i18n, &view.plan));
        form.show(&next, plan.seq());
    };
    view! {
        <section class="project__iterations" aria-labelledby="plan-iterations">
            <h3 id="plan-iterations">{t!(i18n, iterations.title)}</h3>
            {none}
            <ul>
                <For
                    each=move || all.get()
                    key=|one| (one.id, one.name.clone(), one.goal.clone(), one.start, one.finish)
                    children=move |iteration| view! { <IterationRow iteration form /> }
                />
            </ul>
            <Show
                when=move || form.open.get().is_some()
                fallback=move || view! {
                    <Button
                        kind=ButtonKind::Ghost
                        icon=Icon::Plus
                        id=ADD_BUTTON
                        on_press=add
                    >
                        {t!(i18n, iterations.add)}
                    </Button>
                }
            >
                <IterationForm form />
            </Show>
        </section>
    }
}

/// One iteration: its name, its days, how many tasks it holds.
#[component]
fn IterationRow(iteration: Iteration, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let id = iteration.id;
    let (start, finish) = (iteration.start, iteration.finish);
    let days = move || {
        let locale = i18n.get_locale();
        let near = |day| dates::near(locale, day, plan.today());
        let (from, to) = (near(start), near(finish));
        td_string!(locale, iterations.days, from = from, to = to)
    };
    let held = move || {
        let is_in = |task: &&domain::plan::Task| task.iteration == Some(id);
        let count = plan.with(|view| view.plan.tasks.values().filter(is_in).count());
        t_string!(i18n, iterations.tasks, count = grouped(count))
    };
    // The rule itself is asked, on a copy.
    let reason = Signal::derive(move || {
        let refusal = plan.with(|view| {
            let mut scratch = view.plan.clone();
            apply(&mut scratch, &PlanOp::RemoveIteration(id)).err()
        });
        refusal.map(|refusal| refusals::sentence(i18n.get_locale(), &refusal))
    });
    let (name, removed) = (iteration.name.clone(), iteration.name.clone());
    let (edits, removes) = (iteration.name.clone(), iteration.name.clone());
    let remove = move || {
        let said = t_string!(i18n, iterations.removed, name = removed.clone());
        plan.dispatch(PlanOp::RemoveIteration(id), said);
    };
    view! {
        <li class="project__iteration">
            <span class="u-grow">{name}</span>
            <span class="u-small u-muted u-nowrap">{days}</span>
            <span class="u-small u-faint u-nowrap">{held}</span>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Pencil
                label=move || t_string!(i18n, iterations.edit, name = edits.clone())
                on_press=move || form.show(&iteration, plan.seq())
            />
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Trash
                label=move || t_string!(i18n, iterations.remove, name = removes.clone())
                reason
                on_press=remove
            />
        </li>
    }
}

/// The fields of the iteration that is open.
#[component]
fn IterationForm(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        match form.read(i18n) {
            Err(wrong) => form.wrong.set(Some(wrong)),
            Ok(iteration) => {
                let is_other = plan.with_untracked(|view| {
                    view.plan.iterations.get(&iteration.id) != Some(&iteration)
                });
                form.close();
                if is_other {
                    let name = iteration.name.clone();
                    let said = t_string!(i18n, iterations.saved, name = name);
                    plan.dispatch_from(
                        form.base.get_value(),
                        PlanOp::PutIteration(iteration),
                        said,
                    );
                }
            }
        }
    };
    view! {
        <form class="field__form" novalidate on:submit=send>
            <TextField
                name="iteration-name"
                label=t!(i18n, iterations.name)
                bind=form.name
                max_length=200
                required=true
            />
            <TextField
                name="iteration-goal"
                label=t!(i18n, iterations.goal)
                hint=Signal::derive(move || t_string!(i18n, iterations.goal_hint).to_owned())
                bind=form.goal
                max_length=500
            />
            <div class="field__row">
                <TextField
                    name="iteration-start"
                    kind=FieldKind::Date
                    label=t!(i18n, iterations.start)
                    bind=form.start
                    required=true
                />
                <TextField
                    name="iteration-finish"
                    kind=FieldKind::Date
                    label=t!(i18n, iterations.finish)
                    bind=form.finish
                    required=true
                />
            </div>
            <p class="field__error" role="alert">{move || form.wrong.get()}</p>
            <div class="field__send">
                <Button on_press=move || form.close()>{t!(i18n, iterations.cancel)}</Button>
                <Button kind=ButtonKind::Primary submit=true>{t!(i18n, iterations.save)}</Button>
            </div>
        </form>
    }
}

/// Gives the focus to what is drawn with the next frame.
fn focus_soon(id: &'static str) {
    dom::on_next_frame(move || {
        dom::focus_by_id(id);
    });
}

/// The iteration that is offered next: as long as the last one, and after it.
fn next_after(i18n: Words, plan: &Plan) -> Iteration {
    let all = plan.iterations_in_order();
    let first_day = time::day_of(plan.settings.start);
    let (start, length) = match all.last() {
        None => (first_day, FIRST_LENGTH),
        Some(last) => {
            let length = (last.finish - last.start).num_days();
            (last.finish.succ_opt().unwrap_or(last.finish), u64::try_from(length).unwrap_or(0))
        }
    };
    let finish: NaiveDate = start.checked_add_days(Days::new(length)).unwrap_or(start);
    let name = t_string!(i18n, iterations.numbered, number = all.len() + 1);
    let (id, goal) = (fresh::id(IterationId::new), String::new());
    Iteration { id, name, goal, start, finish }
}
