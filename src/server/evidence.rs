//! The evidence of a project as a file: for the team, and for the client from its page.

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use domain::ProjectId;
use domain::agreement::evidence::{
    Evidence, EvidenceProject, EvidenceRecord, EvidenceSignature, FORMAT, Proof, files_of, verify,
};
use domain::agreement::{Content, Entry};
use domain::can::Action;
use domain::project::Project;
use domain::time::Timestamp;
use locale::Locale;
use store::Tx;

use super::call::Call;
use super::failure::internal;
use super::pages::Asked;
use super::portal_call::PortalCall;
use super::state::AppState;
use super::{decisions, pages, portal};
use crate::error::AppError;
use crate::features::evidence;

/// Sends the team the evidence of a project.
pub async fn for_team(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match try_for_team(state, project, &headers).await {
        Ok(found) => answer(locale, found).await,
        Err(error) => pages::failure(&error, locale),
    }
}

/// Sends the client the evidence of the project whose page this is: all of it was put before the
/// client.
pub async fn for_client(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match try_for_client(state, project, &headers).await {
        Ok(found) => answer(locale, found).await,
        Err(error) => portal::failed(locale, Some(project), &error, asked.lang.as_deref()),
    }
}

async fn try_for_team(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
) -> Result<Evidence, AppError> {
    let mut call = Call::read_with(state, headers).await?;
    call.require(Action::ViewProject, project).await?;
    let now = call.now();
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let client = store::clients::find(call.db(), found.client).await?;
    let client = client.map(|client| client.name).unwrap_or_default();
    gather(call.db(), &found, client, now).await
}

async fn try_for_client(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
) -> Result<Evidence, AppError> {
    let mut call = PortalCall::read(state, headers, project).await?;
    let (found, now) = (call.project.clone(), call.now());
    // What the team calls the client is the team's own.
    gather(call.db(), &found, String::new(), now).await
}

/// The document as a file, or why there is none. Drawing it takes its time; no transaction waits.
async fn answer(locale: Locale, found: Evidence) -> Response<Body> {
    let name = format!("accord-evidence-{}.html", found.project.key);
    let work = move || -> Result<String, AppError> {
        let proof = verify(&found).map_err(|fault| internal(&format!("evidence: {fault:?}")))?;
        Ok(evidence::evidence_document(locale, &found, proof))
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error));
    match done.and_then(|drawn| drawn) {
        Ok(document) => {
            let headers = [
                (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (StatusCode::OK, headers, document).into_response()
        }
        Err(error) => pages::failure(&error, locale),
    }
}

/// Everything that was decided in a project, as it is kept; nothing of a chain that was damaged.
///
/// # Errors
/// What the store reports.
pub async fn gather(
    tx: &mut Tx,
    project: &Project,
    client: String,
    now: Timestamp,
) -> Result<Evidence, AppError> {
    if let Some(damage) = decisions::damage(tx, project.id).await? {
        return Err(internal(&format!("evidence: {damage:?}")));
    }
    let supplier = store::organisation::name(tx).await?;
    let chain = store::agreements::chain(tx, project.id).await?;
    let mut records: Vec<EvidenceRecord> = Vec::new();
    for kept in &chain {
        if records.iter().any(|record| record.id == kept.record) {
            continue;
        }
        let found = store::records::content_text(tx, kept.record).await?;
        let (record, content) = found.ok_or(AppError::NotFound)?;
        records.push(EvidenceRecord {
            id: record.id,
            kind: record.subject.kind,
            subject: record.subject.id,
            number: record.number,
            content,
            hash: record.hash,
        });
    }
    let strokes = |kept: &store::agreements::Kept| {
        let strokes = kept.strokes.clone()?;
        Some(EvidenceSignature { decision: kept.number, strokes })
    };
    let signatures = chain.iter().filter_map(strokes).collect();
    let decisions: Vec<_> = chain.into_iter().map(|kept| kept.sealed).collect();
    let Proof { entries, contents } = read(&records, &decisions)?;
    Ok(Evidence {
        format: FORMAT.to_owned(),
        program: evidence::PROGRAM.to_owned(),
        project: EvidenceProject {
            id: project.id.0,
            key: project.key.clone(),
            name: project.name.clone(),
        },
        supplier,
        client,
        made_at: now,
        records,
        decisions,
        signatures,
        files: files_of(&contents, &entries),
    })
}

/// What records and decisions say, before anything is proved of them.
fn read(
    records: &[EvidenceRecord],
    decisions: &[domain::agreement::Sealed],
) -> Result<Proof, AppError> {
    let content = |record: &EvidenceRecord| serde_json::from_str::<Content>(&record.content);
    let contents: Result<Vec<Content>, _> = records.iter().map(content).collect();
    let entries: Result<Vec<Entry>, _> = decisions.iter().map(|sealed| sealed.entry()).collect();
    Ok(Proof {
        contents: contents.map_err(|error| internal(&error))?,
        entries: entries.map_err(|refusal| internal(&refusal))?,
    })
}
