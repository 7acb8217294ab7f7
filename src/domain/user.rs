//! People of the organisation's own team.

use serde::{Deserialize, Serialize};

use crate::{Refusal, UserId};

/// What someone is in the organisation; rights follow from `can`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation: people, settings, everything.
    Administrator,
    /// Creates projects and leads them.
    ProjectManager,
    /// Works on tasks of the projects it belongs to.
    Member,
    /// Reads projects and keeps their money.
    Finance,
    /// Reads everything, decides at the steering level.
    Sponsor,
}

/// What someone is in one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectRole {
    /// Answers for the project: plans, publishes, shares.
    Lead,
    /// Works in the project.
    Member,
    /// Reads the project.
    Viewer,
}

/// Every role with its name in the database.
pub const ROLES: [(Role, &str); 5] = [
    (Role::Administrator, "administrator"),
    (Role::ProjectManager, "project_manager"),
    (Role::Member, "member"),
    (Role::Finance, "finance"),
    (Role::Sponsor, "sponsor"),
];

/// Every project role with its name in the database.
pub const PROJECT_ROLES: [(ProjectRole, &str); 3] =
    [(ProjectRole::Lead, "lead"), (ProjectRole::Member, "member"), (ProjectRole::Viewer, "viewer")];

id_names!(Role, ROLES);
id_names!(ProjectRole, PROJECT_ROLES);

/// Someone of the team, without secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Who.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// Sign-in address, lower case.
    pub email: String,
    /// Role in the organisation.
    pub role: Role,
    /// Whether the person may sign in.
    pub is_active: bool,
    /// Counts edits of this row.
    pub version: i32,
}

impl User {
    /// Checks a change of role or activity, knowing how many administrators may sign in: one of
    /// them always remains.
    ///
    /// # Errors
    /// `LastAdministrator`.
    pub fn may_become(&self, changed: &Self, administrators: i64) -> Result<(), Refusal> {
        let counts = |user: &Self| user.is_active && user.role == Role::Administrator;
        if counts(self) && !counts(changed) && administrators <= 1 {
            return Err(Refusal::LastAdministrator);
        }
        Ok(())
    }
}

/// Passwords that are tried first by everyone who guesses; compared in lower case.
const COMMON_PASSWORDS: [&str; 24] = [
    "12345678",
    "123456789",
    "1234567890",
    "password",
    "password1",
    "qwertyui",
    "qwerty123",
    "11111111",
    "00000000",
    "88888888",
    "66666666",
    "iloveyou",
    "admin123",
    "administrator",
    "abcd1234",
    "1q2w3e4r",
    "asdfghjkl",
    "passw0rd",
    "sunshine",
    "woaini1314",
    "a1234567",
    "12341234",
    "changeme",
    "accord123",
];

/// Checks a new password: 8 to 128 characters, not one of the usual; no rules of composition.
///
/// # Errors
/// `PasswordLength` or `PasswordCommon`.
pub fn check_password(password: &str) -> Result<(), Refusal> {
    if !(8..=128).contains(&password.chars().count()) {
        return Err(Refusal::PasswordLength);
    }
    if COMMON_PASSWORDS.contains(&password.to_lowercase().as_str()) {
        return Err(Refusal::PasswordCommon);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_administrator_always_remains() {
        let boss = User {
            id: UserId::new(0, [0; 10]),
            name: "王芳".to_owned(),
            email: "wang@example.com".to_owned(),
            role: Role::Administrator,
            is_active: true,
            version: 1,
        };
        let member = User { role: Role::Member, ..boss.clone() };
        let away = User { is_active: false, ..boss.clone() };
        assert_eq!(boss.may_become(&member, 1), Err(Refusal::LastAdministrator));
        assert_eq!(boss.may_become(&away, 1), Err(Refusal::LastAdministrator));
        assert_eq!(boss.may_become(&member, 2), Ok(()));
        assert_eq!(boss.may_become(&boss, 1), Ok(()));
        assert_eq!(member.may_become(&boss, 1), Ok(()));
        assert_eq!(away.may_become(&boss, 1), Ok(()));
    }

    #[test]
    fn passwords_need_length_not_composition() {
        assert_eq!(check_password("short"), Err(Refusal::PasswordLength));
        assert_eq!(check_password("Password"), Err(Refusal::PasswordCommon));
        assert_eq!(check_password("一二三四五六七八"), Ok(()));
    }
}
