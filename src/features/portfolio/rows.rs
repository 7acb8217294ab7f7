//! Projects as a table.

use chrono::NaiveDate;
use leptos::prelude::*;
use locale::{dates, nouns, t, use_i18n};

use super::api::ProjectFacts;
use crate::features::shared::standing::{LevelBadge, SlipBadge};
use crate::paths;
use crate::ui::table::DataTable;

/// One row a project, the whole row a link.
#[component]
pub fn Rows(
    /// The projects.
    projects: Memo<Vec<ProjectFacts>>,
    /// Today on the project's wall clock.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, portfolio.project)}</th>
            <th scope="col">{t!(i18n, portfolio.client)}</th>
            <th scope="col">{t!(i18n, portfolio.method)}</th>
            <th scope="col">{t!(i18n, portfolio.phase)}</th>
            <th scope="col" class="table__number">{t!(i18n, portfolio.progress)}</th>
            <th scope="col">{t!(i18n, portfolio.next_milestone)}</th>
            <th scope="col" class="table__number">{t!(i18n, portfolio.finish)}</th>
            <th scope="col">{t!(i18n, portfolio.standing)}</th>
        }
    };
    view! {
        <div class="panel">
            <DataTable caption=t!(i18n, portfolio.title) head>
                <For
                    each=move || projects.get()
                    key=|project| project.id
                    children=move |project| row(project, today)
                />
            </DataTable>
        </div>
    }
}

fn row(project: ProjectFacts, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let (methods, phase) = (project.methods, project.phase);
    let next = project.next.map(|next| {
        let day = next.day();
        let late = next.is_overdue().then(|| view! { " " <SlipBadge milestone=next.clone() /> });
        view! { {move || dates::near(i18n.get_locale(), day, today)} " " {next.title} {late} }
    });
    let finish = move || project.finish.map(|day| dates::near(i18n.get_locale(), day, today));
    view! {
        <tr class="table__row--link">
            <td>
                <a class="table__link u-strong" href=paths::project(project.id)>
                    {project.name}
                </a>
            </td>
            <td>{project.client_name}</td>
            <td>{move || nouns::methods(i18n.get_locale(), methods)}</td>
            <td>{move || nouns::phase(i18n.get_locale(), phase)}</td>
            <td class="table__number">{project.percent.map(|percent| format!("{percent}%"))}</td>
            <td>{next}</td>
            <td class="table__number">{finish}</td>
            <td>
                <LevelBadge level=project.health.level() bare=true />
            </td>
        </tr>
    }
}
