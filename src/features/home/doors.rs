//! The first start: two doors of equal size.

use leptos::prelude::*;
use locale::{t, use_i18n};

use crate::paths;
use crate::ui::button::{ButtonKind, LinkButton};
use crate::ui::icon::{Icon, IconSize};

/// The sample, and a project of one's own.
#[component]
pub fn Doors(
    /// Whether the demo is there.
    has_demo: bool,
    /// Whether the reader may begin a project.
    may_create: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    if !may_create {
        return view! { <p class="home__wait">{t!(i18n, home.wait)}</p> }.into_any();
    }
    let sample = match has_demo {
        true => view! {
            <LinkButton kind=ButtonKind::Primary href=paths::PROJECTS>
                {t!(i18n, home.open_sample)}
            </LinkButton>
        }
        .into_any(),
        false => view! {
            <p class="u-muted">
                {t!(i18n, home.seed)} " " <code>"accord demo seed"</code>
            </p>
        }
        .into_any(),
    };
    view! {
        <div class="home__doors">
            <section class="home__door panel">
                <Icon icon=Icon::BookOpen size=IconSize::Large />
                <h2>{t!(i18n, home.sample)}</h2>
                <p class="u-muted">{t!(i18n, home.sample_note)}</p>
                {sample}
            </section>
            <section class="home__door panel">
                <Icon icon=Icon::Plus size=IconSize::Large />
                <h2>{t!(i18n, home.own)}</h2>
                <p class="u-muted">{t!(i18n, home.own_note)}</p>
                <LinkButton kind=ButtonKind::Primary href=paths::NEW_PROJECT>
                    {t!(i18n, home.begin)}
                </LinkButton>
            </section>
        </div>
    }
    .into_any()
}
