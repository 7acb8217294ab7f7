//! Who is signed in, and what that person may begin.

use domain::user::User;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The person in front of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who.
    pub user: User,
    /// Whether "new project" is offered.
    pub may_create_project: bool,
    /// Whether "new client" is offered.
    pub may_create_client: bool,
    /// Whether the people of the organisation are shown in the settings.
    pub may_manage_users: bool,
}

/// Who is signed in.
#[server(endpoint = "shell/me", input = Json)]
pub async fn who_am_i() -> Result<Me, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let call = Call::read().await?;
    Ok(Me {
        may_create_project: call.may(Action::CreateProject),
        may_create_client: call.may(Action::CreateClient),
        may_manage_users: call.may(Action::ManageUsers),
        user: call.user,
    })
}
