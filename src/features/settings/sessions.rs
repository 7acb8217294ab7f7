//! Where one is signed in, and ending it.

use domain::SessionId;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{SessionLine, end_other_sessions, end_session};
use crate::features::shared::loaded::{Asked, Failure, failure_of, loaded, when_done};
use crate::features::shared::near_day::near_moment;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// The browsers in which this person is signed in.
#[component]
pub fn Sessions(
    /// The sessions.
    asked: Asked<Vec<SessionLine>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Panel id="settings-sessions" title=t!(i18n, settings.sessions)>
            {loaded(asked, move |sessions| view! { <Listed sessions asked /> })}
        </Panel>
    }
}

#[component]
fn Listed(sessions: Vec<SessionLine>, asked: Asked<Vec<SessionLine>>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let end = Action::new(|session: &SessionId| end_session(*session));
    let end_others = Action::new(|(): &()| end_other_sessions());
    let ended = move |()| {
        toasts.say(t_string!(i18n, settings.session_ended));
        asked.refetch();
    };
    when_done(end, ended);
    when_done(end_others, ended);
    let failure =
        Signal::derive(move || failure_of(end).get().or_else(|| failure_of(end_others).get()));
    let has_others = sessions.len() > 1;
    let row = move |session: SessionLine| view! { <Row session end /> };
    view! {
        <ul>{sessions.into_iter().map(row).collect_view()}</ul>
        <Failure error=failure />
        {has_others
            .then(|| {
                view! {
                    <Button
                        icon=Icon::LogOut
                        busy=end_others.pending()
                        on_press=move || drop(end_others.dispatch(()))
                    >
                        {t!(i18n, settings.end_others)}
                    </Button>
                }
            })}
    }
}

#[component]
fn Row(
    session: SessionLine,
    end: Action<SessionId, Result<(), crate::error::AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let SessionLine { id, agent, since, last_seen, is_this } = session;
    let device = device_of(&agent);
    let device = StoredValue::new(device);
    let name = move || match device.get_value() {
        Some((browser, system)) => t_string!(i18n, settings.device, browser, system),
        None => t_string!(i18n, settings.unknown_device).to_owned(),
    };
    let label = move || t_string!(i18n, settings.end_session, device = name());
    let times = move || {
        let locale = i18n.get_locale();
        let (since, seen) = (near_moment(locale, since), near_moment(locale, last_seen));
        t_string!(i18n, settings.session_times, since = since, seen = seen)
    };
    let action = match is_this {
        true => view! { <Chip>{t!(i18n, settings.this_device)}</Chip> }.into_any(),
        false => view! {
            <Button
                kind=ButtonKind::Icon
                icon=Icon::LogOut
                label=label
                busy=end.pending()
                on_press=move || drop(end.dispatch(id))
            />
        }
        .into_any(),
    };
    view! {
        <li class="panel__row settings__session">
            <span class="settings__device" title=agent>
                <b>{name}</b>
                <span class="u-small u-muted settings__times">{times}</span>
            </span>
            {action}
        </li>
    }
}

/// Browser and system as their makers call them, from the long line that a browser sends. Later
/// names in that line are older disguises, so the first match counts.
fn device_of(agent: &str) -> Option<(&'static str, &'static str)> {
    const BROWSERS: [(&str, &str); 7] = [
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 8] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("HarmonyOS", "HarmonyOS"),
        ("Windows", "Windows"),
        ("Macintosh", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |all: &[(&str, &'static str)]| {
        all.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    Some((find(&BROWSERS)?, find(&SYSTEMS)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_named_as_their_owners_know_them() {
        let check = |agent: &str, expected: Option<(&str, &str)>| {
            assert_eq!(device_of(agent), expected, "{agent}");
        };
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                    Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0";
        check(edge, Some(("Edge", "Windows")));
        let tablet = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        check(tablet, Some(("Safari", "iPad")));
        check("curl/8.0", None);
    }
}
