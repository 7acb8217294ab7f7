//! The organisation whose database this is: exactly one.

use domain::time::Timestamp;

use crate::{StoreError, Tx};

/// The organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Full name.
    pub name: String,
    /// The language for people who have chosen none, such as `zh-CN`.
    pub locale: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    locale: String,
}

/// The organisation, once somebody has set it up.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx) -> Result<Option<Organisation>, StoreError> {
    let row = find!(tx, Row, "select name, locale from organisation")?;
    Ok(row.map(|Row { name, locale }| Organisation { name, locale }))
}

/// What the organisation is called; empty until somebody has set it up.
///
/// # Errors
/// What the database answers.
pub async fn name(tx: &mut Tx) -> Result<String, StoreError> {
    Ok(find(tx).await?.map(|organisation| organisation.name).unwrap_or_default())
}

/// Sets the organisation up; of several who try, one succeeds.
///
/// # Errors
/// `Taken("organisation")` when it is set up already.
pub async fn create(tx: &mut Tx, new: &Organisation, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into organisation (id, name, locale, created_at) values (1, $1, $2, $3)",
        &new.name,
        &new.locale,
        now.0,
    )?;
    Ok(())
}
