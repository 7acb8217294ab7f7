//! Receipts of decisions: what they tell, and the team's page of one.

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use domain::agreement::Hash;
use domain::can::Action;
use domain::portal::PortalReceiptPage;
use domain::project::Project;
use domain::{FileId, ProjectId};
use locale::dates;
use store::Tx;
use store::agreements::Kept;

use super::call::Call;
use super::pages::Asked;
use super::state::AppState;
use super::{clock, pages};
use crate::error::AppError;
use crate::features::decision::{self, Reader};
use crate::paths;

/// A decision of a project as its receipt tells it, with the paper that shows it. Who may withdraw
/// it and what else waits is for the reader's page to add.
///
/// # Errors
/// `NotFound`, and what the store reports.
pub async fn receipt_of(
    tx: &mut Tx,
    project: &Project,
    number: i64,
) -> Result<(PortalReceiptPage, Option<FileId>), AppError> {
    let chain = store::agreements::chain(tx, project.id).await?;
    let entries = chain.iter().map(Kept::entry).collect::<Result<Vec<_>, _>>()?;
    let is_taken_back = entries.iter().any(|entry| entry.withdraws == Some(number));
    let mut all = chain.into_iter().zip(entries);
    let found = all.find(|(kept, _)| kept.number == number);
    let (kept, entry) = found.ok_or(AppError::NotFound)?;
    let record = store::records::find(tx, kept.record).await?.ok_or(AppError::NotFound)?;
    let key = entry.option.as_ref();
    let option = key.map(|key| record.content.option_named(key).unwrap_or_else(|| key.clone()));
    let supplier = store::organisation::name(tx).await?;
    let page = PortalReceiptPage {
        supplier,
        project: project.id,
        project_name: project.name.clone(),
        request: kept.request,
        option,
        strokes: kept.strokes,
        hash: kept.sealed.hash,
        previous: (entry.previous != Hash::NONE).then_some(number - 1),
        is_taken_back,
        withdraw_until: None,
        next: Vec::new(),
        entry,
    };
    Ok((page, kept.paper))
}

/// The receipt for the team: the same as the client's, with the ways on that the team has.
pub async fn for_team(
    State(state): State<AppState>,
    Path((project, number)): Path<(ProjectId, i64)>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match try_for_team(state, project, number, &headers).await {
        Ok((page, paper)) => {
            let at = dates::moment(clock::local(page.entry.at));
            let html = decision::receipt_page(locale, page, at, Reader::Team { paper });
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Err(AppError::SignedOut) => {
            let back = paths::team_receipt(project, number);
            pages::see_other(&format!("{}?next={back}", paths::SIGN_IN), None)
        }
        Err(error) => pages::failure(&error, locale),
    }
}

async fn try_for_team(
    state: AppState,
    project: ProjectId,
    number: i64,
    headers: &HeaderMap,
) -> Result<(PortalReceiptPage, Option<FileId>), AppError> {
    let mut call = Call::read_with(state, headers).await?;
    call.require(Action::ViewProject, project).await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    receipt_of(call.db(), &found, number).await
}
