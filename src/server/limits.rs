//! How often something may be tried: by address and by account, never locking the account itself.

use std::net::IpAddr;
use std::num::NonZeroU32;

use domain::ContactId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::AppError;

/// Attempts to sign in from one address: a burst, then a steady trickle.
const PER_ADDRESS: NonZeroU32 = NonZeroU32::new(30).expect("not zero");
/// Attempts on one account and address.
const PER_ACCOUNT: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// What one contact sends from the client's page.
const PER_WRITER: NonZeroU32 = NonZeroU32::new(20).expect("not zero");

/// The counters of a server.
pub struct Limits {
    by_writer: DefaultKeyedRateLimiter<ContactId>,
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    by_account: DefaultKeyedRateLimiter<(IpAddr, String)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            by_writer: RateLimiter::keyed(Quota::per_minute(PER_WRITER)),
            by_address: RateLimiter::keyed(Quota::per_minute(PER_ADDRESS)),
            by_account: RateLimiter::keyed(Quota::per_minute(PER_ACCOUNT)),
        }
    }
}

impl Limits {
    /// Counts an attempt on an account from an address. The account is counted together with the
    /// address, so that a stranger cannot lock its owner out.
    ///
    /// # Errors
    /// `TooOften`.
    pub fn attempt(&self, from: IpAddr, account: &str) -> Result<(), AppError> {
        let key = (from, account.trim().to_lowercase());
        let is_free =
            self.by_address.check_key(&from).is_ok() && self.by_account.check_key(&key).is_ok();
        if is_free { Ok(()) } else { Err(AppError::TooOften { seconds: 60 }) }
    }

    /// Counts what a contact sends from the client's page.
    ///
    /// # Errors
    /// `TooOften`.
    pub fn post(&self, contact: ContactId) -> Result<(), AppError> {
        let is_free = self.by_writer.check_key(&contact).is_ok();
        if is_free { Ok(()) } else { Err(AppError::TooOften { seconds: 60 }) }
    }

    /// Forgets counters that are full again.
    pub fn sweep(&self) {
        self.by_address.retain_recent();
        self.by_account.retain_recent();
        self.by_writer.retain_recent();
    }
}
