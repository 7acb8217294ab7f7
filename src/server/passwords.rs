//! Passwords: Argon2id with 19 MiB, two passes, one lane; few at a time, because each costs memory.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::error::AppError;
use crate::server::failure::internal;

/// How many hashes may be computed at once.
const AT_ONCE: usize = 2;

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// A hash to compare against when the address is unknown, so that both answers take as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                      O9ogQ6mYDyj/9nGzKO1Z1qwyUEAaVnrm51pT0cVWHr4";

/// The hash to keep.
///
/// # Errors
/// `Internal` when the machine cannot compute it.
pub async fn hash(password: String) -> Result<String, AppError> {
    let _turn = TURNS.acquire().await.map_err(|error| internal(&error))?;
    let work = move || {
        let hash = hasher().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string())
    };
    let hashed = tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))?;
    hashed.map_err(|error| internal(&error))
}

/// Whether the password fits the hash; takes as long when there is none.
///
/// # Errors
/// `Internal` when the machine cannot compute it.
pub async fn fits(password: String, hash: Option<String>) -> Result<bool, AppError> {
    let _turn = TURNS.acquire().await.map_err(|error| internal(&error))?;
    let work = move || {
        let is_known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        let fits = PasswordHash::new(&text)
            .is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok());
        fits && is_known
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("these are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}
