//! Conversations in which needs are found, and the way from an answer to a requirement.

use domain::elicitation::{AnswerDraft, ElicitationDraft};
use domain::{AnswerId, ElicitationId, ProjectId, RequirementId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A question that is to be asked, under the id that the browser chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewQuestion {
    /// Which.
    pub id: AnswerId,
    /// What is asked.
    pub question: String,
}

/// Begins the record of a conversation under the id that the browser chose.
#[server(endpoint = "elicitations/add", input = Json)]
pub async fn add_elicitation(
    project: ProjectId,
    id: ElicitationId,
    draft: ElicitationDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::elicitation::Elicitation;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let says = draft.checked()?;
    let known = store::elicitations::find(call.db(), id).await?;
    if known.is_some_and(|known| known.project == found.id) {
        return Ok(());
    }
    let new = Elicitation { id, project: found.id, says, answers: Vec::new(), version: 1 };
    let now = call.now();
    store::elicitations::create(call.db(), &new, now).await?;
    let event = Event::new("elicitation.created").project(found.id).object(id.0);
    call.commit(event.after(&new.says)).await
}

/// Changes what is known of a conversation; `version` is the one that was read.
#[server(endpoint = "elicitations/update", input = Json)]
pub async fn update_elicitation(
    elicitation: ElicitationId,
    version: i32,
    draft: ElicitationDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::elicitation::Elicitation;
    let mut call = Call::write().await?;
    let found = store::elicitations::find(call.db(), elicitation).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let says = draft.checked()?;
    let (changed, now) = (Elicitation { says, version, ..found.clone() }, call.now());
    store::elicitations::update(call.db(), &changed, now).await?;
    let event = Event::new("elicitation.changed").project(found.project).object(elicitation.0);
    call.commit(event.before(&found.says).after(&changed.says)).await
}

/// Removes the record of a conversation; the requirements that came from it stay.
#[server(endpoint = "elicitations/remove", input = Json)]
pub async fn remove_elicitation(elicitation: ElicitationId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::elicitations::find(call.db(), elicitation).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    store::elicitations::remove(call.db(), elicitation, version).await?;
    let event = Event::new("elicitation.removed").project(found.project).object(elicitation.0);
    call.commit(event.before(&found)).await
}

/// Adds questions at the end of a conversation, in their order.
#[server(endpoint = "elicitations/ask", input = Json)]
pub async fn ask_questions(
    elicitation: ElicitationId,
    questions: Vec<NewQuestion>,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use domain::elicitation::{Answer, QUESTIONS_MAX};
    let mut call = Call::write().await?;
    let found = store::elicitations::find(call.db(), elicitation).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    if questions.len() > QUESTIONS_MAX {
        return Err(Refusal::TooMany { max: QUESTIONS_MAX as u32 }.into());
    }
    let now = call.now();
    for NewQuestion { id, question } in &questions {
        let says = AnswerDraft { question: question.clone(), ..AnswerDraft::default() };
        let says = says.checked()?;
        let (id, elicitation) = (*id, found.id);
        let answer = Answer { id, elicitation, says, requirement: None, version: 1 };
        store::elicitations::add_answer(call.db(), &answer, now).await?;
    }
    let event = Event::new("elicitation.asked").project(found.project).object(elicitation.0);
    call.commit(event.after(&questions)).await
}

/// Writes down what was asked and answered; `version` is the one that was read.
#[server(endpoint = "elicitations/answer", input = Json)]
pub async fn write_answer(
    answer: AnswerId,
    version: i32,
    draft: AnswerDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::elicitation::Answer;
    let mut call = Call::write().await?;
    let found = store::elicitations::find_answer(call.db(), answer).await?;
    let found = found.ok_or(AppError::NotFound)?;
    let talk = store::elicitations::find(call.db(), found.elicitation).await?;
    let talk = talk.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, talk.project).await?;
    let says = draft.checked()?;
    let (changed, now) = (Answer { says, version, ..found.clone() }, call.now());
    store::elicitations::update_answer(call.db(), &changed, now).await?;
    let event = Event::new("elicitation.answered").project(talk.project).object(answer.0);
    call.commit(event.before(&found.says).after(&changed.says)).await
}

/// Removes a question; the requirement that it became stays.
#[server(endpoint = "elicitations/remove_answer", input = Json)]
pub async fn remove_answer(answer: AnswerId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::elicitations::find_answer(call.db(), answer).await?;
    let found = found.ok_or(AppError::NotFound)?;
    let talk = store::elicitations::find(call.db(), found.elicitation).await?;
    let talk = talk.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, talk.project).await?;
    store::elicitations::remove_answer(call.db(), answer, version).await?;
    let event = Event::new("elicitation.unasked").project(talk.project).object(answer.0);
    call.commit(event.before(&found)).await
}

/// Makes a requirement of an answer under the id that the browser chose, and answers with the
/// requirement that it became: of two people who do so one finds what the other made.
#[server(endpoint = "elicitations/to_requirement", input = Json)]
pub async fn to_requirement(
    answer: AnswerId,
    id: RequirementId,
) -> Result<RequirementId, AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::elicitation::Answer;
    use domain::requirement::{Requirement, Statement};
    let mut call = Call::write().await?;
    let found = store::elicitations::find_answer(call.db(), answer).await?;
    let found = found.ok_or(AppError::NotFound)?;
    let talk = store::elicitations::find(call.db(), found.elicitation).await?;
    let talk = talk.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, talk.project).await?;
    if let Some(known) = found.requirement {
        return Ok(known);
    }
    let project = store::projects::find(call.db(), talk.project).await?;
    let project = project.ok_or(AppError::NotFound)?;
    let by = talk.who_said(&found).to_owned();
    let mut says = Statement::from_answer(&found.says.answer, &by).checked()?;
    let contacts = store::contacts::of_client(call.db(), project.client).await?;
    says.source = contacts.iter().find(|contact| contact.name == by).map(|contact| contact.id);
    let new = Requirement::new(id, talk.project, says);
    let new = Requirement { elicitation: Some(talk.id), ..new };
    let now = call.now();
    let number = store::requirements::create(call.db(), &new, now).await?;
    let changed = Answer { requirement: Some(id), ..found };
    store::elicitations::update_answer(call.db(), &changed, now).await?;
    let event = Event::new("requirement.created").project(talk.project).object(id.0);
    call.commit(event.after(&Requirement { number, ..new })).await?;
    Ok(id)
}
