//! Language, theme, text size, density, motion and keys of this device.

use leptos::prelude::*;
use locale::{Locale, t, t_string, use_i18n};

use crate::features::shared::density::{self, DENSITIES, Density};
use crate::features::shared::letters;
use crate::features::shared::look::{self, TEXT_SIZES, THEMES, TextSize, Theme};
use crate::features::shared::motion;
use crate::ui::check::Switch;
use crate::ui::dom;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::segmented::{SegmentButton, Segmented};

/// The languages by their own names, which everyone finds in any language.
const LANGUAGES: [(Locale, &str); 2] = [(Locale::zh_CN, "中文"), (Locale::en, "English")];

/// What this person prefers on this device; takes effect at once.
#[component]
pub fn Preferences() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Panel id="settings-preferences" title=t!(i18n, settings.preferences)>
            <div class="settings__choices">
                <Language />
                <ThemeChoice />
                <TextChoice />
                <DensityChoice />
                <Motion />
                <Letters />
                <p class="u-small u-faint">{t!(i18n, settings.on_this_device)}</p>
                <Show when=|| !dom::keeps_program()>
                    <p class="u-small u-faint">{t!(i18n, settings.no_offline_start)}</p>
                </Show>
            </div>
        </Panel>
    }
}

#[component]
fn Language() -> impl IntoView {
    let i18n = use_i18n();
    let button = move |(locale, name): (Locale, &'static str)| {
        view! {
            <SegmentButton
                pressed=move || i18n.get_locale() == locale
                on_press=move || i18n.set_locale(locale)
            >
                {name}
            </SegmentButton>
        }
    };
    view! {
        <div class="settings__choice">
            <span>{t!(i18n, settings.language)}</span>
            <Segmented label=t!(i18n, settings.language)>
                {LANGUAGES.map(button)}
            </Segmented>
        </div>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let i18n = use_i18n();
    let chosen = RwSignal::new(Theme::default());
    // Only the browser knows what the page shows.
    Effect::new(move |_| chosen.set(look::theme()));
    let choose = move |theme: Theme| {
        look::set_theme(theme);
        chosen.set(theme);
    };
    let words = move |theme| match theme {
        Theme::Auto => t_string!(i18n, settings.theme_auto),
        Theme::Light => t_string!(i18n, settings.theme_light),
        Theme::Dark => t_string!(i18n, settings.theme_dark),
        Theme::Projector => t_string!(i18n, settings.theme_projector),
    };
    let icon = |theme| match theme {
        Theme::Auto => Icon::Monitor,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
        Theme::Projector => Icon::Projector,
    };
    let button = move |(theme, _): (Theme, &str)| {
        view! {
            <SegmentButton
                pressed=move || chosen.get() == theme
                on_press=move || choose(theme)
                icon=icon(theme)
            >
                {move || words(theme)}
            </SegmentButton>
        }
    };
    view! {
        <div class="settings__choice">
            <span>{t!(i18n, settings.theme)}</span>
            <Segmented label=t!(i18n, settings.theme)>
                {THEMES.map(button)}
            </Segmented>
        </div>
    }
}

#[component]
fn TextChoice() -> impl IntoView {
    let i18n = use_i18n();
    let chosen = RwSignal::new(TextSize::default());
    // Only the browser knows what the page shows.
    Effect::new(move |_| chosen.set(look::text_size()));
    let choose = move |size: TextSize| {
        look::set_text_size(size);
        chosen.set(size);
    };
    let words = move |size| match size {
        TextSize::Standard => t_string!(i18n, settings.text_standard),
        TextSize::Large => t_string!(i18n, settings.text_large),
        TextSize::ExtraLarge => t_string!(i18n, settings.text_extra_large),
    };
    let button = move |(size, _): (TextSize, &str)| {
        view! {
            <SegmentButton
                pressed=move || chosen.get() == size
                on_press=move || choose(size)
            >
                {move || words(size)}
            </SegmentButton>
        }
    };
    view! {
        <div class="settings__choice">
            <span>{t!(i18n, settings.text_size)}</span>
            <Segmented label=t!(i18n, settings.text_size)>
                {TEXT_SIZES.map(button)}
            </Segmented>
        </div>
    }
}

/// Whether things are made for a mouse, for fingers, or for what was used last.
#[component]
fn DensityChoice() -> impl IntoView {
    let i18n = use_i18n();
    let chosen = RwSignal::new(Density::default());
    // Only the browser knows what it remembers.
    Effect::new(move |_| chosen.set(density::chosen()));
    let choose = move |density: Density| {
        density::choose(density);
        chosen.set(density);
    };
    let words = move |density| match density {
        Density::Auto => t_string!(i18n, settings.density_auto),
        Density::Fine => t_string!(i18n, settings.density_fine),
        Density::Coarse => t_string!(i18n, settings.density_coarse),
    };
    let button = move |(density, _): (Density, &str)| {
        view! {
            <SegmentButton
                pressed=move || chosen.get() == density
                on_press=move || choose(density)
            >
                {move || words(density)}
            </SegmentButton>
        }
    };
    view! {
        <div class="settings__choice">
            <span>{t!(i18n, settings.density)}</span>
            <Segmented label=t!(i18n, settings.density)>
                {DENSITIES.map(button)}
            </Segmented>
            <p class="field__hint">{t!(i18n, settings.density_hint)}</p>
        </div>
    }
}

/// Whether less glides and flashes than the device wishes.
#[component]
fn Motion() -> impl IntoView {
    let i18n = use_i18n();
    let is_reduced = RwSignal::new(false);
    // Only the browser knows what it remembers.
    Effect::new(move |_| is_reduced.set(motion::is_reduced()));
    let reduce = move |is_on: bool| {
        motion::reduce(is_on);
        is_reduced.set(is_on);
    };
    view! {
        <div class="settings__choice">
            <Switch on=is_reduced on_change=reduce>
                {t!(i18n, settings.motion)}
            </Switch>
            <p class="field__hint">{t!(i18n, settings.motion_hint)}</p>
        </div>
    }
}

/// Whether single letters are commands anywhere on the page.
#[component]
fn Letters() -> impl IntoView {
    let i18n = use_i18n();
    let are_on = RwSignal::new(true);
    // Only the browser knows what it remembers.
    Effect::new(move |_| are_on.set(letters::are_on()));
    let turn = move |is_on: bool| {
        letters::turn(is_on);
        are_on.set(is_on);
    };
    view! {
        <div class="settings__choice">
            <Switch on=are_on on_change=turn>
                {t!(i18n, settings.letters)}
            </Switch>
            <p class="field__hint">{t!(i18n, settings.letters_hint)}</p>
        </div>
    }
}
