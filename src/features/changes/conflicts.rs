//! The plan has moved on since a branch was drawn: what is in conflict, and what becomes of it.

use std::collections::BTreeMap;

use domain::OpId;
use domain::change::{Choice, Clash, Conflict};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, ops, t, t_string, td_string, use_i18n};

use super::api::OptionSheet;
use super::desk::Desk;
use super::operations::sentence_of;
use super::options_api::bring_up;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::segmented::{SegmentButton, Segmented};

/// What was chosen about each operation in conflict.
type Choices = RwSignal<BTreeMap<OpId, Choice>>;

/// Says that the plan has moved on, and brings the branch that is looked at up to it; nothing while
/// the branch stands on the plan of today.
#[component]
pub fn MovedOn(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    move || {
        let behind = desk.shown().filter(|sheet| sheet.behind > 0);
        behind.map(|sheet| view! { <BringUp desk sheet /> })
    }
}

#[component]
fn BringUp(desk: Desk, sheet: OptionSheet) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version) = (sheet.option.id, sheet.option.version);
    let (key, behind) = (sheet.option.key.clone(), sheet.behind);
    let choices: Choices = RwSignal::new(BTreeMap::new());
    let count = sheet.conflicts.len();
    let save = Action::new(move |(): &()| {
        let chosen: Vec<(OpId, Choice)> = choices.get_untracked().into_iter().collect();
        bring_up(id, version, chosen)
    });
    when_done(save, move |()| desk.again());
    let no_edit = desk.no_edit();
    let reason = Signal::derive(move || {
        let open = count - choices.with(BTreeMap::len).min(count);
        let undecided =
            || (open > 0).then(|| t_string!(i18n, changes.undecided, count = grouped(open)));
        no_edit.get().or_else(undecided)
    });
    let said = move || match count {
        0 => t_string!(i18n, changes.moved_on, key = key.clone(), count = grouped(behind)),
        _ => {
            let key = key.clone();
            t_string!(
                i18n,
                changes.moved_on_conflicts,
                key,
                count = grouped(behind),
                conflicts = grouped(count)
            )
        }
    };
    let actions = move || {
        view! {
            <Button
                icon=Icon::RefreshCw
                reason
                busy=save.pending()
                on_press=move || {
                    save.dispatch(());
                }
            >
                {t!(i18n, changes.bring_up)}
            </Button>
        }
    };
    let kind = if count == 0 { BannerKind::Info } else { BannerKind::Warn };
    let list = (count > 0).then(|| view! { <Conflicts desk sheet choices /> });
    view! {
        <Banner kind actions>{said}</Banner>
        <Failure error=failure_of(save) />
        {list}
    }
}

/// The operations in conflict, one by one.
#[component]
fn Conflicts(desk: Desk, sheet: OptionSheet, choices: Choices) -> impl IntoView {
    let i18n = use_i18n();
    let count = sheet.conflicts.len();
    let sheet = StoredValue::new(sheet);
    let rows = sheet.with_value(|sheet| sheet.conflicts.clone());
    let row = move |conflict: Conflict| {
        view! { <OneConflict desk sheet conflict choices /> }
    };
    view! {
        <Panel
            id="change-conflicts"
            title=t!(i18n, changes.conflicts)
            count=count
        >
            <ul>{rows.into_iter().map(row).collect_view()}</ul>
        </Panel>
    }
}

#[component]
fn OneConflict(
    desk: Desk,
    sheet: StoredValue<OptionSheet>,
    conflict: Conflict,
    choices: Choices,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = conflict.op;
    let what = move || sheet.with_value(|sheet| sentence_of(i18n.get_locale(), desk, sheet, id));
    let can_be_kept = matches!(conflict.clash, Clash::Changed(_));
    let why = move || reason(i18n.get_locale(), desk, &conflict.clash);
    let is = move |choice: Choice| {
        Signal::derive(move || choices.with(|all| all.get(&id) == Some(&choice)))
    };
    let choose = move |choice: Choice| {
        move || {
            choices.update(|all| {
                all.insert(id, choice);
            });
        }
    };
    view! {
        <li class="panel__row changes__conflict">
            <span class="changes__words">
                <b>{what}</b>
                <span class="u-small u-muted">{why}</span>
            </span>
            <Segmented label=t!(i18n, changes.what_becomes)>
                <SegmentButton pressed=is(Choice::Drop) on_press=choose(Choice::Drop)>
                    {t!(i18n, changes.drop_mine)}
                </SegmentButton>
                {can_be_kept
                    .then(|| {
                        view! {
                            <SegmentButton pressed=is(Choice::Keep) on_press=choose(Choice::Keep)>
                                {t!(i18n, changes.keep_mine)}
                            </SegmentButton>
                        }
                    })}
            </Segmented>
        </li>
    }
}

/// Why an operation is in conflict, as a sentence.
fn reason(locale: Locale, desk: Desk, clash: &Clash) -> String {
    match clash {
        Clash::Refused(refusal) => locale::refusals::sentence(locale, refusal),
        Clash::Changed(overtaken) => {
            let what = desk.with(|sheet| ops::part(locale, overtaken.part, &sheet.names));
            let who = desk.person(overtaken.by);
            td_string!(locale, changes.changed_since, who = who, what = what)
        }
    }
}
