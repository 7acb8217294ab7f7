//! What a file holds and what becomes of it, before anything is saved.

use domain::plan::draft::{FieldNote, ImportProblem, ImportReport, Verdict};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{imports, t, t_string, use_i18n};

use super::dates::{Dates, StatusDate};
use super::sending::{Import, Work, tasks_in};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;
use crate::ui::table::DataTable;

/// Problems that are listed at first.
const PROBLEMS_SHOWN: usize = 20;

/// What a file holds, and the step that takes it in.
#[component]
pub fn Report(
    /// The account of the reading.
    report: ImportReport,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = Import::expect();
    let count = tasks_in(&report);
    let (fields, problems) = (report.fields.clone(), report.problems.clone());
    let dates = report.dates.clone();
    let status_date = report.status_date;
    let waiting =
        move || import.is_waiting().then(|| t_string!(i18n, import_page.waiting).to_owned());
    view! {
        <div class="import__report">
            <Counts report />
            <Problems problems />
            <Dates dates />
            <StatusDate status_date />
            <Fields fields />
            <footer class="import__foot">
                <p class="u-muted">{t!(i18n, import_page.one_step)}</p>
                <Button on_press=move || import.cancel()>{t!(i18n, common.cancel)}</Button>
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::FileUp
                    busy=Signal::derive(move || import.work.get() == Some(Work::Importing))
                    reason=Signal::derive(waiting)
                    on_press=move || import.take_in()
                >
                    {move || t_string!(i18n, import_page.import_count, count = grouped(count))}
                </Button>
            </footer>
        </div>
    }
}

#[component]
fn Counts(report: ImportReport) -> impl IntoView {
    let i18n = use_i18n();
    let import = Import::expect();
    let is_running = import.plan.with_untracked(|view| !view.plan.tasks.is_empty());
    let ImportReport { name, tasks, summaries, milestones, links, calendars, baselines, .. } =
        report;
    let stays = move || match (is_running, calendars) {
        (true, _) => Some(t_string!(i18n, import_page.into_running)),
        (false, 0) => Some(t_string!(i18n, import_page.no_calendar)),
        (false, _) => None,
    };
    let title = Signal::derive(move || match name.is_empty() {
        true => t_string!(i18n, import_page.found).to_owned(),
        false => name.clone(),
    });
    view! {
        <Panel id="import-counts" title=title>
            <dl class="import__counts">
                <div>
                    <dt>{t!(i18n, import_page.tasks)}</dt>
                    <dd>{grouped(tasks)}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, import_page.summaries)}</dt>
                    <dd>{grouped(summaries)}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, import_page.milestones)}</dt>
                    <dd>{grouped(milestones)}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, import_page.links)}</dt>
                    <dd>{grouped(links)}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, import_page.calendars)}</dt>
                    <dd>{grouped(calendars)}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, import_page.baselines)}</dt>
                    <dd>{grouped(baselines)}</dd>
                </div>
            </dl>
            {move || stays().map(|words| view! { <p class="u-muted">{words}</p> })}
        </Panel>
    }
}

/// Places that need attention, the first ones at once and the others on demand.
#[component]
fn Problems(problems: Vec<ImportProblem>) -> impl IntoView {
    let i18n = use_i18n();
    let count = problems.len();
    let shows_all = RwSignal::new(count <= PROBLEMS_SHOWN);
    let line = move |problem: ImportProblem| {
        view! {
            <li class="import__problem">
                <Icon icon=Icon::Warning size=IconSize::Small />
                <span>{move || imports::problem(i18n.get_locale(), &problem)}</span>
            </li>
        }
    };
    let lines = move || {
        let most = if shows_all.get() { count } else { PROBLEMS_SHOWN };
        problems.iter().take(most).cloned().map(line).collect_view()
    };
    (count > 0).then(|| {
        view! {
            <Panel
                id="import-problems"
                title=t!(i18n, import_page.problems)
                count=count
            >
                <ul>{lines}</ul>
                <Show when=move || !shows_all.get()>
                    <Button kind=ButtonKind::Ghost on_press=move || shows_all.set(true)>
                        {move || t_string!(i18n, import_page.show_all, count = grouped(count))}
                    </Button>
                </Show>
            </Panel>
        }
    })
}

/// Field by field: what is lost first, then what is changed, then what is kept; what follows from
/// others is no loss and stands folded below.
#[component]
fn Fields(mut fields: Vec<FieldNote>) -> impl IntoView {
    let i18n = use_i18n();
    fields.sort_by_key(|note| (place(note.verdict), note.field.clone()));
    let (derived, fields): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|note| note.verdict == Verdict::Derived);
    let count = derived.len();
    view! {
        <Panel id="import-fields" title=t!(i18n, import_page.fields)>
            <FieldTable fields />
            {(count > 0).then(|| view! {
                <details class="import__derived">
                    <summary>
                        {move || t_string!(i18n, import_page.derived, count = count)}
                    </summary>
                    <p class="u-muted">{t!(i18n, import_page.derived_what)}</p>
                    <FieldTable fields=derived />
                </details>
            })}
        </Panel>
    }
}

#[component]
fn FieldTable(fields: Vec<FieldNote>) -> impl IntoView {
    let i18n = use_i18n();
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, import_page.field)}</th>
            <th scope="col">{t!(i18n, import_page.verdict)}</th>
            <th scope="col" class="table__number">
                {t!(i18n, import_page.rows)}
            </th>
        }
    };
    let row = move |note: FieldNote| {
        let FieldNote { field, verdict, count } = note;
        let (name, icon) = mark(verdict);
        view! {
            <tr>
                <th scope="row" class="import__field">
                    {field}
                </th>
                <td>
                    <span class="import__verdict" data-verdict=name>
                        <Icon icon size=IconSize::Small />
                        <span>{move || imports::verdict(i18n.get_locale(), verdict)}</span>
                    </span>
                    {matches!(verdict, Verdict::Changed(_)).then(|| view! {
                        <p class="import__change">
                            {move || imports::change(i18n.get_locale(), verdict)}
                        </p>
                    })}
                </td>
                <td class="table__number">{grouped(count)}</td>
            </tr>
        }
    };
    view! {
        <DataTable caption=t!(i18n, import_page.fields) head=head>
            {fields.into_iter().map(row).collect_view()}
        </DataTable>
    }
}

/// Where fields of a fate stand: what a person must know first.
const fn place(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotSupported => 0,
        Verdict::Changed(_) => 1,
        Verdict::Kept => 2,
        Verdict::Derived => 3,
    }
}

const fn mark(verdict: Verdict) -> (&'static str, Icon) {
    match verdict {
        Verdict::Kept => ("kept", Icon::CircleCheck),
        Verdict::Changed(_) => ("changed", Icon::ArrowLeftRight),
        Verdict::NotSupported => ("not-supported", Icon::Ban),
        Verdict::Derived => ("derived", Icon::RefreshCw),
    }
}
