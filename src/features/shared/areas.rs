//! The areas of a project and the pages in each, as the top bar and the row below it show them.

use domain::ProjectId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::{Words, t_string, use_i18n};

use super::address;
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::segmented::{SegmentLink, Segmented};

/// An area of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Where it stands.
    Overview,
    /// Board, Gantt chart, list, calendar.
    Plan,
    /// Goals, requirements, changes.
    Scope,
    /// Risks.
    Control,
    /// Messages and minutes.
    Talk,
    /// Deliverables, hand-over and agreements.
    Deliver,
}

/// Every area from left to right.
pub const AREAS: [Area; 6] =
    [Area::Overview, Area::Plan, Area::Scope, Area::Control, Area::Talk, Area::Deliver];

/// A page of an area: the last part of its address, its address, icon and name.
type Page = (&'static str, fn(ProjectId) -> String, Icon, fn(Words) -> &'static str);

const PLAN: [Page; 4] = [
    ("board", paths::board, Icon::Kanban, |i18n| t_string!(i18n, shell.board)),
    ("gantt", paths::gantt, Icon::Gantt, |i18n| t_string!(i18n, shell.gantt)),
    ("list", paths::list, Icon::List, |i18n| t_string!(i18n, shell.list)),
    ("calendar", paths::calendar, Icon::CalendarDays, |i18n| t_string!(i18n, shell.calendar)),
];
const SCOPE: [Page; 3] = [
    ("scope", paths::scope, Icon::Target, |i18n| t_string!(i18n, shell.goals_scope)),
    ("requirements", paths::requirements, Icon::ListChecks, |i18n| {
        t_string!(i18n, shell.requirements)
    }),
    ("changes", paths::changes, Icon::Branch, |i18n| t_string!(i18n, shell.changes)),
];
const CONTROL: [Page; 1] =
    [("risks", paths::risks, Icon::Warning, |i18n| t_string!(i18n, shell.risks))];
const TALK: [Page; 2] = [
    ("messages", paths::messages, Icon::Messages, |i18n| t_string!(i18n, shell.messages)),
    ("minutes", paths::minutes, Icon::FileText, |i18n| t_string!(i18n, shell.minutes)),
];
const DELIVER: [Page; 3] = [
    ("deliverables", paths::deliverables, Icon::Package, |i18n| {
        t_string!(i18n, shell.deliverables)
    }),
    ("handover", paths::handover, Icon::Handshake, |i18n| t_string!(i18n, shell.handover)),
    ("agreements", paths::agreements, Icon::Signature, |i18n| t_string!(i18n, shell.agreements)),
];

impl Area {
    /// Where its first page is.
    #[must_use]
    pub fn href(self, project: ProjectId) -> String {
        match self {
            Self::Overview => paths::project(project),
            Self::Plan => paths::board(project),
            Self::Scope => paths::scope(project),
            Self::Control => paths::risks(project),
            Self::Talk => paths::messages(project),
            Self::Deliver => paths::deliverables(project),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self, i18n: Words) -> &'static str {
        match self {
            Self::Overview => t_string!(i18n, shell.overview),
            Self::Plan => t_string!(i18n, shell.plan),
            Self::Scope => t_string!(i18n, shell.scope),
            Self::Control => t_string!(i18n, shell.control),
            Self::Talk => t_string!(i18n, shell.talk),
            Self::Deliver => t_string!(i18n, shell.deliver),
        }
    }

    const fn pages(self) -> &'static [Page] {
        match self {
            Self::Overview => &[],
            Self::Plan => &PLAN,
            Self::Scope => &SCOPE,
            Self::Control => &CONTROL,
            Self::Talk => &TALK,
            Self::Deliver => &DELIVER,
        }
    }
}

/// Every page of a project: its address, icon and name.
#[must_use]
pub fn pages_of(project: ProjectId, i18n: Words) -> Vec<(String, Icon, &'static str)> {
    let overview = (paths::project(project), Icon::Projects, Area::Overview.name(i18n));
    let pages = AREAS.iter().flat_map(|area| area.pages());
    let pages = pages.map(|(_, href, icon, name)| (href(project), *icon, name(i18n)));
    std::iter::once(overview).chain(pages).collect()
}

/// Whether the address names a project that is not there for the reader: then nothing leads into
/// its areas. The shell gives it to every page.
#[derive(Clone, Copy)]
pub struct NoProject(pub RwSignal<bool>);

/// The area that an address of a project lies in.
#[must_use]
pub fn area_of(path: &str) -> Option<Area> {
    let mut parts = path.trim_end_matches('/').strip_prefix("/projects/")?.split('/').skip(1);
    let Some(page) = parts.next() else { return Some(Area::Overview) };
    let holds = |area: &Area| area.pages().iter().any(|(name, ..)| *name == page);
    Some(AREAS.into_iter().find(holds).unwrap_or(Area::Plan))
}

/// The row above a page that leads to the other pages of its area.
#[component]
pub fn AreaBar(
    /// The area in sight.
    area: Area,
    /// What stands at the end of the row, such as the page's main button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let project = address::project();
    let pages = area.pages().iter().map(move |(page, href, icon, name)| {
        let to = move || project.get().map(href).unwrap_or_default();
        let is_here = move || path.with(|path| path.split('/').nth(3) == Some(page));
        view! {
            <SegmentLink href=to current=Signal::derive(is_here) icon=*icon>
                {move || name(i18n)}
            </SegmentLink>
        }
    });
    let missing = use_context::<NoProject>();
    let is_missing = move || missing.is_some_and(|NoProject(is_missing)| is_missing.get());
    view! {
        <div class="area-bar" data-print="hide" hidden=is_missing>
            <Segmented label=move || area.name(i18n)>{pages.collect_view()}</Segmented>
            <div class="area-bar__tools">{children.map(|children| children())}</div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_lies_in_an_area() {
        for (path, expected) in [
            ("/projects/x", Some(Area::Overview)),
            ("/projects/x/", Some(Area::Overview)),
            ("/projects/x/gantt", Some(Area::Plan)),
            ("/projects/x/changes/y", Some(Area::Scope)),
            ("/projects/x/risks", Some(Area::Control)),
            ("/projects/x/agreements", Some(Area::Deliver)),
            ("/projects/x/minutes", Some(Area::Talk)),
            ("/projects/x/handover", Some(Area::Deliver)),
            ("/clients/x", None),
        ] {
            assert_eq!(area_of(path), expected, "{path}");
        }
    }
}
