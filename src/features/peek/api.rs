//! Drawing what people write about a task.

use domain::ProjectId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// A text in Markdown as clean HTML; at most as long as a note. For those who see the project.
#[server(endpoint = "peek/markdown", input = Json)]
pub async fn markdown(project: ProjectId, text: String) -> Result<String, AppError> {
    use crate::server::call::Call;
    use crate::server::markdown::to_html;
    use domain::can::Action;
    use domain::text::note;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::plans::head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    Ok(to_html(&note(&text)?))
}
