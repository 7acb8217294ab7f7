//! Printing the chart, and taking it along as a picture.

use chrono::NaiveDate;
use domain::time;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{Words, t, t_string, td_string, use_i18n};

use super::chart::Chart;
use super::paper::Paper;
use super::picture::Wanted;
use crate::features::shared::paper::paper_rest;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::dom;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;

/// In which form the chart leaves the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Print,
    Svg,
    Png,
}

/// The button, and the dialog that it opens.
#[component]
pub fn PaperButton() -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Printer
            label=t!(i18n, gantt.paper)
            on_press=move || open.set(true)
        />
        <Dialog
            id="gantt-paper"
            open
            size=DialogSize::Medium
            title=t!(i18n, gantt.paper)
            close_label=t!(i18n, common.close)
        >
            <PaperForm open />
        </Dialog>
    }
}

#[component]
fn PaperForm(open: RwSignal<bool>) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let (first, last) = whole_plan(chart);
    let (from, to) = (RwSignal::new(first.to_string()), RwSignal::new(last.to_string()));
    let paper = RwSignal::new(Paper::default());
    let days = move || {
        let day = |field: RwSignal<String>| field.with(|text| text.parse::<NaiveDate>().ok());
        day(from).zip(day(to)).filter(|(from, to)| from <= to)
    };
    let reason = Signal::derive(move || {
        days().is_none().then(|| t_string!(i18n, gantt.paper_bad_days).to_owned())
    });
    let go = move |form: Form| {
        move || {
            let Some(days) = untrack(days) else { return };
            open.set(false);
            chart.take_along(form, days, paper.get_untracked());
        }
    };
    let papers =
        Signal::derive(|| Paper::ALL.map(|(_, name)| (name.to_owned(), name.to_owned())).to_vec());
    let choose = move |name: String| {
        if let Some((chosen, _)) = Paper::ALL.into_iter().find(|(_, known)| *known == name) {
            paper.set(chosen);
        }
    };
    view! {
        <div class="field__form">
            <p class="u-muted">{t!(i18n, gantt.paper_hint)}</p>
            <div class="field__row">
                {day_field(i18n, "paper-from", from, |i18n| t_string!(i18n, gantt.paper_from))}
                {day_field(i18n, "paper-to", to, |i18n| t_string!(i18n, gantt.paper_to))}
            </div>
            <SelectField
                name="paper-format"
                label=t!(i18n, gantt.paper_format)
                options=papers
                value=Signal::derive(move || paper.get().name().to_owned())
                on_change=choose
            />
            <div class="u-row">
                <Button icon=Icon::Download reason on_press=go(Form::Svg)>
                    "SVG"
                </Button>
                <Button icon=Icon::Download reason on_press=go(Form::Png)>
                    "PNG"
                </Button>
                <span class="u-push">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Printer
                        reason
                        on_press=go(Form::Print)
                    >
                        {t!(i18n, gantt.paper_print)}
                    </Button>
                </span>
            </div>
        </div>
    }
}

fn day_field(
    i18n: Words,
    name: &'static str,
    bind: RwSignal<String>,
    label: fn(Words) -> &'static str,
) -> impl IntoView {
    let label = Signal::derive(move || label(i18n).to_owned());
    view! { <TextField name label kind=FieldKind::Date bind /> }
}

/// From the first day of the plan to its last, promises included.
fn whole_plan(chart: Chart) -> (NaiveDate, NaiveDate) {
    chart.plan.with_untracked(|view| {
        let promised = view.plan.tasks.values().filter_map(|task| task.promise).max();
        let finish = time::last_day_of(view.scheduled.finish);
        (time::day_of(view.scheduled.start), promised.map_or(finish, |day| day.max(finish)))
    })
}

/// The whole chart on sheets, while the browser prints the page by itself: the screen holds only a
/// part of it.
#[component]
pub fn Sheets() -> impl IntoView {
    let chart = Chart::expect();
    let is_printing = dom::printing();
    let sheets = move || {
        let days = whole_plan(chart);
        let wanted = Wanted { days, paper: Some(Paper::default()), rows: dom::PAPER_ROWS };
        let pictures = chart.pictures(&wanted).concat();
        let count = chart.rows.with_untracked(|rows| rows.len()).saturating_sub(wanted.rows);
        view! {
            <div class="gantt__paper">
                <div inner_html=pictures></div>
                {paper_rest(chart.words, count)}
            </div>
        }
    };
    move || is_printing.get().then(sheets)
}

impl Chart {
    /// Draws the chart and hands it to the printer or to a file.
    fn take_along(self, form: Form, days: (NaiveDate, NaiveDate), paper: Paper) {
        let paper_wanted = (form == Form::Print).then_some(paper);
        let pictures = self.pictures(&Wanted { days, paper: paper_wanted, rows: usize::MAX });
        let stem = format!("{}-gantt", self.plan.key());
        spawn_local(async move {
            let done = match form {
                Form::Print => dom::print_pictures(&pictures, paper.name()).await,
                Form::Svg => pictures.first().is_some_and(|picture| {
                    dom::download(&format!("{stem}.svg"), "image/svg+xml", picture.as_bytes())
                }),
                Form::Png => match pictures.first() {
                    Some(picture) => match dom::png_of(picture).await {
                        Some(bytes) => dom::download(&format!("{stem}.png"), "image/png", &bytes),
                        None => false,
                    },
                    None => false,
                },
            };
            if !done {
                self.toasts.fail(td_string!(self.locale(), gantt.paper_failed).to_owned());
            }
        });
    }
}
