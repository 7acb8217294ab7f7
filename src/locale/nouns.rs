//! The words for kinds, stages, roles, phases, methods and health.

use chrono::NaiveDate;
use domain::client::{ClientKind, ClientStage, ContactRole};
use domain::holidays::Naming;
use domain::plan::first::FirstWords;
use domain::project::{Method, Phase, PhaseMethods};
use domain::summary::{Health, Level, Miss, Overdue, PlanOver};
use domain::user::{ProjectRole, Role};

use crate::numbers::grouped;
use crate::{Locale, dates, td_string};

/// What sort of client.
#[must_use]
pub fn client_kind(locale: Locale, kind: ClientKind) -> &'static str {
    match kind {
        ClientKind::Company => td_string!(locale, nouns.kind_company),
        ClientKind::Government => td_string!(locale, nouns.kind_government),
        ClientKind::Individual => td_string!(locale, nouns.kind_individual),
        ClientKind::Internal => td_string!(locale, nouns.kind_internal),
    }
}

/// Where the relationship with a client stands.
#[must_use]
pub fn client_stage(locale: Locale, stage: ClientStage) -> &'static str {
    match stage {
        ClientStage::Potential => td_string!(locale, nouns.stage_potential),
        ClientStage::Active => td_string!(locale, nouns.stage_active),
        ClientStage::FollowUp => td_string!(locale, nouns.stage_follow_up),
        ClientStage::Dormant => td_string!(locale, nouns.stage_dormant),
    }
}

/// What a contact may do in the portal.
#[must_use]
pub fn contact_role(locale: Locale, role: ContactRole) -> &'static str {
    match role {
        ContactRole::Approver => td_string!(locale, nouns.contact_approver),
        ContactRole::Collaborator => td_string!(locale, nouns.contact_collaborator),
        ContactRole::Observer => td_string!(locale, nouns.contact_observer),
        ContactRole::EndUser => td_string!(locale, nouns.contact_end_user),
    }
}

/// How a phase is run.
#[must_use]
pub fn method(locale: Locale, method: Method) -> &'static str {
    match method {
        Method::Waterfall => td_string!(locale, nouns.method_waterfall),
        Method::Agile => td_string!(locale, nouns.method_agile),
        Method::Extreme => td_string!(locale, nouns.method_extreme),
    }
}

/// How a project is run: its one method, or hybrid.
#[must_use]
pub fn methods(locale: Locale, methods: PhaseMethods) -> &'static str {
    match methods.single() {
        Some(single) => method(locale, single),
        None => td_string!(locale, nouns.method_hybrid),
    }
}

/// Where a project stands.
#[must_use]
pub fn phase(locale: Locale, phase: Phase) -> &'static str {
    match phase {
        Phase::Initiation => td_string!(locale, nouns.phase_initiation),
        Phase::Planning => td_string!(locale, nouns.phase_planning),
        Phase::Execution => td_string!(locale, nouns.phase_execution),
        Phase::Monitoring => td_string!(locale, nouns.phase_monitoring),
        Phase::Closing => td_string!(locale, nouns.phase_closing),
    }
}

/// What someone is in the organisation.
#[must_use]
pub fn role(locale: Locale, role: Role) -> &'static str {
    match role {
        Role::Administrator => td_string!(locale, nouns.role_administrator),
        Role::ProjectManager => td_string!(locale, nouns.role_project_manager),
        Role::Member => td_string!(locale, nouns.role_member),
        Role::Finance => td_string!(locale, nouns.role_finance),
        Role::Sponsor => td_string!(locale, nouns.role_sponsor),
    }
}

/// What someone is in a project.
#[must_use]
pub fn project_role(locale: Locale, role: ProjectRole) -> &'static str {
    match role {
        ProjectRole::Lead => td_string!(locale, nouns.project_lead),
        ProjectRole::Member => td_string!(locale, nouns.project_member),
        ProjectRole::Viewer => td_string!(locale, nouns.project_viewer),
    }
}

/// How something stands, in one word.
#[must_use]
pub fn level(locale: Locale, level: Level) -> &'static str {
    match level {
        Level::Open => td_string!(locale, nouns.level_open),
        Level::Fine => td_string!(locale, nouns.level_fine),
        Level::Watch => td_string!(locale, nouns.level_watch),
        Level::Serious => td_string!(locale, nouns.level_serious),
    }
}

/// Why a project stands as it does today, in a sentence or two.
#[must_use]
pub fn health(locale: Locale, health: &Health, today: NaiveDate) -> String {
    let (miss, sentence) = match health {
        Health::Unplanned => return td_string!(locale, nouns.health_unplanned).to_owned(),
        Health::Finished => return td_string!(locale, nouns.health_finished).to_owned(),
        Health::Kept => return td_string!(locale, nouns.health_kept).to_owned(),
        Health::Overdue(overdue) => return overdue_words(locale, overdue, today),
        Health::PlanOver(over) => return over_words(locale, over, today),
        Health::TargetMissed(miss) => (miss, target_missed(locale, miss, today)),
        Health::PromiseBroken(miss) => (miss, promise_broken(locale, miss, today)),
    };
    match (miss.others, locale) {
        (0, _) => sentence,
        (count, Locale::zh_CN) => {
            sentence + &td_string!(locale, nouns.health_others, count = grouped(count))
        }
        (count, Locale::en) => {
            format!(
                "{sentence} {}",
                td_string!(locale, nouns.health_others, count = grouped(count))
            )
        }
    }
}

/// How far from its date something is: 晚 3 天, 3 d late.
#[must_use]
pub fn slip(locale: Locale, days: i32) -> String {
    match days {
        0 => td_string!(locale, nouns.on_the_day).to_owned(),
        1.. => td_string!(locale, nouns.late_days, days = grouped(days)),
        _ => td_string!(locale, nouns.early_days, days = grouped(-days)),
    }
}

/// A number of days in a sentence: 6 天, 1 day, 3,791 days.
#[must_use]
pub fn days(locale: Locale, count: impl Into<i64>) -> String {
    match count.into() {
        1 => td_string!(locale, nouns.one_day).to_owned(),
        count => td_string!(locale, nouns.days, count = grouped(count)),
    }
}

/// What a first plan is called by.
#[must_use]
pub fn first_words(locale: Locale) -> FirstWords {
    let naming = match locale {
        Locale::zh_CN => Naming::Chinese,
        Locale::en => Naming::English,
    };
    let columns = [
        td_string!(locale, new_project.column_to_do),
        td_string!(locale, new_project.column_doing),
        td_string!(locale, new_project.column_review),
        td_string!(locale, new_project.column_done),
    ];
    FirstWords {
        calendar: td_string!(locale, new_project.calendar_name).to_owned(),
        columns: columns.map(str::to_owned),
        naming,
    }
}

fn overdue_words(locale: Locale, overdue: &Overdue, today: NaiveDate) -> String {
    let Overdue { title, days, count, .. } = overdue.clone();
    let (finish, days) = (dates::near(locale, overdue.finish, today), self::days(locale, days));
    match count {
        1 => td_string!(locale, nouns.health_overdue_one, title, finish, days),
        _ => td_string!(locale, nouns.health_overdue, title, finish, days, count = grouped(count)),
    }
}

fn over_words(locale: Locale, over: &PlanOver, today: NaiveDate) -> String {
    let PlanOver { finish, days, count } = *over;
    let (finish, days) = (dates::near(locale, finish, today), self::days(locale, days));
    match count {
        1 => td_string!(locale, nouns.health_over_one, finish, days),
        _ => td_string!(locale, nouns.health_over, finish, days, count = grouped(count)),
    }
}

fn target_missed(locale: Locale, miss: &Miss, today: NaiveDate) -> String {
    let (title, days) = (miss.title.clone(), days(locale, miss.days));
    let near = |day| dates::near(locale, day, today);
    let (due, forecast) = (near(miss.due), near(miss.forecast));
    td_string!(locale, nouns.health_target, title, forecast, due, days)
}

fn promise_broken(locale: Locale, miss: &Miss, today: NaiveDate) -> String {
    let (title, days) = (miss.title.clone(), days(locale, miss.days));
    let near = |day| dates::near(locale, day, today);
    let (due, forecast) = (near(miss.due), near(miss.forecast));
    td_string!(locale, nouns.health_promise, title, forecast, due, days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_miss_is_told_with_its_dates() {
        let miss = Miss {
            title: "联调".to_owned(),
            due: "2026-03-20".parse().unwrap(),
            forecast: "2026-03-23".parse().unwrap(),
            days: 3,
            others: 1,
        };
        assert_eq!(
            health(Locale::zh_CN, &Health::PromiseBroken(miss), day("2026-03-10")),
            "“联调”预计3月23日完成，对客户承诺的是3月20日，将晚 3 天。另有 1 项也会晚。"
        );
        assert_eq!(slip(Locale::en, -2), "2 d early");
        assert_eq!(days(Locale::en, 1), "1 day");
    }

    #[test]
    fn what_lies_in_the_past_is_told_with_its_year() {
        let overdue = |count| {
            let (title, finish) = ("Survey".to_owned(), day("2016-03-25"));
            Health::Overdue(Overdue { title, finish, days: 3791, count })
        };
        let over = |count| {
            let finish = day("2025-12-31");
            Health::PlanOver(PlanOver { finish, days: 69, count })
        };
        let check = |found: &Health, en: &str, zh: &str| {
            let today = day("2026-03-10");
            assert_eq!(health(Locale::en, found, today), en);
            assert_eq!(health(Locale::zh_CN, found, today), zh);
        };
        check(
            &overdue(1),
            "“Survey” should have been finished on 25 Mar 2016, 3,791 days ago.",
            "“Survey”应在2016年3月25日完成，已逾期 3,791 天。",
        );
        check(
            &overdue(3),
            "3 tasks should have been finished; “Survey” has waited longest, 3,791 days \
             since 25 Mar 2016.",
            "有 3 项任务已逾期，最久的是“Survey”：应在2016年3月25日完成，已逾期 3,791 天。",
        );
        check(
            &over(1),
            "The plan ended on 31 Dec 2025, 69 days ago, and one task is not finished.",
            "计划已在2025年12月31日到期，过去了 69 天，还有 1 项任务没有完成。",
        );
        check(
            &over(12),
            "The plan ended on 31 Dec 2025, 69 days ago, and 12 tasks are not finished.",
            "计划已在2025年12月31日到期，过去了 69 天，还有 12 项任务没有完成。",
        );
    }
}
