//! What is kept of agreements for good: the versions of a subject, and receipts.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ProjectId;
use domain::agreement::{Content, Hash, RequestState, Subject, Terms};
use domain::portal::PortalReceiptPage;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::api::Given;
use crate::error::AppError;

/// One version of a subject: what it was called, who was asked, what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number as people count, from 1.
    pub number: i32,
    /// What it was called.
    pub title: String,
    /// SHA-256 of its content.
    pub hash: Hash,
    /// Who made it.
    pub by: String,
    /// When, on the server's clock.
    pub on: NaiveDate,
    /// Who was asked about it, the latest first.
    pub asked: Vec<AskedOf>,
    /// What was decided about it, the oldest first.
    pub given: Vec<Given>,
}

/// A request as it was put.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedOf {
    /// Who was asked.
    pub approver: String,
    /// When, on the server's clock.
    pub on: NaiveDate,
    /// What was asked, in words and numbers.
    pub terms: Terms,
    /// What became of it.
    pub state: RequestState,
}

/// A receipt as a page of the team's program shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// What it tells.
    pub page: PortalReceiptPage,
    /// When it was decided, on the server's clock.
    pub at: NaiveDateTime,
}

/// The versions of a subject that were ever put before somebody, the newest first.
#[server(endpoint = "agreements/versions", input = Json)]
pub async fn open_versions(project: ProjectId, subject: Subject) -> Result<Vec<Version>, AppError> {
    use crate::server::call::Call;
    use crate::server::versions;
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    versions::versions_of(call.db(), project, subject).await
}

/// What a subject said in one of its versions.
#[server(endpoint = "agreements/version", input = Json)]
pub async fn open_version(
    project: ProjectId,
    subject: Subject,
    number: i32,
) -> Result<Content, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    let all = store::records::of_subject(call.db(), project, subject).await?;
    let found = all.into_iter().find(|record| record.number == number);
    Ok(found.ok_or(AppError::NotFound)?.content)
}

/// The receipt of a decision.
#[server(endpoint = "agreements/receipt", input = Json)]
pub async fn open_receipt(project: ProjectId, number: i64) -> Result<Receipt, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, receipts};
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let (page, _) = receipts::receipt_of(call.db(), &found, number).await?;
    Ok(Receipt { at: clock::local(page.entry.at), page })
}
