//! Contracts with a client: terms, amount and dates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::{FIRST_DAY, LAST_DAY};
use crate::{ClientId, ContractId, Refusal, text};

/// The largest amount, in the smallest coins.
pub const AMOUNT_MAX: i64 = 1_000_000_000_000_000;
/// Currencies that are offered, the usual one first; any other ISO code is kept as well.
pub const CURRENCIES: [&str; 7] = ["CNY", "USD", "EUR", "HKD", "GBP", "JPY", "SGD"];
/// Currencies without smaller coins (ISO 4217).
const WHOLE: [&str; 5] = ["JPY", "KRW", "VND", "CLP", "ISK"];

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Which.
    pub id: ContractId,
    /// With which client.
    pub client: ClientId,
    /// What it says.
    pub facts: ContractFacts,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a contract; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractFacts {
    /// What it is called.
    pub title: String,
    /// Its terms in the team's words, possibly empty.
    pub terms: String,
    /// How much, in the smallest coins of the currency; none is not said.
    pub amount: Option<i64>,
    /// The currency as ISO 4217 names it.
    pub currency: String,
    /// When it was signed.
    pub signed_on: Option<NaiveDate>,
    /// Its first day.
    pub starts: Option<NaiveDate>,
    /// Its last day.
    pub ends: Option<NaiveDate>,
}

impl ContractFacts {
    /// The facts as they will be kept.
    ///
    /// # Errors
    /// `NotAnAmount`, `EndsBeforeStart`, `DateOutOfRange`, `Malformed` for a currency that is no
    /// ISO code, and what `text::name` and `text::note` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        let (title, terms) = (text::name(&self.title)?, text::note(&self.terms)?);
        if self.amount.is_some_and(|amount| !(0..=AMOUNT_MAX).contains(&amount)) {
            return Err(Refusal::NotAnAmount);
        }
        if self.currency.len() != 3 || !self.currency.bytes().all(|c| c.is_ascii_uppercase()) {
            return Err(Refusal::Malformed);
        }
        let days = [self.signed_on, self.starts, self.ends];
        if days.into_iter().flatten().any(|day| !(FIRST_DAY..=LAST_DAY).contains(&day)) {
            return Err(Refusal::DateOutOfRange);
        }
        if self.starts.zip(self.ends).is_some_and(|(starts, ends)| ends < starts) {
            return Err(Refusal::EndsBeforeStart);
        }
        Ok(Self { title, terms, ..self })
    }
}

/// How many digits stand behind the point of a currency's amounts.
#[must_use]
pub fn decimals(currency: &str) -> usize {
    if WHOLE.contains(&currency) { 0 } else { 2 }
}

/// Reads an amount as people type it, such as `1,280,000.50` or `128 000`; nothing is none.
///
/// # Errors
/// `NotAnAmount`.
pub fn amount(typed: &str, currency: &str) -> Result<Option<i64>, Refusal> {
    let plain: String =
        typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '¥')).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let decimals = decimals(currency);
    let (whole, part) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let is_number = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    if whole.is_empty() || part.len() > decimals || !is_number(whole) || !is_number(part) {
        return Err(Refusal::NotAnAmount);
    }
    let coins = format!("{whole}{part:0<decimals$}").parse::<i64>();
    let coins = coins.ok().filter(|coins| *coins <= AMOUNT_MAX);
    coins.map(Some).ok_or(Refusal::NotAnAmount)
}

/// An amount in digits with thousands, such as `1,280,000.50`.
#[must_use]
pub fn amount_text(coins: i64, currency: &str) -> String {
    let decimals = decimals(currency);
    let digits = format!("{:0>width$}", coins.max(0), width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    let mut text = String::with_capacity(digits.len() + whole.len() / 3 + 1);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if part.is_empty() { text } else { text + "." + part }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> ContractFacts {
        ContractFacts {
            title: " 实施合同 ".to_owned(),
            terms: String::new(),
            amount: Some(128_000_050),
            currency: "CNY".to_owned(),
            signed_on: None,
            starts: "2026-03-01".parse().ok(),
            ends: "2026-12-31".parse().ok(),
        }
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        for (typed, currency, expected) in [
            ("1,280,000.50", "CNY", Ok(Some(128_000_050))),
            ("¥ 128 000", "CNY", Ok(Some(12_800_000))),
            ("0.5", "USD", Ok(Some(50))),
            ("1200", "JPY", Ok(Some(1200))),
            (" ", "CNY", Ok(None)),
            ("1200.5", "JPY", Err(Refusal::NotAnAmount)),
            ("1.234", "CNY", Err(Refusal::NotAnAmount)),
            ("-5", "CNY", Err(Refusal::NotAnAmount)),
            ("ten", "CNY", Err(Refusal::NotAnAmount)),
            ("99999999999999999999", "CNY", Err(Refusal::NotAnAmount)),
        ] {
            assert_eq!(amount(typed, currency), expected, "{typed} {currency}");
        }
        assert_eq!(amount_text(128_000_050, "CNY"), "1,280,000.50");
        assert_eq!(amount_text(5, "EUR"), "0.05");
        assert_eq!(amount_text(100_000, "EUR"), "1,000.00");
        assert_eq!(amount_text(1200, "JPY"), "1,200");
    }

    #[test]
    fn a_contract_ends_after_it_starts_and_has_a_currency() {
        assert_eq!(facts().checked().unwrap().title, "实施合同");
        let backwards = ContractFacts { ends: "2026-02-01".parse().ok(), ..facts() };
        assert_eq!(backwards.checked(), Err(Refusal::EndsBeforeStart));
        let nowhere = ContractFacts { currency: "yuan".to_owned(), ..facts() };
        assert_eq!(nowhere.checked(), Err(Refusal::Malformed));
        let debt = ContractFacts { amount: Some(-1), ..facts() };
        assert_eq!(debt.checked(), Err(Refusal::NotAnAmount));
        let ancient = ContractFacts { signed_on: "1500-01-01".parse().ok(), ..facts() };
        assert_eq!(ancient.checked(), Err(Refusal::DateOutOfRange));
    }
}
