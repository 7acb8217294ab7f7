//! Invitation links: with one, a person of the team chooses a password.

use chrono::NaiveDate;
use domain::UserId;
use store::links::{OneTimeLink, Purpose};

use super::call::Call;
use super::{clock, random};
use crate::error::AppError;
use crate::paths;

/// An invitation holds for seven days.
const MINUTES: i64 = 7 * 24 * 60;

/// A new invitation link, before the call is committed.
pub struct NewInvitation {
    /// The full address, known only now.
    pub address: String,
    /// The last day.
    pub until: NaiveDate,
}

/// Makes an invitation link for an account; older ones of the same account end.
///
/// # Errors
/// What the store reports.
pub async fn make(call: &mut Call, user: UserId) -> Result<NewInvitation, AppError> {
    let (now, secret) = (call.now(), random::secret());
    let expires_at = now.plus_minutes(MINUTES);
    let purpose = Purpose::Invite { user };
    let link = OneTimeLink { id: call.uuid(), purpose, expires_at, used_at: None };
    store::links::create(call.db(), &link, &secret.hash, now).await?;
    let address = call.state.settings.link(&paths::invitation(&secret.text));
    Ok(NewInvitation { address, until: clock::local(expires_at).date() })
}
