//! People of the organisation's own team and their passwords.

use domain::UserId;
use domain::time::Timestamp;
use domain::user::User;
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

/// A user with what signing in needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub user: User,
    /// The Argon2id hash; none until the person has chosen a password.
    pub password_hash: Option<String>,
}

/// A user as it is stored; other files select the same columns.
#[derive(sqlx::FromRow)]
pub(crate) struct UserRow {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    is_active: bool,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    #[sqlx(flatten)]
    user: UserRow,
    password_hash: Option<String>,
}

impl TryFrom<UserRow> for User {
    type Error = StoreError;

    fn try_from(row: UserRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: UserId(row.id),
            name: row.name,
            email: row.email,
            role: row.role.parse().map_err(|_| StoreError::corrupt("users.role"))?,
            is_active: row.is_active,
            version: row.version,
        })
    }
}

/// Creates an account; without a password nobody can sign in to it yet.
///
/// # Errors
/// `Taken("users.email")`, `Taken("id")`.
pub async fn create(
    tx: &mut Tx,
    user: &User,
    password_hash: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into users (id, name, email, password_hash, role, is_active, is_demo, version,
             created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        user.id.0,
        &user.name,
        &user.email,
        password_hash,
        user.role.as_str(),
        user.is_active,
        false,
        user.version,
        now.0,
    )?;
    Ok(())
}

/// Marks an account as one of the demo's people, who go with it.
///
/// # Errors
/// `Conflict` when there is no such user.
pub async fn mark_demo(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    changed(run!(tx, "update users set is_demo = $2 where id = $1", user.0, true)?)
}

/// A user by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Option<User>, StoreError> {
    find!(
        tx,
        UserRow,
        "select id, name, email, role, is_active, version from users where id = $1",
        user.0,
    )?
    .map(User::try_from)
    .transpose()
}

/// An account by its sign-in address, which is kept in lower case.
///
/// # Errors
/// What the database answers.
pub async fn find_by_email(tx: &mut Tx, email: &str) -> Result<Option<Account>, StoreError> {
    let row = find!(
        tx,
        AccountRow,
        "select id, name, email, role, is_active, version, password_hash
         from users where email = $1",
        email,
    )?;
    let account = |row: AccountRow| {
        Ok(Account { user: row.user.try_into()?, password_hash: row.password_hash })
    };
    row.map(account).transpose()
}

/// Everyone, by name; those who may no longer sign in too.
///
/// # Errors
/// What the database answers.
pub async fn all(tx: &mut Tx) -> Result<Vec<User>, StoreError> {
    all!(
        tx,
        UserRow,
        "select id, name, email, role, is_active, version from users order by name, id",
    )?
    .into_iter()
    .map(User::try_from)
    .collect()
}

/// Keeps a user's name, role and whether the person may sign in; counts the version up.
///
/// # Errors
/// `Conflict` when `user.version` is stale.
pub async fn update(tx: &mut Tx, user: &User, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update users set name = $3, role = $4, is_active = $5, version = version + 1,
             updated_at = $6
         where id = $1 and version = $2",
        user.id.0,
        user.version,
        &user.name,
        user.role.as_str(),
        user.is_active,
        now.0,
    )?)
}

/// Keeps a new password; ending the person's sessions is the caller's business.
///
/// # Errors
/// `Conflict` when there is no such user.
pub async fn set_password(
    tx: &mut Tx,
    user: UserId,
    hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update users set password_hash = $2, updated_at = $3 where id = $1",
        user.0,
        hash,
        now.0,
    )?)
}

/// The telephone number that somebody gives to clients; empty when there is none.
///
/// # Errors
/// What the database answers.
pub async fn phone(tx: &mut Tx, user: UserId) -> Result<String, StoreError> {
    let found = find!(tx, (Option<String>,), "select phone from users where id = $1", user.0)?;
    Ok(found.and_then(|(phone,)| phone).unwrap_or_default())
}

/// Keeps the telephone number for clients; empty for none.
///
/// # Errors
/// `Conflict` when there is no such user.
pub async fn set_phone(
    tx: &mut Tx,
    user: UserId,
    phone: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update users set phone = $2, updated_at = $3 where id = $1",
        user.0,
        Some(phone).filter(|phone| !phone.is_empty()),
        now.0,
    )?)
}

/// How many administrators may sign in.
///
/// # Errors
/// What the database answers.
pub async fn count_active_administrators(tx: &mut Tx) -> Result<i64, StoreError> {
    let found = find!(
        tx,
        (i64,),
        "select count(*) from users where role = 'administrator' and is_active = $1",
        true,
    )?;
    Ok(found.map_or(0, |(count,)| count))
}
