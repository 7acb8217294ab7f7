//! Files of a project: shown to the client, hidden again, removed.

use domain::{FileId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// Most files that are published at once.
pub const PUBLISH_MAX: u32 = 100;

/// Shows files of a project to the client, all or none.
#[server(endpoint = "deliverables/publish_files", input = Json)]
pub async fn publish_files(project: ProjectId, files: Vec<FileId>) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let project = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?.id;
    call.require(Action::Publish, project).await?;
    decisions::hold(call.db(), project).await?;
    if files.len() > PUBLISH_MAX as usize {
        return Err(Refusal::TooMany { max: PUBLISH_MAX }.into());
    }
    for file in files {
        let found = store::files::find(call.db(), file).await?;
        let found = found.filter(|found| found.project == project).ok_or(AppError::NotFound)?;
        store::files::set_visible(call.db(), file, true).await?;
        let event = Event::new("file.published").project(project).object(file.0);
        call.tell(event.after(&found.name)).await?;
    }
    call.commit_told().await
}

/// Takes a file out of the client's sight.
#[server(endpoint = "deliverables/hide_file", input = Json)]
pub async fn hide_file(file: FileId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::files::find(call.db(), file).await?.ok_or(AppError::NotFound)?;
    call.require(Action::Publish, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    if store::files::is_in_use(call.db(), file).await? {
        return Err(Refusal::FileInUse.into());
    }
    store::files::set_visible(call.db(), file, false).await?;
    let event = Event::new("file.hidden").project(found.project).object(file.0);
    call.commit(event.before(&found)).await
}

/// Removes a file that nothing else is made of; one that the client sees only by who may publish.
#[server(endpoint = "deliverables/remove_file", input = Json)]
pub async fn remove_file(file: FileId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::files::find(call.db(), file).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    // Somebody may have shown it to the client until now.
    let found = store::files::find(call.db(), file).await?.ok_or(AppError::NotFound)?;
    if found.is_client_visible {
        call.require(Action::Publish, found.project).await?;
    }
    if store::files::is_in_use(call.db(), file).await? {
        return Err(Refusal::FileInUse.into());
    }
    store::files::remove(call.db(), file).await?;
    let event = Event::new("file.removed").project(found.project).object(file.0);
    call.commit(event.before(&found)).await
}
