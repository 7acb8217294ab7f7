//! Deliverables, their versions, and the files of a project.

use chrono::{NaiveDate, NaiveDateTime};
use domain::deliverable::{Acceptance, Deliverable, DeliverableDraft, Version, VersionDraft};
use domain::file::File;
use domain::portal::PortalVerdict;
use domain::{DeliverableId, DeliverableVersionId, ProjectId, Refusal, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The register of deliverables, and the project's other files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The deliverables by their dates.
    pub deliverables: Vec<Line>,
    /// The files that are no version of a deliverable, the newest first.
    pub files: Vec<FileLine>,
    /// Who works on the project.
    pub people: Vec<(UserId, String)>,
    /// Whether this person may write here.
    pub may_edit: bool,
    /// Whether this person may show things to the client.
    pub may_publish: bool,
    /// Today, on the server's clock.
    pub today: NaiveDate,
}

/// A deliverable in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The deliverable.
    pub deliverable: Deliverable,
    /// What its owner is called, empty where there is none.
    pub owner: String,
    /// The newest version.
    pub newest: Option<VersionLine>,
    /// How it stands with the client.
    pub acceptance: Acceptance,
    /// What the client decided about it last.
    pub verdict: Option<PortalVerdict>,
}

/// A version with the words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    /// The version.
    pub version: Version,
    /// Who added it, empty where that is no longer known.
    pub by: String,
    /// When, on the server's clock.
    pub at: NaiveDateTime,
    /// Who of the client has fetched it, and when first.
    pub seen: Vec<(String, NaiveDateTime)>,
}

/// A file that is no version of a deliverable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// The file.
    pub file: File,
    /// When it was uploaded, on the server's clock.
    pub at: NaiveDateTime,
}

/// A deliverable with everything that its panel shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The deliverable as the register shows it.
    pub line: Line,
    /// All versions, the newest first.
    pub versions: Vec<VersionLine>,
    /// Why it cannot be hidden or removed; none when it can.
    pub held: Option<Refusal>,
    /// Whether this person may write here.
    pub may_edit: bool,
    /// Whether this person may show things to the client.
    pub may_publish: bool,
    /// Today, on the server's clock.
    pub today: NaiveDate,
}

/// The register of a project.
#[server(endpoint = "deliverables/list", input = Json)]
pub async fn open_register(project: ProjectId) -> Result<Register, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, deliverables};
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let may_edit = call.may_in(Action::EditScope, found.id).await?;
    let may_publish = call.may_in(Action::Publish, found.id).await?;
    let members = store::projects::members(call.db(), found.id).await?;
    let people: Vec<_> = members.into_iter().map(|m| (m.user.id, m.user.name)).collect();
    let verdicts = deliverables::verdicts(call.db(), found.id).await?;
    let all = deliverables::with_versions(call.db(), found.id).await?;
    let versions = all.iter().flat_map(|(_, versions)| versions);
    let bound: Vec<domain::FileId> =
        versions.filter_map(|version| version.file.as_ref()).map(|file| file.id).collect();
    let mut files = store::files::of_project(call.db(), found.id).await?;
    files.retain(|file| !bound.contains(&file.id));
    let file_line = |file: File| FileLine { at: clock::local(file.at), file };
    let line = |(deliverable, versions): (Deliverable, Vec<Version>)| {
        deliverables::line(deliverable, &versions, &verdicts, &people)
    };
    Ok(Register {
        deliverables: all.into_iter().map(line).collect(),
        files: files.into_iter().map(file_line).collect(),
        may_edit,
        may_publish,
        today: clock::local(call.now()).date(),
        people,
    })
}

/// A deliverable with everything that its panel shows.
#[server(endpoint = "deliverables/open", input = Json)]
pub async fn open_deliverable(deliverable: DeliverableId) -> Result<Detail, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, deliverables};
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::deliverables::find(call.db(), deliverable).await?;
    let found = found.ok_or(AppError::NotFound)?;
    let project = found.project;
    call.require(Action::ViewProject, project).await?;
    let members = store::projects::members(call.db(), project).await?;
    let people: Vec<_> = members.into_iter().map(|m| (m.user.id, m.user.name)).collect();
    let verdicts = deliverables::verdicts(call.db(), project).await?;
    let versions = store::deliverables::versions_of(call.db(), deliverable).await?;
    let views = store::deliverable_views::views_of(call.db(), deliverable).await?;
    let line = deliverables::line(found, &versions, &verdicts, &people);
    let with_views = |version: Version| {
        let of_it = views.iter().filter(|view| view.version == version.id);
        let seen = of_it.map(|view| (view.name.clone(), clock::local(view.at))).collect();
        VersionLine { seen, ..deliverables::version_line(version, &people) }
    };
    let held = deliverables::may_hide(&verdicts, deliverable).err();
    let versions = versions.into_iter().map(with_views).collect();
    Ok(Detail {
        line,
        versions,
        held,
        may_edit: call.may_in(Action::EditScope, project).await?,
        may_publish: call.may_in(Action::Publish, project).await?,
        today: clock::local(call.now()).date(),
    })
}

/// Writes down a deliverable under the id that the browser chose: sent twice, it is there once.
#[server(endpoint = "deliverables/create", input = Json)]
pub async fn create_deliverable(
    project: ProjectId,
    id: DeliverableId,
    draft: DeliverableDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::deliverables;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let known = store::deliverables::find(call.db(), id).await?;
    if known.is_some_and(|known| known.project == project) {
        return Ok(());
    }
    let DeliverableDraft { title, note, due, owner, criteria } = draft.checked()?;
    deliverables::require_member(call.db(), project, owner).await?;
    let is_client_visible = false;
    let deliverable = Deliverable {
        id,
        project,
        title,
        note,
        due,
        owner,
        criteria,
        is_client_visible,
        version: 1,
    };
    let now = call.now();
    store::deliverables::create(call.db(), &deliverable, now).await?;
    let event = Event::new("deliverable.created").project(project).object(id.0);
    call.commit(event.after(&deliverable)).await
}

/// Changes what is written about a deliverable; `version` is the one that was read. What the client
/// sees is changed only by who may publish.
#[server(endpoint = "deliverables/update", input = Json)]
pub async fn update_deliverable(
    deliverable: DeliverableId,
    version: i32,
    draft: DeliverableDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::deliverables;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::deliverables::find(call.db(), deliverable).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let DeliverableDraft { title, note, due, owner, criteria } = draft.checked()?;
    // What the client reads changes at once: that is publishing. Who sees to it the client never
    // reads.
    let is_read = title != found.title
        || note != found.note
        || due != found.due
        || criteria != found.criteria;
    if found.is_client_visible && is_read {
        call.require(Action::Publish, found.project).await?;
    }
    if owner != found.owner {
        deliverables::require_member(call.db(), found.project, owner).await?;
    }
    let changed = Deliverable { title, note, due, owner, criteria, version, ..found.clone() };
    store::deliverables::update(call.db(), &changed).await?;
    let event = Event::new("deliverable.changed").project(found.project).object(deliverable.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes a deliverable that the client has not agreed to; its files stay files of the project.
/// What the client sees is removed only by who may publish.
#[server(endpoint = "deliverables/remove", input = Json)]
pub async fn remove_deliverable(deliverable: DeliverableId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{decisions, deliverables};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::deliverables::find(call.db(), deliverable).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    if found.is_client_visible {
        call.require(Action::Publish, found.project).await?;
    }
    decisions::hold(call.db(), found.project).await?;
    let verdicts = deliverables::verdicts(call.db(), found.project).await?;
    deliverables::may_hide(&verdicts, deliverable)?;
    store::deliverables::hide_versions(call.db(), deliverable).await?;
    store::deliverables::remove(call.db(), deliverable, version).await?;
    let event = Event::new("deliverable.removed").project(found.project).object(deliverable.0);
    call.commit(event.before(&found)).await
}

/// Adds a version; the client does not see it before it is published.
#[server(endpoint = "deliverables/add_version", input = Json)]
pub async fn add_version(
    deliverable: DeliverableId,
    id: DeliverableVersionId,
    draft: VersionDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::deliverables::find(call.db(), deliverable).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    // Its file may not be removed meanwhile, and its number is its own.
    decisions::hold(call.db(), found.project).await?;
    let VersionDraft { file, link, comment } = draft.checked()?;
    let versions = store::deliverables::versions_of(call.db(), deliverable).await?;
    if versions.iter().any(|version| version.id == id) {
        return Ok(());
    }
    let file = match file {
        None => None,
        Some(file) => {
            // A file of another project answers like one that is not there.
            let known = store::files::find(call.db(), file).await?;
            let known = known.filter(|known| known.project == found.project);
            Some(known.ok_or(AppError::NotFound)?)
        }
    };
    let version = Version {
        id,
        deliverable,
        number: versions.first().map_or(1, |newest| newest.number + 1),
        file,
        link: Some(link).filter(|link| !link.is_empty()),
        comment,
        is_client_visible: false,
        by: Some(call.user.id),
        at: call.now(),
    };
    store::deliverables::add_version(call.db(), &version).await?;
    let event = Event::new("deliverable.version").project(found.project).object(deliverable.0);
    call.commit(event.after(&version)).await
}

/// Shows a deliverable with its newest version to the client; `version` is the row's version that
/// was read, `newest` the number of the version that the person saw.
#[server(endpoint = "deliverables/publish", input = Json)]
pub async fn publish_deliverable(
    deliverable: DeliverableId,
    version: i32,
    newest: i32,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::deliverables::find(call.db(), deliverable).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::Publish, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    let versions = store::deliverables::versions_of(call.db(), deliverable).await?;
    let shown = versions.first().ok_or(Refusal::NothingToPublish)?;
    // Somebody has added another one since: what is published is what was looked at.
    if shown.number != newest {
        return Err(AppError::Conflict);
    }
    let changed = Deliverable { is_client_visible: true, version, ..found.clone() };
    store::deliverables::update(call.db(), &changed).await?;
    store::deliverables::show_version(call.db(), shown.id).await?;
    if let Some(file) = &shown.file {
        store::files::set_visible(call.db(), file.id, true).await?;
    }
    let event = Event::new("deliverable.published").project(found.project).object(deliverable.0);
    call.commit(event.before(&found).after(shown)).await
}

/// Takes a deliverable with all its versions out of the client's sight.
#[server(endpoint = "deliverables/hide", input = Json)]
pub async fn hide_deliverable(deliverable: DeliverableId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{decisions, deliverables};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::deliverables::find(call.db(), deliverable).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::Publish, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    let verdicts = deliverables::verdicts(call.db(), found.project).await?;
    deliverables::may_hide(&verdicts, deliverable)?;
    let changed = Deliverable { is_client_visible: false, version, ..found.clone() };
    store::deliverables::update(call.db(), &changed).await?;
    store::deliverables::hide_versions(call.db(), deliverable).await?;
    let event = Event::new("deliverable.hidden").project(found.project).object(deliverable.0);
    call.commit(event.before(&found).after(&changed)).await
}
