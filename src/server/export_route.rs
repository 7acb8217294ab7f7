//! The plan as a file for Microsoft Project.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use domain::can::Action;
use domain::plan::Plan;
use domain::plan::filed::SLOTS;
use domain::user::User;
use domain::{BaselineId, ProjectId, UserId};
use store::Tx;
use store::baselines::Baseline;
use store::projects::Member;

use super::call::Call;
use super::export::{self, Outgoing};
use super::failure::internal;
use super::pages;
use super::state::AppState;
use crate::error::AppError;

/// Everything of a project that its file holds.
pub struct Found {
    key: String,
    name: String,
    plan: Plan,
    people: BTreeMap<UserId, String>,
    baselines: Vec<(u8, Plan)>,
}

impl Found {
    /// The file's name: the project's key, which is short and safe everywhere.
    fn file_name(&self) -> String {
        format!("{}.xml", self.key)
    }

    /// The file.
    #[must_use]
    pub fn to_mspdi(&self) -> Vec<u8> {
        let Self { name, plan, people, baselines, .. } = self;
        export::mspdi(&Outgoing { name, plan, people, baselines })
    }
}

/// Sends the plan as a file.
pub async fn plan_xml(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
) -> Response<Body> {
    match write(state, project, &headers).await {
        Ok((name, file)) => {
            let headers = [
                (CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (StatusCode::OK, headers, file).into_response()
        }
        Err(error) => pages::failure(&error, pages::locale_of(&headers, None)),
    }
}

async fn write(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
) -> Result<(String, Vec<u8>), AppError> {
    let mut call = Call::read_with(state, headers).await?;
    call.require(Action::ViewProject, project).await?;
    let found = find(call.db(), project).await?;
    drop(call);
    let work = move || (found.file_name(), found.to_mspdi());
    tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))
}

/// Reads what a project's file holds: the plan as it stands, and the newest baselines.
///
/// # Errors
/// `NotFound` for a project that is not there, and what the store says.
pub async fn find(tx: &mut Tx, project: ProjectId) -> Result<Found, AppError> {
    let found = store::projects::find(tx, project).await?.ok_or(AppError::NotFound)?;
    let (_, plan) = store::plans::load(tx, project).await?.ok_or(AppError::NotFound)?;
    let members = store::projects::members(tx, project).await?;
    let pinned = store::baselines::all(tx, project).await?;
    let filed = store::plans::filed::slots(tx, project).await?;
    let mut baselines = Vec::new();
    for (number, baseline) in numbered(&pinned, &filed) {
        let plan = store::plans::filed::plan_of(tx, baseline).await?;
        baselines.extend(plan.map(|plan| (number, plan)));
    }
    let (key, name) = (found.key, found.name);
    Ok(Found { key, name, plan, people: names(&members), baselines })
}

/// What a file calls the members of a project: by their names, and those who share one by their
/// addresses too.
fn names(members: &[Member]) -> BTreeMap<UserId, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members {
        *counts.entry(&member.user.name).or_default() += 1;
    }
    let name = |User { name, email, .. }: &User| match counts.get(name.as_str()) {
        Some(2..) => with_address(name, email),
        Some(_) | None => name.clone(),
    };
    members.iter().map(|member| (member.user.id, name(&member.user))).collect()
}

/// The member whom a file means, by name, by address, or by both.
#[must_use]
pub fn member_named(members: &[Member], called: &str) -> Option<UserId> {
    let is_meant = |User { name, email, .. }: &User| {
        name == called || email == called || with_address(name, email) == called
    };
    members.iter().find(|member| is_meant(&member.user)).map(|member| member.user.id)
}

fn with_address(name: &str, email: &str) -> String {
    format!("{name} ({email})")
}

/// The newest baselines with their numbers in the file: those that came with a file keep theirs,
/// the newest where several had the same; the others take what is free, the oldest first. `pinned`
/// has the latest first.
fn numbered<'a>(
    pinned: &'a [Baseline],
    filed: &BTreeMap<BaselineId, u8>,
) -> Vec<(u8, &'a Baseline)> {
    let newest = &pinned[..pinned.len().min(usize::from(SLOTS))];
    let mut slots: BTreeMap<u8, &Baseline> = BTreeMap::new();
    let mut others = Vec::new();
    for baseline in newest {
        match filed.get(&baseline.id).filter(|slot| !slots.contains_key(*slot)) {
            Some(slot) => {
                slots.insert(*slot, baseline);
            }
            None => others.push(baseline),
        }
    }
    let free: Vec<u8> = (0..SLOTS).filter(|slot| !slots.contains_key(slot)).collect();
    slots.extend(free.into_iter().zip(others.into_iter().rev()));
    slots.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use domain::time::Timestamp;
    use domain::user::{ProjectRole, Role};
    use uuid::Uuid;

    use super::*;

    fn baseline(number: u128) -> Baseline {
        Baseline {
            id: BaselineId(Uuid::from_u128(number)),
            project: ProjectId(Uuid::nil()),
            seq: 0,
            name: format!("{number}"),
            by: UserId(Uuid::nil()),
            at: Timestamp(0),
        }
    }

    /// The names of the baselines by their numbers in the file; `newest` has the latest first.
    fn check(newest: &[u128], filed: &[(u128, u8)], expected: &[(u8, &str)]) {
        let pinned: Vec<Baseline> = newest.iter().map(|number| baseline(*number)).collect();
        let filed = filed.iter().map(|(id, slot)| (BaselineId(Uuid::from_u128(*id)), *slot));
        let filed: BTreeMap<BaselineId, u8> = filed.collect();
        let found = numbered(&pinned, &filed);
        let found: Vec<_> = found.iter().map(|(slot, one)| (*slot, one.name.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn baselines_of_a_file_keep_their_numbers_and_others_take_what_is_free() {
        check(&[3, 2, 1], &[], &[(0, "1"), (1, "2"), (2, "3")]);
        check(&[3, 2, 1], &[(2, 5), (1, 0)], &[(0, "1"), (1, "3"), (5, "2")]);
        check(&[3, 2, 1], &[(3, 0), (1, 0)], &[(0, "3"), (1, "1"), (2, "2")]);
        let many: Vec<u128> = (1..=12).rev().collect();
        let names: Vec<String> = (2..=12).map(|number: u128| number.to_string()).collect();
        let expected: Vec<(u8, &str)> = (0..).zip(names.iter().map(String::as_str)).collect();
        check(&many, &[], &expected);
    }

    fn member(number: u128, name: &str, email: &str) -> Member {
        let (name, email) = (name.to_owned(), email.to_owned());
        let id = UserId(Uuid::from_u128(number));
        let user = User { id, name, email, role: Role::Member, is_active: true, version: 1 };
        Member { user, role: ProjectRole::Member }
    }

    #[test]
    fn whoever_a_file_names_is_found_again() {
        let members = [
            member(1, "王伟", "wang.wei@example.com"),
            member(2, "王伟", "wei.wang@example.com"),
            member(3, "李娜", "li.na@example.com"),
        ];
        let named = names(&members);
        let told: Vec<&str> = named.values().map(String::as_str).collect();
        assert_eq!(
            told,
            ["王伟 (wang.wei@example.com)", "王伟 (wei.wang@example.com)", "李娜"],
            "an address is told only where a name does not tell"
        );
        for (user, name) in &named {
            assert_eq!(member_named(&members, name), Some(*user), "{name}");
        }
        let second = Some(members[1].user.id);
        assert_eq!(member_named(&members, "wei.wang@example.com"), second);
        assert_eq!(member_named(&members, "张三"), None);
    }
}
