//! How often something may be tried: by address and by account, never locking the account itself.
//!
//! Whoever is not signed in decides what is counted, so every key has a fixed size: addresses of
//! the sixth version count as the network that one subscriber gets, accounts as their hash.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use domain::ContactId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::random;
use crate::error::AppError;

/// Attempts from one address in a minute: all at once, then a steady trickle.
const PER_ADDRESS: NonZeroU32 = NonZeroU32::new(30).expect("not zero");
/// Attempts to sign in to one account from one address in a minute.
const PER_ACCOUNT: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// Codes tried for one account from one address in an hour.
const CODES: NonZeroU32 = NonZeroU32::new(5).expect("not zero");
/// Letters with a code asked for one account from one address in an hour.
const LETTERS: NonZeroU32 = NonZeroU32::new(3).expect("not zero");
/// Letters with a code that one account gets in an hour, from wherever they are asked for.
const LETTERS_IN_ALL: NonZeroU32 = NonZeroU32::new(10).expect("not zero");
/// What one contact sends from the client's page in a minute.
const PER_WRITER: NonZeroU32 = NonZeroU32::new(20).expect("not zero");

/// No e-mail address is longer, in bytes.
const ACCOUNT_MAX: usize = 254;
/// What is left of an address of the sixth version: the network of one subscriber.
const NETWORK: u128 = u128::MAX << 64;

/// From where, and about which account, as its hash.
type Attempt = (IpAddr, [u8; 32]);

/// The counters of a server.
pub struct Limits {
    by_writer: DefaultKeyedRateLimiter<ContactId>,
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    by_account: DefaultKeyedRateLimiter<Attempt>,
    by_code: DefaultKeyedRateLimiter<Attempt>,
    by_letter: DefaultKeyedRateLimiter<Attempt>,
    by_reader: DefaultKeyedRateLimiter<[u8; 32]>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            by_writer: RateLimiter::keyed(Quota::per_minute(PER_WRITER)),
            by_address: RateLimiter::keyed(Quota::per_minute(PER_ADDRESS)),
            by_account: RateLimiter::keyed(Quota::per_minute(PER_ACCOUNT)),
            by_code: RateLimiter::keyed(Quota::per_hour(CODES)),
            by_letter: RateLimiter::keyed(Quota::per_hour(LETTERS)),
            by_reader: RateLimiter::keyed(Quota::per_hour(LETTERS_IN_ALL)),
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
        let key = self.known(from, account)?;
        answer(self.by_account.check_key(&key).is_ok(), 60)
    }

    /// Counts a code that is typed for an account. Six digits are soon guessed, so there are few
    /// attempts; they are counted before anybody looks whether the code fits.
    ///
    /// # Errors
    /// `TooOften`.
    pub fn code(&self, from: IpAddr, account: &str) -> Result<(), AppError> {
        let key = self.known(from, account)?;
        answer(self.by_code.check_key(&key).is_ok(), 15 * 60)
    }

    /// Counts a letter with a code that is asked for. Who asks in somebody's name fills the letter
    /// box only so far, and every letter that arrives lets its reader in.
    ///
    /// # Errors
    /// `TooOften`.
    pub fn letter(&self, from: IpAddr, account: &str) -> Result<(), AppError> {
        let key = self.known(from, account)?;
        let is_free =
            self.by_letter.check_key(&key).is_ok() && self.by_reader.check_key(&key.1).is_ok();
        answer(is_free, 20 * 60)
    }

    /// Counts the address and says as what the account is counted.
    fn known(&self, from: IpAddr, account: &str) -> Result<Attempt, AppError> {
        let (from, account) = (network(from), account.trim());
        let is_free = self.by_address.check_key(&from).is_ok();
        answer(is_free && account.len() <= ACCOUNT_MAX, 60)?;
        Ok((from, random::hash(&account.to_lowercase())))
    }

    /// Counts what a contact sends from the client's page.
    ///
    /// # Errors
    /// `TooOften`.
    pub fn post(&self, contact: ContactId) -> Result<(), AppError> {
        answer(self.by_writer.check_key(&contact).is_ok(), 60)
    }

    /// Forgets counters that are full again.
    pub fn sweep(&self) {
        self.by_address.retain_recent();
        self.by_account.retain_recent();
        self.by_code.retain_recent();
        self.by_letter.retain_recent();
        self.by_reader.retain_recent();
        self.by_writer.retain_recent();
    }
}

const fn answer(is_free: bool, seconds: u32) -> Result<(), AppError> {
    if is_free { Ok(()) } else { Err(AppError::TooOften { seconds }) }
}

/// As what an address is counted: one subscriber has a whole network of the sixth version and
/// would otherwise have as many counters.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & NETWORK)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_subscriber_is_counted_once() {
        for (one, counted) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ] {
            assert_eq!(network(address(one)), address(counted), "{one}");
        }
    }

    #[test]
    fn another_address_of_the_same_network_gets_no_more_attempts() {
        let limits = Limits::default();
        for at in 0..10 {
            let from = address(&format!("2001:db8::{at}"));
            assert_eq!(limits.attempt(from, "Mei@example.com "), Ok(()), "{at}");
        }
        let too_often = Err(AppError::TooOften { seconds: 60 });
        assert_eq!(limits.attempt(address("2001:db8::ffff"), "mei@example.com"), too_often);
        assert_eq!(limits.attempt(address("2001:db8::ffff"), "lin@example.com"), Ok(()));
        assert_eq!(limits.attempt(address("2001:db8:0:1::"), "mei@example.com"), Ok(()));
    }

    #[test]
    fn a_stranger_elsewhere_takes_no_attempt_from_the_owner() {
        let (stranger, owner) = (address("203.0.113.7"), address("198.51.100.1"));
        let limits = Limits::default();
        for _ in 0..5 {
            assert_eq!(limits.code(stranger, "mei@example.com"), Ok(()));
        }
        assert!(limits.code(stranger, "mei@example.com").is_err());
        assert_eq!(limits.code(stranger, "lin@example.com"), Ok(()));
        assert_eq!(limits.code(owner, "mei@example.com"), Ok(()));
        for _ in 0..3 {
            assert_eq!(limits.letter(stranger, "mei@example.com"), Ok(()));
        }
        assert!(limits.letter(stranger, "mei@example.com").is_err());
        assert_eq!(limits.letter(owner, "mei@example.com"), Ok(()));
    }

    #[test]
    fn what_is_no_address_takes_no_room() {
        let limits = Limits::default();
        let long = "x".repeat(ACCOUNT_MAX + 1);
        assert!(limits.attempt(address("203.0.113.7"), &long).is_err());
        assert!(limits.by_account.is_empty());
    }
}
