//! Giving the client's page out and taking it back.

use domain::{ContactId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;
use crate::features::shared::magic_link_api::FreshLink;

/// Lets a contact of the client see the page.
#[server(endpoint = "overview/add_reader", input = Json)]
pub async fn add_reader(project: ProjectId, contact: ContactId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require(Action::Publish, project).await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let reader = store::contacts::find(call.db(), contact).await?.ok_or(AppError::NotFound)?;
    if reader.client != found.client {
        return Err(AppError::NotFound);
    }
    let now = call.now();
    store::projects::put_contact(call.db(), project, contact, now).await?;
    call.commit(Event::new("portal.reader_added").project(project).object(contact.0)).await
}

/// Makes a link for a contact; an older one of the same contact ends.
#[server(endpoint = "overview/share", input = Json)]
pub async fn share(project: ProjectId, contact: ContactId) -> Result<FreshLink, AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::magic_links;
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require(Action::Publish, project).await?;
    let link = magic_links::make(&mut call, contact, project, None).await?;
    let event = Event::new("portal.link_made").project(project).object(contact.0);
    call.commit(event.after(&link.until)).await?;
    Ok(link)
}

/// Ends a contact's links, codes and sessions; the contact can be given another link later.
#[server(endpoint = "overview/withdraw", input = Json)]
pub async fn withdraw(project: ProjectId, contact: ContactId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require(Action::Publish, project).await?;
    if !store::projects::has_contact(call.db(), project, contact).await? {
        return Err(AppError::NotFound);
    }
    let now = call.now();
    store::links::revoke_portal(call.db(), contact, project, now).await?;
    store::codes::revoke(call.db(), contact, project).await?;
    store::sessions::revoke_of_contact(call.db(), contact, project, now).await?;
    call.commit(Event::new("portal.link_withdrawn").project(project).object(contact.0)).await
}

/// Opens a session of the client's page in the caller's own browser, so that the caller sees the
/// real page as this contact does. Answers with the page's address.
#[server(endpoint = "overview/see_as", input = Json)]
pub async fn see_as(project: ProjectId, contact: ContactId) -> Result<String, AppError> {
    use crate::paths;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require(Action::Publish, project).await?;
    if !store::projects::has_contact(call.db(), project, contact).await? {
        return Err(AppError::NotFound);
    }
    call.open_portal(contact, project).await?;
    call.commit(Event::new("portal.seen_as").project(project).object(contact.0)).await?;
    Ok(paths::portal(project))
}
