//! The versions of a subject: what was asked, what was signed, and what differs between any two.

use domain::ProjectId;
use domain::agreement::{Content, Difference, Subject};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use locale::{contents, t, t_string, use_i18n};
use uuid::Uuid;

use super::kept_api::{Version, open_version, open_versions};
use super::version_facts::VersionFacts;
use crate::error::AppError;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::content_view::{ContentView, DifferenceView};
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::named;
use crate::paths;
use crate::ui::button::Button;
use crate::ui::dom;
use crate::ui::field::SelectField;
use crate::ui::icon::Icon;

/// Every version of the subject that the address names; the query says which is read, and with
/// which it is compared.
#[component]
pub fn VersionsPage() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let place = move || {
        let params = params.read();
        let project: ProjectId = params.get("project")?.parse().ok()?;
        let kind = params.get("kind")?.parse().ok()?;
        let id: Uuid = params.get("subject")?.parse().ok()?;
        Some((project, Subject { kind, id }))
    };
    let asked = ask(place, |place| async move {
        let (project, subject) = place.ok_or(AppError::NotFound)?;
        open_versions(project, subject).await.map(|all| (project, subject, all))
    });
    view! {
        <Title text=t!(i18n, agreements.versions)/>
        <div class="page agreements" data-print="flow">
            <AreaBar area=Area::Deliver>
                <Button icon=Icon::Printer on_press=move || dom::print_page()>
                    {t!(i18n, agreements.print)}
                </Button>
            </AreaBar>
            {loaded(asked, move |(project, subject, all)| {
                view! { <Drawn project subject all/> }
            })}
        </div>
    }
}

#[component]
fn Drawn(
    /// In which project.
    project: ProjectId,
    /// Of what.
    subject: Subject,
    /// Its versions, the newest first.
    all: Vec<Version>,
) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let in_query = move |name: &str| query.read().get(name)?.parse::<i32>().ok();
    let newest = all.first().map(|version| version.number);
    let read = Memo::new(move |_| in_query("read").or(newest));
    let with = Memo::new(move |_| in_query("with").filter(|with| Some(*with) != read.get()));
    let is_empty = all.is_empty();
    let all = StoredValue::new(all);
    let version = move || {
        let found = all.with_value(|all| {
            all.iter().find(|version| Some(version.number) == read.get()).cloned()
        });
        found.map(|version| view! { <VersionFacts project subject version/> })
    };
    let heading = move || {
        let kind = contents::subject_kind(i18n.get_locale(), subject.kind);
        t_string!(i18n, agreements.versions_of, kind = kind)
    };
    view! {
        <h1>{heading}</h1>
        {is_empty.then(|| view! { <p class="u-muted">{t!(i18n, agreements.no_versions)}</p> })}
        <Show when=move || !is_empty>
            <Choice project subject all read with/>
            {version}
            <Reading project subject read with/>
        </Show>
    }
}

/// Which version is read, and with which it is compared.
#[component]
fn Choice(
    /// In which project.
    project: ProjectId,
    /// Of what.
    subject: Subject,
    /// Its versions, the newest first.
    all: StoredValue<Vec<Version>>,
    /// Which is read.
    read: Memo<Option<i32>>,
    /// With which it is compared.
    with: Memo<Option<i32>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let go = Callback::new(move |(read, with): (Option<i32>, Option<i32>)| {
        let Some(read) = read else { return };
        let to = match with.filter(|with| *with != read) {
            Some(with) => paths::compared(project, subject, (read, with)),
            None => paths::version(project, subject, read),
        };
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&to, options);
    });
    let names = move || {
        all.with_value(|all| {
            let name = |version: &Version| {
                let (number, words) = (version.number, version.on.to_string());
                let named = t_string!(i18n, agreements.version_made, number = number, day = words);
                (number.to_string(), named)
            };
            all.iter().map(name).collect::<Vec<_>>()
        })
    };
    let others = Signal::derive(move || {
        let chosen = read.get().map(|read| read.to_string());
        let others = names().into_iter().filter(|(key, _)| Some(key) != chosen.as_ref());
        named::or_none(t_string!(i18n, agreements.compare_none), others)
    });
    let text = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    view! {
        <div class="agreements__pair" data-print="hide">
            <SelectField
                name="read"
                label=t!(i18n, agreements.read_version)
                options=Signal::derive(names)
                value=Signal::derive(move || text(read.get()))
                on_change=move |key: String| go.run((key.parse().ok(), with.get_untracked()))
            />
            <SelectField
                name="with"
                label=t!(i18n, agreements.compare_with)
                options=others
                value=Signal::derive(move || text(with.get()))
                on_change=move |key: String| go.run((read.get_untracked(), key.parse().ok()))
            />
        </div>
    }
}

/// The text of a version, or what differs between two.
#[component]
fn Reading(
    /// In which project.
    project: ProjectId,
    /// Of what.
    subject: Subject,
    /// Which is read.
    read: Memo<Option<i32>>,
    /// With which it is compared.
    with: Memo<Option<i32>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let about = move || (read.get(), with.get());
    let asked = ask(about, move |(read, with)| async move {
        let now = open_version(project, subject, read.ok_or(AppError::NotFound)?).await?;
        let before = match with {
            Some(with) => Some((with, open_version(project, subject, with).await?)),
            None => None,
        };
        Ok((before, now))
    });
    view! {
        <section class="agreements__text">
            {loaded(asked, move |(before, now): (Option<(i32, Content)>, Content)| {
                let (number, before) = before.unzip();
                let compared = number.map(|number| {
                    let words = move || t_string!(i18n, agreements.changes_since, version = number);
                    view! { <h2>{words}</h2> }
                });
                let body = move || {
                    let (locale, content) = (i18n.get_locale(), now.clone());
                    match &before {
                        Some(before) => {
                            let difference = Difference::between(before, &content);
                            view! { <DifferenceView locale difference/> }.into_any()
                        }
                        None => view! { <ContentView locale content/> }.into_any(),
                    }
                };
                view! { {compared} {body} }
            })}
        </section>
    }
}
