//! Where the file's dates differ from ours, why, and whose hold.

use domain::plan::{Comparison, DateDifference, DatesFrom};
use domain::time::{Minute, datetime_at};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{dates as written, reasons, t, t_string, use_i18n};

use super::sending::Import;
use crate::ui::check::{Checkbox, RadioCard};
use crate::ui::panel::Panel;
use crate::ui::table::DataTable;

/// The comparison of the dates; nothing for a file that states none.
#[component]
pub fn Dates(dates: Comparison) -> impl IntoView {
    let i18n = use_i18n();
    let Comparison { compared, differing, listed } = dates;
    let summary = move || match differing {
        0 => t_string!(i18n, import_page.dates_same, compared = grouped(compared)),
        _ => t_string!(
            i18n,
            import_page.dates_what,
            differing = grouped(differing),
            compared = grouped(compared)
        ),
    };
    (compared > 0).then(|| {
        view! {
            <Panel id="import-dates" title=t!(i18n, import_page.dates)>
                <p>{summary}</p>
                {(differing > 0).then(|| view! {
                    <Choice />
                    <Differences differing listed />
                })}
            </Panel>
        }
    })
}

/// Whether the date up to which the file knows progress becomes the plan's. Only a plan without
/// tasks takes over what holds for the whole of a file.
#[component]
pub fn StatusDate(
    /// The file's.
    status_date: Option<Minute>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = Import::expect();
    let takes = import.takes_status_date;
    let is_empty = import.plan.with_untracked(|view| view.plan.tasks.is_empty());
    status_date.filter(|_| is_empty).map(|at| {
        let words = move || {
            let moment = written::moment(datetime_at(at));
            t_string!(i18n, import_page.take_status_date, moment = moment)
        };
        view! {
            <Panel id="import-status-date" title=t!(i18n, import_page.status_date)>
                <Checkbox checked=takes on_change=move |on| takes.set(on)>
                    {words}
                </Checkbox>
                <p class="u-muted">{t!(i18n, import_page.status_date_what)}</p>
            </Panel>
        }
    })
}

#[component]
fn Choice() -> impl IntoView {
    let i18n = use_i18n();
    let dates = Import::expect().dates;
    let words = move |of| match of {
        DatesFrom::Links => {
            [t_string!(i18n, import_page.our_dates), t_string!(i18n, import_page.our_dates_what)]
        }
        DatesFrom::File => {
            [t_string!(i18n, import_page.file_dates), t_string!(i18n, import_page.file_dates_what)]
        }
    };
    let card = move |of: DatesFrom| {
        view! {
            <RadioCard
                name="dates"
                value=if of == DatesFrom::File { "file" } else { "links" }
                checked=Signal::derive(move || dates.get() == of)
                title=Signal::derive(move || words(of)[0].to_owned())
                on_choose=move |_| dates.set(of)
            >
                {move || words(of)[1]}
            </RadioCard>
        }
    };
    view! {
        <fieldset class="import__choice">
            <legend class="u-muted">{t!(i18n, import_page.whose_dates)}</legend>
            {[DatesFrom::Links, DatesFrom::File].map(card)}
        </fieldset>
    }
}

#[component]
fn Differences(differing: u32, listed: Vec<DateDifference>) -> impl IntoView {
    let i18n = use_i18n();
    let count = listed.len();
    let is_cut = u32::try_from(count).is_ok_and(|count| count < differing);
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, import_page.task)}</th>
            <th scope="col">{t!(i18n, import_page.in_file)}</th>
            <th scope="col">{t!(i18n, import_page.here)}</th>
            <th scope="col">{t!(i18n, import_page.because)}</th>
        }
    };
    let row = move |one: DateDifference| {
        let DateDifference { title, file, ours, reason } = one;
        view! {
            <tr>
                <th scope="row" class="import__task">{title}</th>
                <td>{span(file)}</td>
                <td>{span(ours)}</td>
                <td class="import__because">
                    {move || reasons::sentence(i18n.get_locale(), &reason)}
                </td>
            </tr>
        }
    };
    view! {
        {is_cut.then(|| view! {
            <p class="u-muted">
                {move || t_string!(i18n, import_page.dates_more, count = grouped(count))}
            </p>
        })}
        <DataTable caption=t!(i18n, import_page.dates) head=head>
            {listed.into_iter().map(row).collect_view()}
        </DataTable>
    }
}

/// From when to when, a line each.
fn span((start, finish): (Minute, Minute)) -> impl IntoView {
    let moment = |at| written::moment(datetime_at(at));
    view! {
        <span class="import__moment">{moment(start)}</span>
        <span class="import__moment">{moment(finish)}</span>
    }
}
