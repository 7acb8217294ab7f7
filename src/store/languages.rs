//! The language in which somebody last came, by its name such as `zh-CN`.

use domain::{ContactId, UserId};

use crate::{StoreError, Tx};

/// Notes in which language somebody of the team works.
///
/// # Errors
/// What the database answers.
pub async fn note_user(tx: &mut Tx, user: UserId, language: &str) -> Result<(), StoreError> {
    run!(tx, "update users set language = $2 where id = $1", user.0, language)?;
    Ok(())
}

/// Notes in which language a contact reads.
///
/// # Errors
/// What the database answers.
pub async fn note_contact(
    tx: &mut Tx,
    contact: ContactId,
    language: &str,
) -> Result<(), StoreError> {
    run!(tx, "update contacts set language = $2 where id = $1", contact.0, language)?;
    Ok(())
}

/// In which language somebody of the team works; none before that is known.
///
/// # Errors
/// What the database answers.
pub async fn of_user(tx: &mut Tx, user: UserId) -> Result<Option<String>, StoreError> {
    let found =
        find!(tx, (Option<String>,), "select language from users where id = $1", user.0)?;
    Ok(found.and_then(|(language,)| language))
}

/// In which language a contact reads; none before that is known.
///
/// # Errors
/// What the database answers.
pub async fn of_contact(tx: &mut Tx, contact: ContactId) -> Result<Option<String>, StoreError> {
    let found =
        find!(tx, (Option<String>,), "select language from contacts where id = $1", contact.0)?;
    Ok(found.and_then(|(language,)| language))
}
