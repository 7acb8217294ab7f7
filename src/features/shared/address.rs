//! What the address names, and the question that a page asks about it.

use std::str::FromStr;

use domain::ProjectId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::loaded::{Asked, ask};
use crate::error::AppError;

/// The project.
pub fn project() -> Memo<Option<ProjectId>> {
    named("project")
}

/// What stands at this place of the address; none where that is no id.
pub fn named<I>(place: &'static str) -> Memo<Option<I>>
where
    I: FromStr + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.read().get(place).and_then(|id| id.parse::<I>().ok()))
}

/// Asks the server about what is named; what no address can name is not found.
pub fn ask_about<I, T, F>(
    named: Memo<Option<I>>,
    fetch: impl Fn(I) -> F + Copy + 'static,
) -> Asked<T>
where
    I: Copy + PartialEq + Send + Sync + 'static,
    T: 'static,
    F: Future<Output = Result<T, AppError>> + 'static,
{
    let about = move || named.get();
    ask(about, move |named| async move {
        match named {
            Some(id) => fetch(id).await,
            None => Err(AppError::NotFound),
        }
    })
}
