//! The plan as it once was: the same views without the right to change anything.

use chrono::NaiveDateTime;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::{dates, t, t_string, use_i18n};

use super::api::{Then, open_at};
use super::difference::DifferenceToNow;
use crate::error::AppError;
use crate::features::shared::plan::{Opening, PlanContext};
use crate::features::shared::plan_api::Person;
use crate::paths;
use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::LinkButton;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::skeleton::Skeleton;

/// What the views below show instead of the plan as it is now.
#[derive(Clone)]
struct Shown {
    /// The plan as it is now.
    today: PlanContext,
    /// Who made the last change of what is shown, and when.
    last: Option<(Person, NaiveDateTime)>,
}

/// Draws its children on the plan as it was after the operation `seq`.
#[component]
pub fn Past(
    /// The place in the history.
    seq: i64,
    /// The plan's views; they take the plan from the context.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let today = PlanContext::expect();
    let project = today.project();
    let then = LocalResource::new(move || async move {
        let Then { opened, last } = open_at(project, seq).await?;
        Ok((Opening::to_read(opened).ok_or(AppError::Outdated)?, last))
    });
    let children = StoredValue::new(children);
    move || match then.get() {
        None => view! {
            <div class="project__view">
                <Skeleton label=t!(i18n, common.loading) lines=6 />
            </div>
        }
        .into_any(),
        Some(Err(error)) => view! {
            <div class="project__view">
                <Lost error />
            </div>
        }
        .into_any(),
        Some(Ok((opening, last))) => {
            let _ = PlanContext::provide(opening, None);
            provide_context(Shown { today, last });
            children.with_value(|children| children()).into_any()
        }
    }
}

/// The moment cannot be shown: why, and the way back.
#[component]
fn Lost(error: AppError) -> impl IntoView {
    let i18n = use_i18n();
    let sentence = move || match error {
        AppError::NotFound => t_string!(i18n, history.no_such_moment).to_owned(),
        ref other => other.sentence(i18n.get_locale()),
    };
    view! {
        <div role="alert">
            <Empty
                icon=Icon::CircleAlert
                sentence=Signal::derive(sentence)
                action=move || view! { <BackToToday /> }
            />
        </div>
    }
}

/// Says above a view that it shows the past, and what has changed since; nothing in the present.
#[component]
pub fn PastBanner() -> impl IntoView {
    let shown = use_context::<Shown>();
    shown.map(|shown| view! { <Told shown /> })
}

#[component]
fn Told(shown: Shown) -> impl IntoView {
    let i18n = use_i18n();
    let Shown { today, last } = shown;
    let sentence = move || match &last {
        Some((person, at)) => {
            let day = dates::full(i18n.get_locale(), at.date());
            let time = at.format("%H:%M").to_string();
            t_string!(i18n, history.as_of, day, time, name = person.name.clone())
        }
        None => t_string!(i18n, history.as_of_begin).to_owned(),
    };
    view! {
        <div class="history__past" data-print="hide">
            <Banner kind=BannerKind::Warn actions=move || view! { <BackToToday /> }>
                <b>{sentence}</b>
                " "
                {t!(i18n, history.reading_only)}
            </Banner>
            <DifferenceToNow today />
        </div>
    }
}

#[component]
fn BackToToday() -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let project = PlanContext::expect().project();
    let href = move || match path.with(|path| path.starts_with(&paths::project(project))) {
        true => path.get(),
        false => paths::board(project),
    };
    view! {
        <LinkButton href=Signal::derive(href) icon=Icon::RotateCcw>
            {t!(i18n, history.back_to_today)}
        </LinkButton>
    }
}
