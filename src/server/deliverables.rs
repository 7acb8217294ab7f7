//! Deliverables as agreements and the client's page know them.

use std::collections::BTreeMap;

use domain::agreement::{Content, Heading, Label, SubjectKind, Value};
use domain::deliverable::{Deliverable, Version, content as content_of, newest_visible};
use domain::portal::{PortalDeliverable, PortalFile};
use domain::{DeliverableId, ProjectId, Refusal, UserId};
use store::Tx;
use store::entries::Entered;

use super::clock;
use super::verdicts::Verdicts;
use crate::error::AppError;
use crate::features::deliverables::api::{Line, VersionLine};

/// Most files that the client's page lists by themselves.
const LOOSE_MAX: i64 = 200;

/// What the client decided about a project's deliverables.
///
/// # Errors
/// What the store reports.
pub async fn verdicts(tx: &mut Tx, project: ProjectId) -> Result<Verdicts, AppError> {
    Verdicts::read(tx, project, SubjectKind::Deliverable).await
}

/// Whether a deliverable may be taken out of the client's sight or removed.
///
/// # Errors
/// `DeliverableSigned`, `DeliverableAsked`.
pub fn may_hide(verdicts: &Verdicts, id: DeliverableId) -> Result<(), Refusal> {
    match (verdicts.is_signed(id.0), verdicts.is_asked(id.0)) {
        (true, _) => Err(Refusal::DeliverableSigned),
        (false, true) => Err(Refusal::DeliverableAsked),
        (false, false) => Ok(()),
    }
}

/// What a deliverable of a project says to the client now.
///
/// # Errors
/// What the store reports.
pub async fn content(
    tx: &mut Tx,
    project: ProjectId,
    id: DeliverableId,
) -> Result<Option<Content>, AppError> {
    let found = store::deliverables::find(tx, id).await?;
    let Some(found) = found.filter(|found| found.project == project) else { return Ok(None) };
    let versions = store::deliverables::versions_of(tx, id).await?;
    Ok(content_of(&found, newest_visible(&versions)))
}

/// A project's deliverables with their versions, the newest first.
///
/// # Errors
/// What the store reports.
pub async fn with_versions(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<(Deliverable, Vec<Version>)>, AppError> {
    let deliverables = store::deliverables::of_project(tx, project).await?;
    let mut versions: BTreeMap<DeliverableId, Vec<Version>> = BTreeMap::new();
    for version in store::deliverables::versions_in(tx, project).await? {
        versions.entry(version.deliverable).or_default().push(version);
    }
    let with = |deliverable: Deliverable| {
        let versions = versions.remove(&deliverable.id).unwrap_or_default();
        (deliverable, versions)
    };
    Ok(deliverables.into_iter().map(with).collect())
}

/// A deliverable as the register shows it; `versions` with the newest first.
#[must_use]
pub fn line(
    deliverable: Deliverable,
    versions: &[Version],
    verdicts: &Verdicts,
    people: &[(UserId, String)],
) -> Line {
    let content = content_of(&deliverable, newest_visible(versions));
    Line {
        owner: name_of(people, deliverable.owner),
        newest: versions.first().map(|newest| version_line(newest.clone(), people)),
        acceptance: verdicts.acceptance(deliverable.id.0, content.as_ref()),
        verdict: verdicts.last(deliverable.id.0, content.as_ref()),
        deliverable,
    }
}

/// A version with the words around it, without who has seen it.
#[must_use]
pub fn version_line(version: Version, people: &[(UserId, String)]) -> VersionLine {
    let (by, at) = (name_of(people, version.by), clock::local(version.at));
    VersionLine { version, by, at, seen: Vec::new() }
}

/// Requires that whoever is to see to something of a project works on it.
///
/// # Errors
/// `Missing`, and what the store reports.
pub async fn require_member(
    tx: &mut Tx,
    project: ProjectId,
    owner: Option<UserId>,
) -> Result<(), AppError> {
    let Some(owner) = owner else { return Ok(()) };
    let role = store::projects::role_of(tx, project, owner).await?;
    role.map(|_| ()).ok_or(AppError::Refused(Refusal::Missing))
}

fn name_of(people: &[(UserId, String)], person: Option<UserId>) -> String {
    let found = people.iter().find(|(id, _)| Some(*id) == person);
    found.map(|(_, name)| name.clone()).unwrap_or_default()
}

/// Which deliverables of a project the client has accepted as they are now: what has changed since
/// is not accepted.
///
/// # Errors
/// What the store reports.
pub async fn accepted(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<BTreeMap<DeliverableId, bool>, AppError> {
    let verdicts = verdicts(tx, project).await?;
    let all = store::deliverables::of_project(tx, project).await?;
    let newest = newest_shown(tx, project).await?;
    let is_accepted = |deliverable: &Deliverable| {
        let content = content_of(deliverable, newest.get(&deliverable.id));
        let last = verdicts.last(deliverable.id.0, content.as_ref());
        last.is_some_and(|last| last.is_signed() && last.is_current)
    };
    Ok(all.iter().map(|deliverable| (deliverable.id, is_accepted(deliverable))).collect())
}

async fn newest_shown(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<BTreeMap<DeliverableId, Version>, AppError> {
    let newest = store::deliverables::newest_shown(tx, project).await?;
    Ok(newest.into_iter().map(|version| (version.deliverable, version)).collect())
}

/// The deliverables that the client sees, by their dates; `chain` is the project's.
///
/// # Errors
/// What the store reports.
pub async fn portal_deliverables(
    tx: &mut Tx,
    project: ProjectId,
    chain: &[Entered],
) -> Result<Vec<PortalDeliverable>, AppError> {
    let all = store::deliverables::of_project(tx, project).await?;
    let newest = newest_shown(tx, project).await?;
    let verdicts = Verdicts::among(tx, project, SubjectKind::Deliverable, chain).await?;
    let visible = all.into_iter().filter(|deliverable| deliverable.is_client_visible);
    let with_newest = |deliverable: Deliverable| {
        let newest = newest.get(&deliverable.id);
        seen(deliverable, newest, &verdicts)
    };
    Ok(visible.map(with_newest).collect())
}

fn seen(
    deliverable: Deliverable,
    newest: Option<&Version>,
    verdicts: &Verdicts,
) -> PortalDeliverable {
    let content = content_of(&deliverable, newest);
    let criteria = deliverable.criteria.into_iter().map(|criterion| criterion.text);
    PortalDeliverable {
        id: deliverable.id,
        title: deliverable.title,
        due: deliverable.due,
        version: newest.map(|version| version.number),
        file: newest.and_then(|version| version.file.as_ref()).map(PortalFile::from),
        link: newest.and_then(|version| version.link.clone()),
        note: deliverable.note,
        criteria: criteria.collect(),
        accepted: verdicts.last(deliverable.id.0, content.as_ref()),
    }
}

/// The files that the client sees by themselves, the newest first.
///
/// # Errors
/// What the store reports.
pub async fn portal_files(tx: &mut Tx, project: ProjectId) -> Result<Vec<PortalFile>, AppError> {
    let files = store::files::loose(tx, project, LOOSE_MAX).await?;
    Ok(files.iter().map(PortalFile::from).collect())
}

/// The files that a content names and that the client sees, so that what is decided about can be
/// opened where it is decided.
///
/// # Errors
/// What the store reports.
pub async fn files_of(
    tx: &mut Tx,
    project: ProjectId,
    content: &Content,
) -> Result<Vec<PortalFile>, AppError> {
    let parts = content.parts.iter().filter(|part| part.heading == Heading::Files);
    let facts = parts.flat_map(|part| &part.lines).flat_map(|line| &line.facts);
    let mut files = Vec::new();
    for fact in facts.filter(|fact| fact.label == Label::Fingerprint) {
        if let Value::Hash(hash) = fact.value {
            let found = store::files::shown(tx, project, hash).await?;
            files.extend(found.as_ref().map(PortalFile::from));
        }
    }
    Ok(files)
}
