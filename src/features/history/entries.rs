//! The list itself: what happened, day by day.

use chrono::NaiveDate;
use domain::plan::{Step, View};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::{Locale, dates, t, t_string, td_string, use_i18n};

use super::baselines::Naming;
use super::pages::{Pages, Reading};
use super::steps::Told;
use crate::features::shared::looking_back::LookingBack;
use crate::features::shared::plan::PlanContext;
use crate::paths;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::Button;
use crate::ui::chip::Chip;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::skeleton::Skeleton;

/// Everything that was read, with the way to read on.
#[component]
pub fn Entries(
    /// What was read.
    pages: Pages,
    /// Names moments.
    naming: Naming,
) -> impl IntoView {
    let day = move |day: NaiveDate| view! { <Day day pages naming /> };
    view! {
        <div class="history__days" aria-busy=move || is_busy(pages).to_string()>
            <For each=move || pages.days() key=|day| *day children=day />
        </div>
        <End pages />
    }
}

fn is_busy(pages: Pages) -> bool {
    matches!(pages.reading(), Reading::First | Reading::More)
}

/// What stands below the list: a way on, or why there is none.
#[component]
fn End(pages: Pages) -> impl IntoView {
    let i18n = use_i18n();
    let retry = move || {
        view! {
            <Button icon=Icon::RefreshCw on_press=move || pages.read_on()>
                {t!(i18n, common.retry)}
            </Button>
        }
    };
    let is_filtered = move || pages.filter.get() != Default::default();
    move || match pages.reading() {
        Reading::First => view! { <Skeleton label=t!(i18n, common.loading) lines=6 /> }.into_any(),
        Reading::Failed(error) => {
            let sentence = move || error.sentence(i18n.get_locale());
            view! {
                <div role="alert">
                    <Empty icon=Icon::CircleAlert sentence action=retry />
                </div>
            }
            .into_any()
        }
        Reading::Done if pages.is_empty() => {
            let sentence = move || match is_filtered() {
                true => t_string!(i18n, history.nothing_found),
                false => t_string!(i18n, history.nothing_yet),
            };
            view! { <Empty icon=Icon::History sentence /> }.into_any()
        }
        Reading::Done | Reading::More if pages.has_more() => view! {
            <Button
                busy=Signal::derive(move || is_busy(pages))
                on_press=move || pages.read_on()
            >
                {t!(i18n, history.load_more)}
            </Button>
        }
        .into_any(),
        Reading::Done | Reading::More => ().into_any(),
    }
}

#[component]
fn Day(day: NaiveDate, pages: Pages, naming: Naming) -> impl IntoView {
    let i18n = use_i18n();
    let heading = move || {
        let (locale, today) = (i18n.get_locale(), pages.plan.today());
        let day_words = dates::prose(locale, day);
        match (today - day).num_days() {
            0 => t_string!(i18n, history.today, day = day_words),
            1 => t_string!(i18n, history.yesterday, day = day_words),
            _ if chrono::Datelike::year(&day) == chrono::Datelike::year(&today) => day_words,
            _ => dates::full(locale, day),
        }
    };
    let entry = move |step: Told| view! { <OneEntry step pages naming /> };
    view! {
        <section class="history__day">
            <h3 class="history__heading">{heading}</h3>
            <ol class="history__list">
                <For
                    each=move || pages.of_day(day)
                    key=|step| (step.last.seq, step.earlier.len())
                    children=entry
                />
            </ol>
        </section>
    }
}

#[component]
fn OneEntry(step: Told, pages: Pages, naming: Naming) -> impl IntoView {
    let i18n = use_i18n();
    let looking = LookingBack::expect();
    let (seq, by, origin, at) = (step.last.seq, step.last.by, step.last.origin, step.last.at);
    let time = at.format("%H:%M").to_string();
    let moment = dates::moment(at);
    let step = StoredValue::new(step);
    let name = move || pages.name(by);
    let sentence = move || step.with_value(|step| pages.sentence(i18n.get_locale(), step));
    let is_shown = move || {
        let at = looking.at().get()?;
        step.with_value(|step| step.holds(at)).then_some("true")
    };
    let view_word = move || view_word(i18n.get_locale(), origin.view);
    let mark = move || match origin.step {
        Step::New | Step::Joined => None,
        Step::Undo => Some((Icon::Undo, t_string!(i18n, history.undone))),
        Step::Redo => Some((Icon::Redo, t_string!(i18n, history.redone))),
    };
    view! {
        <li class="history__entry" aria-current=is_shown>
            {move || view! { <Avatar name=name() size=AvatarSize::Small /> }}
            <div class="history__what">
                <p class="history__who">
                    <b>{name}</b>
                    " "
                    <time datetime=moment>{time}</time>
                    {move || view_word().map(|word| view! { <span>{word}</span> })}
                    {move || mark().map(|(icon, word)| view! { <Chip icon>{word}</Chip> })}
                </p>
                <p class="history__sentence">{sentence}</p>
            </div>
            <OpenThen seq sentence=Signal::derive(sentence) />
            <EntryMenu step pages naming />
        </li>
    }
}

/// The way to the plan as it was right after a change.
#[component]
pub fn OpenThen(
    /// The change.
    seq: i64,
    /// What it is called, for screen readers.
    #[prop(into)]
    sentence: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let project = PlanContext::expect().project();
    let href = move || {
        let view = path.with(|path| match path.rsplit('/').next() {
            Some("gantt") => paths::gantt(project),
            Some("list") => paths::list(project),
            Some("calendar") => paths::calendar(project),
            _ => paths::board(project),
        });
        paths::at(&view, seq)
    };
    view! {
        <a
            class="button button--icon"
            href=href
            title=t!(i18n, history.open_then)
            aria-label=move || t_string!(i18n, history.open_after, what = sentence.get())
        >
            <Icon icon=Icon::Eye />
        </a>
    }
}

#[component]
fn EntryMenu(step: StoredValue<Told>, pages: Pages, naming: Naming) -> impl IntoView {
    let i18n = use_i18n();
    let (seq, by, at) = step.with_value(|step| (step.last.seq, step.last.by, step.last.at));
    let task = step.with_value(|step| step.last.brief.op.subject());
    let label = move || {
        let what = step.with_value(|step| pages.sentence(i18n.get_locale(), step));
        t_string!(i18n, history.actions, what = what)
    };
    let only_task = move || pages.filter.update(|filter| filter.task = task);
    let only_person = move || pages.filter.update(|filter| filter.by = Some(by));
    view! {
        <Menu id=format!("history-{seq}") label=Signal::derive(label)>
            {task
                .map(|_| {
                    view! {
                        <MenuItem icon=Icon::Filter on_choose=only_task>
                            {t!(i18n, history.only_task)}
                        </MenuItem>
                    }
                })}
            <MenuItem icon=Icon::User on_choose=only_person>
                {t!(i18n, history.only_person)}
            </MenuItem>
            <MenuItem
                icon=Icon::Flag
                reason=naming.reason()
                on_choose=move || naming.ask(Some((seq, at)))
            >
                {t!(i18n, history.pin_this)}
            </MenuItem>
        </Menu>
    }
}

/// The view in which something was done.
fn view_word(locale: Locale, view: View) -> Option<&'static str> {
    Some(match view {
        View::Board => td_string!(locale, shell.board),
        View::Gantt => td_string!(locale, shell.gantt),
        View::List => td_string!(locale, shell.list),
        View::Calendar => td_string!(locale, shell.calendar),
        View::Import => td_string!(locale, shell.import),
        View::Home => td_string!(locale, shell.home),
        View::Other => return None,
    })
}
