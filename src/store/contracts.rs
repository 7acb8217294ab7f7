//! Contracts with clients.

use domain::client::contract::{Contract, ContractFacts};
use domain::time::Timestamp;
use domain::{ClientId, ContractId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, optional_day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    client_id: Uuid,
    title: String,
    terms: String,
    amount: Option<i64>,
    currency: String,
    signed_on: Option<String>,
    starts: Option<String>,
    ends: Option<String>,
    version: i32,
}

impl TryFrom<Row> for Contract {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let facts = ContractFacts {
            title: row.title,
            terms: row.terms,
            amount: row.amount,
            currency: row.currency,
            signed_on: optional_day(row.signed_on.as_deref(), "contracts.signed_on")?,
            starts: optional_day(row.starts.as_deref(), "contracts.starts")?,
            ends: optional_day(row.ends.as_deref(), "contracts.ends")?,
        };
        let (id, client) = (ContractId(row.id), ClientId(row.client_id));
        Ok(Self { id, client, facts, version: row.version })
    }
}

/// Keeps a new contract.
///
/// # Errors
/// `Reference` when there is no such client, `Taken("id")`.
pub async fn create(tx: &mut Tx, contract: &Contract, now: Timestamp) -> Result<(), StoreError> {
    let facts = &contract.facts;
    run!(
        tx,
        "insert into contracts (id, client_id, title, terms, amount, currency, signed_on, starts,
             ends, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        contract.id.0,
        contract.client.0,
        &facts.title,
        &facts.terms,
        facts.amount,
        &facts.currency,
        facts.signed_on.map(|day| day.to_string()),
        facts.starts.map(|day| day.to_string()),
        facts.ends.map(|day| day.to_string()),
        contract.version,
        now.0,
    )?;
    Ok(())
}

/// A contract by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, contract: ContractId) -> Result<Option<Contract>, StoreError> {
    find!(
        tx,
        Row,
        "select id, client_id, title, terms, amount, currency, signed_on, starts, ends, version
         from contracts where id = $1",
        contract.0,
    )?
    .map(Contract::try_from)
    .transpose()
}

/// A client's contracts, the one that was signed last first, those without a date before all.
///
/// # Errors
/// What the database answers.
pub async fn of_client(tx: &mut Tx, client: ClientId) -> Result<Vec<Contract>, StoreError> {
    all!(
        tx,
        Row,
        "select id, client_id, title, terms, amount, currency, signed_on, starts, ends, version
         from contracts where client_id = $1
         order by coalesce(signed_on, '9999') desc, title, id",
        client.0,
    )?
    .into_iter()
    .map(Contract::try_from)
    .collect()
}

/// Keeps what people edit of a contract; counts the version up.
///
/// # Errors
/// `Conflict` when `contract.version` is stale.
pub async fn update(tx: &mut Tx, contract: &Contract, now: Timestamp) -> Result<(), StoreError> {
    let facts = &contract.facts;
    changed(run!(
        tx,
        "update contracts set title = $3, terms = $4, amount = $5, currency = $6, signed_on = $7,
             starts = $8, ends = $9, version = version + 1, updated_at = $10
         where id = $1 and version = $2",
        contract.id.0,
        contract.version,
        &facts.title,
        &facts.terms,
        facts.amount,
        &facts.currency,
        facts.signed_on.map(|day| day.to_string()),
        facts.starts.map(|day| day.to_string()),
        facts.ends.map(|day| day.to_string()),
        now.0,
    )?)
}

/// Deletes a contract.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove(tx: &mut Tx, contract: ContractId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from contracts where id = $1 and version = $2", contract.0, version)?)
}
